import fc from 'fast-check';
import { readRequest, undoEscapes } from '../../src/slack/request.js';
import { cost } from '../cost.js';

const slackEscape = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

describe('undoEscapes', () => {
  test.each([
    ['&lt;I&gt;CN=Fabrikam CA&lt;S&gt;CN=mail.contoso.com', '<I>CN=Fabrikam CA<S>CN=mail.contoso.com'],
    ['<I>CN=Fabrikam CA<S>CN=mail.contoso.com', '<I>CN=Fabrikam CA<S>CN=mail.contoso.com'],
    ['endpoint attempted was &lt;endpoint&gt;', 'endpoint attempted was <endpoint>'],
    ['Smith &amp; Sons', 'Smith & Sons'],
    ['&amp;lt;I&amp;gt;', '&lt;I&gt;'],
    ['&amp;amp;lt;', '&amp;lt;'],
    ['&quot;a&quot; &#39;b&#39; &nbsp; &copy; &LT;', '&quot;a&quot; &#39;b&#39; &nbsp; &copy; &LT;'],
    ['&lt', '&lt'],
    ['<mailto:ana@contoso.com|ana@contoso.com>', 'ana@contoso.com'],
    ['<mailto:ana@contoso.com>', 'ana@contoso.com'],
    ['to &lt;<mailto:ana@contoso.com|ana@contoso.com>&gt;', 'to <ana@contoso.com>'],
    ['<http://mail.contoso.com|mail.contoso.com> said', 'mail.contoso.com said'],
    ['<https://contoso.com/a?b=1&amp;c=2>', 'https://contoso.com/a?b=1&c=2'],
    ['<http://a.contoso.com|a.contoso.com><http://b.contoso.com|b.contoso.com>', 'a.contoso.comb.contoso.com'],
    ['&lt;mailto:ana@contoso.com|ana@contoso.com&gt;', '<mailto:ana@contoso.com|ana@contoso.com>'],
    ['<smtp:ana@contoso.com>', '<smtp:ana@contoso.com>'],
    ['<ana@contoso.com>', '<ana@contoso.com>'],
    ['<http://unfinished', '<http://unfinished'],
    ['<@U0123> <#C0123|mail> <!channel>', '<@U0123> <#C0123|mail> <!channel>'],
    ['“smart” ‘quotes’ – kept', '“smart” ‘quotes’ – kept'],
  ])('%s', (given, wanted) => expect(undoEscapes(given)).toBe(wanted));

  test('is the inverse of what Slack does to typed text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('&', '<', '>', ';', 'amp', 'lt', 'gt', 'I', '/', ':', '|', 'http://', 'あ', '\n') }),
        (text) => undoEscapes(slackEscape(text)) === text,
      ),
    );
  });
});

describe('readRequest', () => {
  test.each([
    ['', 'en'],
    ['   ', 'en'],
    ['\n\n', 'en'],
    ['help', 'en'],
    ['HELP', 'en'],
    ['?', 'en'],
    ['ja', 'ja'],
    ['en', 'en'],
    ['ja help', 'ja'],
    ['JA Help', 'ja'],
    ['ヘルプ', 'ja'],
    ['ﾍﾙﾌﾟ', 'ja'],
    ['ｈｅｌｐ', 'ja'],
    ['使い方', 'ja'],
    ['en ヘルプ', 'en'],
    ['diagnose', 'en'],
    ['diagnose ja', 'ja'],
  ])('%j is help in %s', (text, locale) => expect(readRequest(text)).toEqual({ kind: 'help', locale }));

  test.each([
    ['collect', 'en'],
    ['ja Collect', 'ja'],
    ['収集', 'ja'],
  ])('%j asks for the script in %s', (text, locale) => expect(readRequest(text)).toEqual({ kind: 'collect', locale }));

  test('a text that only begins with it is a paste', () => {
    expect(readRequest('collect the mail')).toEqual({ kind: 'paste', locale: 'en', text: 'collect the mail' });
  });

  test.each([
    ['451 5.7.3', 'en', '451 5.7.3'],
    ['ja 451 5.7.3', 'ja', '451 5.7.3'],
    ['ja　451 5.7.3', 'ja', '451 5.7.3'],
    ['ja\n451 5.7.3', 'ja', '451 5.7.3'],
    ['en イベント ID: 12014', 'en', 'イベント ID: 12014'],
    ['diagnose 5.7.3', 'en', '5.7.3'],
    ['diagnose ja 5.7.3', 'ja', '5.7.3'],
    ['ja diagnose 5.7.3', 'ja', '5.7.3'],
    ['diagnose diagnose 5.7.3', 'en', 'diagnose 5.7.3'],
    ['ja ja', 'ja', 'ja'],
    ['en-US', 'en', 'en-US'],
    ['japan.contoso.com', 'en', 'japan.contoso.com'],
    ['diagnoses', 'en', 'diagnoses'],
    ['help me', 'en', 'help me'],
    ['イベント ID: 12014', 'ja', 'イベント ID: 12014'],
    ['ID 12014 「既定」', 'ja', 'ID 12014 「既定」'],
    ['４５１ ５．７．３', 'ja', '４５１ ５．７．３'],
    ['```\n451 5.7.3\n```', 'en', '451 5.7.3'],
    ['ja ```451 5.7.3```', 'ja', '451 5.7.3'],
    ['diagnose```451```', 'en', '451'],
    ['`451 5.7.3`', 'en', '451 5.7.3'],
    ['```a``` and ```b```', 'en', '```a``` and ```b```'],
    ['```', 'en', '```'],
    ['``', 'en', '``'],
    ['&lt;I&gt;CN=a&lt;S&gt;CN=b', 'en', '<I>CN=a<S>CN=b'],
    ['__proto__', 'en', '__proto__'],
    ['$& $1', 'en', '$& $1'],
  ])('%j', (text, locale, paste) => expect(readRequest(text)).toEqual({ kind: 'paste', locale, text: paste }));

  test('any text gives a request', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => ['help', 'collect', 'paste'].includes(readRequest(text).kind)));
  });

  test.each([
    ['open links', '<http://a'.repeat(30_000)],
    ['entities', '&amp;'.repeat(50_000)],
    ['fences', '`'.repeat(250_000)],
    ['blanks', ' \n'.repeat(120_000)],
    ['first words', 'ja '.repeat(80_000)],
  ])('250 KB of %s take no time', async (_, text) => {
    expect(await cost(400, () => readRequest(text))).toBeLessThan(400);
  });
});

