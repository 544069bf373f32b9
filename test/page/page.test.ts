import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { findBrowser, openBrowser, type Started, startWorkspace } from '../../src/tools/browser.js';

jest.setTimeout(60_000);

const path = findBrowser();
if (!path) process.stderr.write('The page is not tested: no Chromium found. Install it (apt-get install chromium) or name one in CHROMIUM.\n');
const whereBrowser = path ? describe : describe.skip;

const EVENT = `Source:        MSExchangeFrontEndTransport
Event ID:      12014
Level:         Error
Computer:      EDGE7.fabrikam.com
Description:
Microsoft Exchange could not find a certificate that contains the domain name <I>CN=Fabrikam Root, O=Fabrikam<S>CN=smtp.fabrikam.com in the personal store on the local computer. Therefore, it is unable to support the STARTTLS SMTP verb for the connector Default Frontend EDGE7 with a FQDN parameter of EDGE7.fabrikam.com.`;

whereBrowser('the practice workspace in Chromium', () => {
  let started: Started;
  let browser: Browser;
  let page: Page;
  const complaints: string[] = [];

  beforeAll(async () => {
    started = await startWorkspace();
    browser = await openBrowser(path ?? '');
  });
  afterAll(async () => {
    await browser?.close();
    await started?.stop();
  });
  afterEach(async () => {
    await page.close();
    // A refused style, script or connection is a complaint here, so this also holds the content policy.
    expect(complaints.splice(0)).toEqual([]);
  });

  async function open(options: BrowserContextOptions = {}): Promise<void> {
    page = await browser.newPage({ viewport: { width: 1280, height: 900 }, locale: 'en-US', ...options });
    page.setDefaultTimeout(8_000);
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    page.on('request', (request) => !request.url().startsWith(started.url) && complaints.push(`left the machine: ${request.url()}`));
    await page.goto(started.url);
    await page.getByRole('button', { name: 'Clear' }).click();
    await page.locator('article').first().waitFor({ state: 'detached' });
  }

  const composer = () => page.getByRole('textbox', { name: 'Message' });
  const answers = () => page.getByRole('article', { name: 'Answer of exchange-tls' });
  const fact = (name: string) => page.locator('#seen dt', { hasText: name }).locator('xpath=following-sibling::dd[1]');
  const press = (answer: Locator, id: string) => answer.locator(`[data-action="${id}"]`).click();
  const overflow = () => page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');

  /** Typed as people do: the command by hand, the text by the clipboard, then Enter. */
  async function ask(text: string): Promise<Locator> {
    const before = await answers().count();
    await composer().focus();
    await page.keyboard.type('/exchange-tls ');
    await page.keyboard.insertText(text);
    await page.keyboard.press('Enter');
    const answer = answers().nth(before);
    await answer.waitFor();
    return answer;
  }

  test('a pasted event gives title, evidence and commands with its own names', async () => {
    await open();
    const answer = await ask(EVENT);
    await expect(answer.getByRole('heading').textContent()).resolves.toBe('Receive connector names a certificate that is gone');
    const quoted = await answer.locator('blockquote').first().textContent();
    for (const part of ['<I>CN=Fabrikam Root', '<S>CN=smtp.fabrikam.com']) expect(quoted).toContain(part);
    const commands = (await answer.locator('pre').allTextContents()).join('\n');
    expect(commands).toContain("'EDGE7\\Default Frontend EDGE7'");
    expect(commands).toContain('Set-ReceiveConnector');
    expect(await answer.textContent()).toContain('Only visible to you');
    expect(await page.getByRole('article', { name: 'Your message' }).textContent()).toContain('typed /exchange-tls with 6 lines.');
  });

  test('the panel says what Slack would see', async () => {
    await open();
    await ask(EVENT);
    expect(await fact('Request').textContent()).toMatch(/^signed, [\d,]{3,6} bytes, as text$/);
    expect(await fact('Acknowledged in').textContent()).toMatch(/^[\d,]{1,5} ms of 3,000$/);
    expect(await fact('Answer').textContent()).toBe('in the acknowledgement');
    expect(await fact('Blocks').textContent()).toMatch(/^\d{1,2} of 50$/);
    expect(await fact('Characters').textContent()).toMatch(/^[\d,]{3,6} of 12,000$/);
    expect(await page.locator('#seen pre').textContent()).toContain('"response_type": "ephemeral"');
  });

  test('the folded part opens in place and closes again', async () => {
    await open();
    const answer = await ask(EVENT);
    const title = await answer.getByRole('heading').textContent();
    await press(answer, 'more');
    await answer.locator('[data-action="less"]').waitFor();
    expect(await answers().count()).toBe(1);
    expect(await answer.getByRole('heading').textContent()).toBe(title);
    expect((await answer.locator('pre').allTextContents()).join('\n')).toContain('Set-ReceiveConnector $rc -TlsCertificateName');
    expect(await fact('Answer').textContent()).toBe('response_url, 1 of 5');
    await press(answer, 'less');
    await answer.locator('[data-action="more"]').waitFor();
  });

  test('the language button changes the answer in place, and back', async () => {
    await open();
    const answer = await ask(EVENT);
    await press(answer, 'language');
    await answer.getByRole('heading', { name: '受信コネクタが、存在しない証明書を指定している' }).waitFor();
    expect(await answer.getAttribute('lang')).toBe('ja');
    await press(answer, 'language');
    await answer.getByRole('heading', { name: 'Receive connector names a certificate that is gone' }).waitFor();
  });

  test('sharing asks first, and No keeps the answer private', async () => {
    await open();
    const answer = await ask(EVENT);
    await press(answer, 'share');
    const dialog = page.getByRole('dialog');
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    expect(await answers().count()).toBe(1);
    await press(answer, 'share');
    await dialog.locator('button.go').click();
    await answers().nth(1).waitFor();
    expect(await answers().nth(1).textContent()).not.toContain('Only visible to you');
  });

  test('the same answer when the body comes in base64', async () => {
    await open();
    const textOf = async (answer: Locator) => ((await answer.locator('.body').textContent()) ?? '').replace(/\d{1,2}:\d\d [AP]M/, '');
    const plain = await textOf(await ask(EVENT));
    await page.getByLabel('Sent as').selectOption('base64');
    const answer = await ask(EVENT);
    expect(await fact('Request').textContent()).toMatch(/as base64$/);
    expect(await textOf(answer)).toBe(plain);
    await press(answer, 'language');
    await answer.getByRole('heading', { name: '受信コネクタが' }).waitFor();
  });

  test('the switch for answers asks in that language', async () => {
    await open();
    await page.getByLabel('Answers').selectOption('ja');
    const answer = await ask('451 5.7.3 STARTTLS is required to send mail');
    expect(await answer.getAttribute('lang')).toBe('ja');
  });

  test.each(['イベント 12014', '450 4.4.101', '5.7.3 alone', 'Telnet session', 'No fault', 'Help'])('example %s is answered', async (name) => {
    await open();
    await page.getByRole('button', { name, exact: true }).click();
    await page.keyboard.press('Enter');
    await answers().first().waitFor();
    expect(await answers().first().getByRole('heading').textContent()).not.toBe('');
    expect(await page.getByRole('article', { name: 'Error' }).count()).toBe(0);
  });

  test('foreign text never becomes markup, a mention or a link', async () => {
    await open();
    const bad = EVENT.replaceAll('Fabrikam Root', '<img src=x onerror=alert(1)> <!channel> <https://fabrikam.com|click>');
    await ask(bad);
    await composer().fill('<b id="said">said</b>');
    await page.keyboard.press('Enter');
    await page.getByText('<b id="said">said</b>').waitFor();
    for (const foreign of ['#log img', '#said', '#log a', '.user']) expect(await page.locator(foreign).count()).toBe(0);
  });

  test('Shift+Enter makes a line, Enter sends, and a command of somebody else is refused', async () => {
    await open();
    await composer().focus();
    await page.keyboard.type('/remind');
    await page.keyboard.press('Shift+Enter');
    await page.keyboard.type('me');
    expect(await composer().inputValue()).toBe('/remind\nme');
    await page.keyboard.press('Enter');
    await page.getByText('/remind is not a command of this workspace.').waitFor();
    expect(await composer().inputValue()).toBe('');
  });

  test('the keyboard alone reaches example, button and way back', async () => {
    await open();
    const tabTo = async (name: string) => {
      for (let step = 0; step < 40; step += 1) {
        await page.keyboard.press('Shift+Tab');
        if ((await page.evaluate('document.activeElement.dataset.action ?? document.activeElement.textContent')) === name) return;
      }
      throw new Error(`Tab does not reach ${name}`);
    };
    await composer().focus();
    await tabTo('Event 12014');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await answers().first().waitFor();
    await tabTo('more');
    expect(await page.evaluate("getComputedStyle(document.activeElement).outlineStyle !== 'none'")).toBe(true);
    await page.keyboard.press('Enter');
    await answers().first().locator('[data-action="less"]').waitFor();
    expect(await page.evaluate("document.activeElement.closest('article') !== null")).toBe(true);
  });

  test.each<[string, BrowserContextOptions]>([
    ['a phone', { viewport: { width: 375, height: 720 } }],
    ['a small phone in the dark', { viewport: { width: 320, height: 568 }, colorScheme: 'dark' }],
    ['a tablet', { viewport: { width: 820, height: 1000 } }],
  ])('fits %s', async (_name, options) => {
    await open(options);
    const answer = await ask(EVENT);
    expect(await overflow()).toBe(0);
    expect(await page.locator('#log').evaluate((log) => log.scrollWidth - log.clientWidth)).toBe(0);
    await page.locator('#inspect').click();
    expect(await fact('Blocks').isVisible()).toBe(true);
    expect(await overflow()).toBe(0);
    await page.keyboard.press('Escape');
    expect(await page.locator('#panel').isVisible()).toBe(false);
    expect(await answer.getByRole('heading').isVisible()).toBe(true);
  });

  test('colours follow the system or the switch, and stay readable', async () => {
    await open({ colorScheme: 'dark' });
    const background = () => page.evaluate('getComputedStyle(document.body).backgroundColor');
    expect(await background()).toBe('rgb(25, 28, 34)');
    await page.getByLabel('Colours').selectOption('light');
    expect(await background()).toBe('rgb(255, 255, 255)');
    await page.reload();
    expect(await background()).toBe('rgb(255, 255, 255)');
  });
});
