import { htmlText } from '../../../src/parsers/file/html.js';
import { cost } from '../../cost.js';

describe('htmlText', () => {
  test('blocks become lines, cells are apart, entities are characters', () => {
    expect(htmlText('<p>a&nbsp;b</p><div>451 4.4.0 &quot;x&quot; &lt;endpoint&gt;</div>1 < 2<br>c')).toBe(
      '\na\u00A0b\n\n451 4.4.0 "x" <endpoint>\n1 < 2\nc',
    );
    expect(htmlText('<TABLE><TR><TD>Remote server</TD><TD>mx.fabrikam.com</TD></TR><TR><TH>Error</TH></TR></TABLE>')).toBe(
      '\nRemote server mx.fabrikam.com\n\nError\n',
    );
    expect(htmlText('&#8220;q&rdquo; &#x3042; &amp;lt;')).toBe('\u201Cq\u201D あ &lt;');
  });
  test('the marks of a certificate name are no tags once they are escaped', () => {
    expect(htmlText('<span>&lt;I&gt;CN=Contoso CA&lt;S&gt;CN=mail.contoso.com</span>')).toBe('<I>CN=Contoso CA<S>CN=mail.contoso.com');
  });
  test('an address that nobody escaped stays', () => {
    expect(htmlText('<pre>RCPT TO:<taro@contoso.com>\n550 5.1.1 <Hanako@fabrikam.com>: unknown</pre>')).toBe(
      '\nRCPT TO:<taro@contoso.com>\n550 5.1.1 <Hanako@fabrikam.com>: unknown\n',
    );
  });
  test('head, style, script and comments are silent', () => {
    expect(htmlText('<head><title>550 5.1.1 t</title></head><style>a{}</style>x<!-- <p> -->y<script>if (a<b) "550 5.1.1 z"</script>')).toBe('xy');
    expect(htmlText('<head><meta charset="utf-8"><body>550 5.7.1 no end of the head')).toBe('\n550 5.7.1 no end of the head');
    expect(htmlText('before<style>a{} never closed')).toBe('before');
  });
  test.each([
    ['nothing', ''],
    ['a bracket', '<'],
    ['half an entity', '&am'],
    ['a code that is no character', '&#x110000;&#0;&#xD800;'],
  ])('%s does no harm', (_, html) => {
    expect(typeof htmlText(html)).toBe('string');
  });
  test.each([
    ['open comments', '<!--'.repeat(250_000)],
    ['open tags', '<a'.repeat(500_000)],
    ['open styles', '<style'.repeat(150_000)],
    ['tags inside each other', '<div>'.repeat(200_000)],
    ['closing tags of nothing', `${'<a>'.repeat(170_000)}${'</b>'.repeat(170_000)}`],
    ['quotes', '<a b="'.repeat(170_000)],
    ['ampersands', '&'.repeat(1_000_000)],
    ['a style that seems to end', `<style>${'</'.repeat(500_000)}`],
  ])('a million characters of %s', async (_, html) => {
    expect(await cost(500, () => htmlText(html))).toBeLessThan(500);
  });
});
