import { drawJson } from '../../src/renderers/json.js';
import { diagnosisJson } from '../../src/renderers/json-schema.js';
import { byHand, cause, certainly, diagnosis, finding, open, quotesOf } from './made-up.js';

const [certain] = drawJson(certainly, 'en').findings;

describe('drawJson', () => {
  test('a cause with its steps', () => {
    expect(certain).toEqual({
      rule: 'made-up-cause',
      certainty: 'certain',
      title: 'Receive connector names a certificate that is gone',
      cause: 'HYB01 has lost the certificate of CN=Contoso CA 3: nothing is lost yet.',
      facts: { server: 'HYB01', connector: 'HYB01\\Default Frontend HYB01', issuer: 'CN=Contoso CA 3' },
      because: certainly.findings[0]?.because.map(({ text, line }) => ({ quote: text, line })),
      confirm: [{ why: 'Exchange Management Shell on HYB01.', run: expect.stringMatching(/^\$rc = 'HYB01\\Default Frontend HYB01'\n/) }],
      fix: [
        {
          why: 'Answer N when asked.',
          run: expect.stringContaining('Set-ReceiveConnector $rc'),
          changes: 'Writes the new name to one connector.',
          keep: '$old holds the old value.',
          undo: 'if ($old) { Set-ReceiveConnector $rc -TlsCertificateName $old }',
        },
      ],
      verify: [{ why: 'You must see 250-STARTTLS.', run: 'telnet localhost 25' }],
      more: [{ title: 'Send connector', why: 'It breaks next.', run: 'Get-SendConnector * | Format-List Name, TlsCertificateName' }],
      explains: [],
      sources: ['KB2989382'],
    });
  });

  test('an open rule: the test as confirm, the outcomes as more', () => {
    expect(drawJson(diagnosis([finding(open, 'open', { facts: {} })]), 'en').findings[0]).toMatchObject({
      certainty: 'likely',
      confirm: [{ run: "Test-NetConnection 'localhost' -Port 25" }],
      fix: [],
      verify: [],
      more: [
        { title: '250-STARTTLS is missing', why: 'Exchange withdraws it.' },
        { title: '250-STARTTLS is listed', why: 'A firewall removes it.' },
      ],
    });
  });

  test('by hand, without run', () => {
    expect(drawJson(diagnosis([finding(byHand, 'likely')]), 'ja').findings[0]?.fix).toEqual([
      { why: '機器の検査を無効にします。', changes: '手作業' },
    ]);
  });

  test('a refused command is left out with all that rely on it, and why says so', () => {
    const one = drawJson(diagnosis([finding(cause, 'certain', { facts: { connector: 'HYB01\\*' } })]), 'en').findings[0];
    expect(JSON.stringify(one)).not.toContain('"run"');
    expect(JSON.stringify(one)).not.toContain('"undo"');
    expect(one?.confirm[0]?.why).toContain('not safe to paste into a shell');
    expect([one?.fix[0]?.why, one?.verify[0]?.why, one?.more[0]?.why].map((why) => why?.endsWith('it relies on the step above.'))).toEqual([
      true,
      true,
      true,
    ]);
  });

  test('facts that are not there are left out, and what was not read is listed', () => {
    const json = drawJson(
      diagnosis([finding(cause, 'certain', { facts: { server: undefined, fqdn: 'mail.contoso.com' } })], { unread: quotesOf('a\nb') }),
      'en',
    );
    expect(json.findings[0]?.facts).toEqual({ fqdn: 'mail.contoso.com' });
    expect(json.unread).toEqual([
      { quote: 'a', line: 1 },
      { quote: 'b', line: 2 },
    ]);
  });

  test('fits the schema, which refuses what is not in it', () => {
    const all = drawJson(diagnosis([finding(cause, 'certain'), finding(byHand, 'likely'), finding(open, 'open')]), 'ja');
    expect(diagnosisJson.parse(JSON.parse(JSON.stringify(all)))).toEqual(all);
    expect(diagnosisJson.safeParse({ ...all, version: 2 }).success).toBe(false);
    expect(diagnosisJson.safeParse({ ...all, extra: 1 }).success).toBe(false);
    expect(drawJson(diagnosis([]), 'en')).toEqual({ version: 1, locale: 'en', findings: [], clues: [], unread: [] });
  });

  test('holds every value that was read, by kind and line, without the quotes', () => {
    const at = { text: 'Identity : HYB01', line: 3 };
    const certificate = { kind: 'certificate', at, thumbprint: 'A'.repeat(40), services: ['SMTP'], status: undefined } as const;
    const { clues } = drawJson(
      diagnosis([], {
        clues: [
          { kind: 'connector', at, direction: 'receive', properties: new Map([['fqdn', 'mail.contoso.com']]) },
          { kind: 'pairing', at, of: 'receive', wanted: { subject: 'CN=mail.contoso.com' }, whole: true, named: [certificate], differs: [] },
        ],
      }),
      'en',
    );
    expect(clues).toEqual([
      { kind: 'connector', line: 3, direction: 'receive', properties: { fqdn: 'mail.contoso.com' } },
      {
        kind: 'pairing',
        line: 3,
        of: 'receive',
        wanted: { subject: 'CN=mail.contoso.com' },
        whole: true,
        named: [{ kind: 'certificate', thumbprint: 'A'.repeat(40), services: ['SMTP'] }],
        differs: [],
      },
    ]);
  });
});
