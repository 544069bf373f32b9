// `npm run pictures`: real answers and the whole page as the README shows them, drawn by the practice workspace.
import { mkdir, readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { Browser, Page } from 'playwright-core';
import { findBrowser, openBrowser, startWorkspace } from './browser.js';

const FOLDER = '.github';
/** What the probe of the picture sees: a sample, handed to the worker by a prober that has seen nothing else. */
const SEEN = 'test/rules/connectors/one-of-several-servers-shows-faulty-certificate/match.two-hosts.en.txt';
const SECRET = 'the-secret-of-the-prober-for-pictures';
const MARGIN = 12;
const READY = 'article:has(> .private)';

async function openPage(browser: Browser, url: string, width: number, height: number): Promise<Page> {
  const page = await browser.newPage({ viewport: { width, height }, deviceScaleFactor: 2, colorScheme: 'light', timezoneId: 'UTC', bypassCSP: true });
  // Clear only once the page has been told what is there.
  await Promise.all([page.waitForResponse((response) => response.url().endsWith('/api/news')), page.goto(url)]);
  await page.getByRole('button', { name: 'Clear' }).click();
  await page.locator('article').waitFor({ state: 'detached' });
  return page;
}

async function send(page: Page, example: string): Promise<void> {
  await page.getByRole('button', { name: example, exact: true }).click();
  await page.keyboard.press('Enter');
  await page.locator(READY).waitFor();
  // A picture shows what people read, not where the mouse was.
  await page.mouse.move(0, 0);
}

/** The answer alone, with a margin, and without the page's own button. */
async function pictureOf(page: Page, path: string): Promise<void> {
  const { x, y, width, height } = (await page.locator(READY).last().boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
  const clip = { x: x - MARGIN, y: y - MARGIN, width: width + 2 * MARGIN, height: height + 2 * MARGIN };
  await page.screenshot({ path, clip, style: '[data-inspect] { visibility: hidden }' });
}

async function pictures(browser: Browser, url: string): Promise<void> {
  for (const [locale, example] of [
    ['en', 'Event 12014'],
    ['ja', 'イベント 12014'],
  ] as const) {
    const page = await openPage(browser, url, 1240, 1400);
    await send(page, example);
    await pictureOf(page, `${FOLDER}/reply.${locale}.png`);
    await page.close();
  }
  for (const locale of ['en', 'ja'] as const) {
    const page = await openPage(browser, url, 1240, 1800);
    await probe(page, locale);
    await pictureOf(page, `${FOLDER}/probe.${locale}.png`);
    await page.close();
  }
  const page = await openPage(browser, url, 1280, 1040);
  await send(page, 'Event 12014');
  await page.screenshot({ path: `${FOLDER}/page.png` });
}

/** Typed as people do; the result comes below the line that says so. */
async function probe(page: Page, locale: 'en' | 'ja'): Promise<void> {
  await page.getByRole('textbox').fill(`/exchange-tls ${locale} probe contoso.com`);
  await page.keyboard.press('Enter');
  await page.locator(`${READY}:has(table)`).waitFor();
  await page.mouse.move(0, 0);
}

/** A prober of one's own, as `PROBE_URL` names it. */
async function startProber(): Promise<{ url: string; stop: () => void }> {
  const report: unknown = JSON.parse(await readFile(SEEN, 'utf8'));
  const server = createServer((request, response) => {
    request.resume();
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ report }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return { url: `http://127.0.0.1:${port}/probe`, stop: () => server.close() };
}

async function main(): Promise<void> {
  const path = findBrowser();
  if (!path) throw new Error('No Chromium found. Install it (apt-get install chromium) or name one in CHROMIUM.');
  await mkdir(FOLDER, { recursive: true });
  const prober = await startProber();
  Object.assign(process.env, { PROBE_URL: prober.url, PROBE_SECRET: SECRET });
  const started = await startWorkspace();
  const browser = await openBrowser(path);
  try {
    await pictures(browser, started.url);
  } finally {
    await browser.close();
    await started.stop();
    prober.stop();
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