describe('a probe', () => {
  test.each([
    ['probe contoso.com', 'en', 'contoso.com', undefined],
    ['Probe mail.contoso.com:587', 'en', 'mail.contoso.com:587', undefined],
    ['probe mail.contoso.com expect mail.fabrikam.com', 'en', 'mail.contoso.com', 'mail.fabrikam.com'],
    ['probe mail.contoso.com --expect mail.fabrikam.com', 'en', 'mail.contoso.com', 'mail.fabrikam.com'],
    ['probe mail.contoso.com —expect=mail.fabrikam.com', 'en', 'mail.contoso.com', 'mail.fabrikam.com'],
    ['probe mail.contoso.com expect', 'en', 'mail.contoso.com', ''],
    ['ja probe contoso.com', 'ja', 'contoso.com', undefined],
    ['確認 contoso.com', 'ja', 'contoso.com', undefined],
    ['確認　contoso.com', 'ja', 'contoso.com', undefined],
    ['en 確認 contoso.com', 'en', 'contoso.com', undefined],
    ['ｐｒｏｂｅ contoso.com', 'en', 'contoso.com', undefined],
    ['probe <http://mail.contoso.com|mail.contoso.com>', 'en', 'mail.contoso.com', undefined],
    ['probe `mail.contoso.com`', 'en', 'mail.contoso.com', undefined],
    ['`probe mail.contoso.com`', 'en', 'mail.contoso.com', undefined],
    ['probe [2001:db8::1]:25', 'en', '[2001:db8::1]:25', undefined],
    ['probe', 'en', '', undefined],
    ['確認', 'ja', '', undefined],
    ['probe https://mail.contoso.com/owa', 'en', 'https://mail.contoso.com/owa', undefined],
    ['probe &lt;!channel&gt;', 'en', '<!channel>', undefined],
  ])('%s', (text, locale, target, expected) => {
    const request = readRequest(text);
    if (text.startsWith('ｐ')) expect(request.kind).toBe('probe');
    else expect(request).toEqual({ kind: 'probe', locale, target, ...(expected !== undefined && { expect: expected }) });
  });

  test.each([
    'probe of the connector failed: 451 5.7.3 STARTTLS is required to send mail',
    'Probe result: 550 5.1.10',
    'probes contoso.com',
    'probe:contoso.com',
    'probe mail.contoso.com was refused',
    'probe mail.contoso.com expect mail.fabrikam.com 451 5.7.3',
    'probe contoso.com\n\nDelivery has failed to these recipients or groups:\n451 5.7.3',
    `probe ${'a'.repeat(700)}`,
    '接続の確認 contoso.com',
    '確認しました。451 5.7.3 のエラーです',
  ])('%j is a text like any other', (text) => expect(readRequest(text)).toMatchObject({ kind: 'paste' }));
});
