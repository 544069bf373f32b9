import { LOCALES } from '../../src/model/rule.js';
import { drawText } from '../../src/renderers/text.js';
import { columns } from '../../src/renderers/width.js';
import { byHand, cause, certainly, diagnosis, finding, open, quotesOf } from './made-up.js';

const plain = { locale: 'en', name: 'bounce.txt', more: false, color: false } as const;

describe('drawText', () => {
  test('a cause that is certain', () => {
    expect(drawText(certainly, plain)).toBe(`CERTAIN  Receive connector names a certificate that is gone
         server HYB01; explains event 12014 and reply 5.7.3

HYB01 has lost the certificate of CN=Contoso CA 3: nothing is lost yet.

  bounce.txt:2  Microsoft Exchange could not find a certificate that contains
                the domain name <I>CN=Contoso CA 3, …<S>CN=mail.contoso.com, …
  bounce.txt:3  451 5.7.3 STARTTLS is required to send mail

1  Look. Changes nothing. Exchange Management Shell on HYB01.

  $rc = 'HYB01\\Default Frontend HYB01'
  $old = "$((Get-ReceiveConnector $rc).TlsCertificateName)"
  $new = Get-ExchangeCertificate -Server 'HYB01' | Select-Object -Last 1

2  Change. Writes the new name to one connector. Answer N when asked.

  if ($new) {
    Set-ReceiveConnector $rc -TlsCertificateName "<I>$($new.Issuer)<S>$($new.Subject)"
  }

3  Check. You must see 250-STARTTLS.

  telnet localhost 25

Undo, and 1 more place: --more    Why: --explain    Japanese: --locale ja
`);
  });

  test('in Japanese, with the folded part', () => {
    const text = drawText(diagnosis([finding(cause, 'certain', { because: [] })]), { ...plain, locale: 'ja', more: true });
    expect(text).toContain('確定  受信コネクタが、存在しない証明書を指定している\n      サーバー HYB01。イベント 12014 と応答 5.7.3 の原因\n');
    expect(text).toContain(
      '\n手順 2 を元に戻す。変更前の値は $old に残ります。\n\n  if ($old) { Set-ReceiveConnector $rc -TlsCertificateName $old }\n',
    );
    expect(text).toContain('\n送信コネクタ。次に失敗します。\n');
    expect(text).toMatch(/\n判断の理由: --explain {4}英語: --locale en\n$/);
  });

  test('an open cause lists what one may see', () => {
    const text = drawText(diagnosis([finding(open, 'open', { facts: {} })]), plain);
    expect(text).toMatch(/^CAUSE OPEN {2}Receiving server does not offer STARTTLS\n {12}mail is held and retried, not lost\n/);
    expect(text).toContain('\n- 250-STARTTLS is missing: Exchange withdraws it.\n- 250-STARTTLS is listed: A firewall removes it.\n');
  });

  test('several findings, each in full', () => {
    const text = drawText(diagnosis([finding(cause, 'certain'), finding(byHand, 'likely')]), plain);
    expect(text.indexOf('LIKELY  SMTP inspection removes STARTTLS')).toBeGreaterThan(text.indexOf('CERTAIN  Receive connector'));
  });

  test('nothing found', () => {
    const text = drawText(diagnosis([], { lines: 12, unread: quotesOf('Users see it\nb') }), plain);
    expect(text).toBe(`No known fault in this text
This does not mean that all is well  ·  10 of 12 lines understood

Not understood: 2 lines, the first is

  bounce.txt:1  Users see it

One of these tells more
- the whole bounce, with the line that starts with three digits such as 550
- an event log entry of MSExchangeTransport or MSExchangeFrontEndTransport
- the error of a queue that does not move; this lists them and changes nothing:

  Get-Queue | Where-Object LastError | Format-List NextHopDomain, LastError
`);
  });

  test('a cut paste and masked secrets are said at the end', () => {
    expect(drawText(diagnosis(certainly.findings, { cut: true, masked: 1 }), plain)).toMatch(
      /\nOnly the first 256 KB of your text were read\.\nPasswords and keys in it were masked first\.\n$/,
    );
  });

  test('colour is only added: without it the text is the same', () => {
    const text = drawText(certainly, { ...plain, color: true });
    expect(text).toContain('\u001B[1mCERTAIN  Receive connector names a certificate that is gone\u001B[0m');
    expect(text).toContain('  \u001B[36mtelnet localhost 25\u001B[0m');
    expect(text).toContain('\u001B[2mbounce.txt:3\u001B[0m');
    expect(text.replaceAll(/\u001B\[\d+m/g, '')).toBe(drawText(certainly, plain));
  });

  test.each(LOCALES)('prose keeps the width, full-width characters counting two (%s)', (locale) => {
    for (const width of [60, 80, 100]) {
      const text = drawText(diagnosis([finding(cause, 'certain'), finding(open, 'open')]), { ...plain, locale, more: true, width });
      const prose = text.split('\n').filter((line) => !line.startsWith('  ') && !line.includes('--'));
      expect(prose.filter((line) => columns(line) > width)).toEqual([]);
    }
  });
});
