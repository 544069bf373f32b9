import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { version } from '../package.json';
import { COLLECT_SCRIPT } from '../src/renderers/collect.js';

const CLI = resolve('node_modules/.cache/exchange-tls/cli.js');
const EVENT = `Source: MSExchangeFrontEndTransport
Event ID: 12014
Computer: HYB01.contoso.com
Microsoft Exchange could not find a certificate that contains the domain name <I>CN=Contoso CA<S>CN=mail.contoso.com in the personal store on the local computer. Therefore, it is unable to support the STARTTLS SMTP verb for the connector Default Frontend HYB01 with a FQDN parameter of HYB01.contoso.com.
`;
const EVENT_JA = EVENT.replace('Source:', 'ソース:').replace('Event ID:', 'イベント ID:').replace('Computer:', 'コンピューター:');
const RULE = 'receive-connector-pins-missing-certificate';
const SESSION = `220 mail.contoso.com Microsoft ESMTP MAIL Service ready at Fri, 20 Nov 2026 03:05:00 +0900
EHLO test
250-mail.contoso.com Hello [192.0.2.77]
250-SIZE 37748736
250-STARTTLS
250-8BITMIME
250 CHUNKING
`;

let folder = '';
beforeAll(() => {
  mkdirSync('node_modules/.cache/exchange-tls', { recursive: true });
  execFileSync('node_modules/.bin/esbuild', [
    'src/cli.ts',
    '--bundle',
    '--platform=node',
    '--target=node20',
    `--outfile=${CLI}`,
    '--log-level=error',
  ]);
  folder = mkdtempSync(join(tmpdir(), 'exchange-tls-cli-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function run(args: readonly string[], input: string | Uint8Array = '', env: Record<string, string> = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, ...args], {
    input,
    encoding: 'utf8',
    cwd: folder,
    env: { PATH: process.env['PATH'], ...env },
  });
  return { status, stdout, stderr };
}
function file(name: string, content: string | Uint8Array): string {
  writeFileSync(join(folder, name), content);
  return name;
}

describe('input', () => {
  test('standard input, with or without -', () => {
    for (const args of [['diagnose'], ['diagnose', '-']]) {
      const { status, stdout } = run(args, EVENT);
      expect(stdout).toContain('Receive connector names a certificate that is gone');
      expect(stdout).toContain("'HYB01\\Default Frontend HYB01'");
      expect(stdout).toContain('stdin:');
      expect(status).toBe(1);
    }
  });

  test('a file, by its name in the answer', () => {
    const { status, stdout } = run(['diagnose', file('bounce.txt', EVENT)]);
    expect(stdout).toContain('bounce.txt:4');
    expect(status).toBe(1);
  });

  test('a text as argument', () => {
    const { stdout } = run(['diagnose', '451 5.7.3 STARTTLS is required to send mail']);
    expect(stdout).toContain('argument:1');
    expect(stdout).toMatch(/^CAUSE OPEN {2}\S/);
  });

  test('a raw mail is unpacked', () => {
    const body = Buffer.from(EVENT)
      .toString('base64')
      .replace(/(.{76})/g, '$1\r\n');
    const mail = `From: a@contoso.com\r\nSubject: error\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n${body}\r\n`;
    expect(JSON.parse(run(['diagnose', '--json', file('error.eml', mail)]).stdout).findings[0].rule).toBe(RULE);
  });

  test('UTF-16 as a Windows shell writes it', () => {
    const text = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(EVENT, 'utf16le')]);
    expect(run(['diagnose', '--json'], text).stdout).toContain(RULE);
  });
});

describe('output', () => {
  test('the language is that of the text, or the one asked for', () => {
    expect(run(['diagnose'], EVENT_JA).stdout).toContain('受信コネクタが、存在しない証明書を指定している');
    expect(run(['diagnose', '--locale', 'en'], EVENT_JA).stdout).toContain('Receive connector names');
    expect(run(['diagnose', '--locale=ja'], EVENT).stdout).toContain('受信コネクタが');
  });

  test('--json is one value and names the rule', () => {
    const { status, stdout } = run(['diagnose', '--json'], EVENT);
    expect(JSON.parse(stdout)).toMatchObject({
      version: 1,
      locale: 'en',
      findings: [{ rule: RULE, certainty: 'certain', facts: { server: 'HYB01' } }],
    });
    expect(status).toBe(1);
  });

  test('--json without a finding has an empty list', () => {
    const { status, stdout } = run(['diagnose', '--json'], 'Nothing to see here.');
    expect(JSON.parse(stdout)).toMatchObject({ version: 1, findings: [] });
    expect(status).toBe(3);
  });

  test('--more says more', () => {
    expect(run(['diagnose', '--more'], EVENT).stdout.length).toBeGreaterThan(run(['diagnose'], EVENT).stdout.length + 200);
  });

  test('--explain shows what was read and what every rule made of it', () => {
    const { stdout } = run(['diagnose', '--explain'], EVENT);
    expect(stdout).toMatch(/event .*id=12014/);
    expect(stdout).toContain(`${RULE}  (certain)`);
    expect(stdout).toMatch(/Not considered, nothing to read: \d/);
    expect(run(['diagnose', '--explain', '--locale', 'ja'], EVENT).stdout).toContain('テキストから読み取った情報');
  });

  test('colour only when asked for, off a terminal', () => {
    const start = '\u001b[';
    expect(run(['diagnose'], EVENT).stdout).not.toContain(start);
    expect(run(['diagnose', '--color'], EVENT).stdout).toContain(start);
    expect(run(['diagnose', '--color'], EVENT, { NO_COLOR: '1' }).stdout).toContain(start);
    expect(run(['diagnose', '--no-color'], EVENT).stdout).not.toContain(start);
  });

  test('escape sequences of the text do not reach the terminal', () => {
    const evil = EVENT.replace('Default Frontend HYB01', 'Default \u001b[31mFrontend\u0007 HYB01');
    for (const args of [[], ['--more'], ['--explain']]) expect(run(['diagnose', '--no-color', ...args], evil).stdout).not.toMatch(/[\u0007\u001b]/);
  });
});

describe('exit status', () => {
  test('0 when a healthy session was read', () => {
    expect(run(['diagnose'], SESSION).status).toBe(0);
  });

  test('3 when nothing known is in the text', () => {
    expect(run(['diagnose'], 'The printer is out of paper.')).toMatchObject({ status: 3, stderr: '' });
  });

  test.each([
    [['diagnose', 'missing.txt'], 'There is no file "missing.txt".'],
    [['diagnose', '.'], '"." is a folder. Give a file.'],
    [['diagnose', '--wrong'], "Unknown option '--wrong'"],
    [['diagnose', '--locale', 'fr'], '--locale is en or ja, not "fr".'],
    [['diagnose', '--json', '--explain'], '--json holds everything'],
    [['diagnose', 'a', 'b'], 'Give one file'],
    [['probe'], 'Name a domain, a host or an address'],
    [['probe', 'a.contoso.com', 'b.contoso.com'], 'Give one target.'],
    [['probe', 'https://mail.contoso.com'], 'This is a web address.'],
    [['probe', '127.1'], 'an address in an unusual spelling'],
    [['probe', 'mail.contoso.com', '--port', '0'], '--port is a number'],
    [['probe', 'mail.contoso.com', '--resolver', 'dns'], '--resolver is an address'],
    [['probe', 'mail.contoso.com', '--allow', '10.0.0.0'], 'needs a slash and a number of bits'],
    [['probe', 'mail.contoso.com', '--ca', 'missing.pem'], '--ca: '],
    [['probe', 'mail.contoso.com', '--explain'], 'probe has no --explain'],
    [['prober'], 'Set PROBE_SECRET'],
    [['diagnose', '--port', '25'], 'belong to probe'],
    [[], 'Say what to do.'],
  ])('2 for %j', (args, message) => {
    const { status, stdout, stderr } = run(args, EVENT);
    expect(stderr).toContain(message);
    expect(stderr).not.toContain('    at ');
    expect(stdout).toBe('');
    expect(status).toBe(2);
  });

  test('2 for an empty text and for what is no text', () => {
    expect(run(['diagnose'], ' \n')).toMatchObject({ status: 2, stderr: 'exchange-tls: stdin is empty. Paste the whole error text.\n' });
    const picture = Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), Buffer.alloc(4000, 0x03)]);
    const { status, stdout, stderr } = run(['diagnose', file('picture.png', picture)]);
    expect(stderr).toBe('exchange-tls: picture.png is not a text. Paste the words of the error, or save the mail as .eml or .msg.\n');
    expect([status, stdout]).toEqual([2, '']);
  });

  test('an empty text still gives JSON to a program', () => {
    const { status, stdout, stderr } = run(['diagnose', '--json'], ' \n');
    expect(JSON.parse(stdout)).toEqual({ version: 1, locale: 'en', findings: [], clues: [], unread: [] });
    expect([status, stderr]).toEqual([2, 'exchange-tls: stdin is empty. Paste the whole error text.\n']);
  });

  test('a large text is answered', () => {
    const { status, stdout } = run(['diagnose', '--json'], EVENT + 'Some other line of text.\n'.repeat(50_000));
    expect(JSON.parse(stdout).findings[0].rule).toBe(RULE);
    expect(status).toBe(1);
  });
});

test('collect prints the script, and nothing else', () => {
  const { status, stdout, stderr } = run(['collect']);
  expect([status, stdout, stderr]).toEqual([0, COLLECT_SCRIPT, '']);
  expect(run(['collect', 'EX01']).status).toBe(2);
});

describe('explain', () => {
  test('a code, in the language asked for', () => {
    expect(run(['explain', '5.1.10'])).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('5.1.10: Recipient address does not exist'),
      stderr: '',
    });
    expect(run(['explain', '550', '5.1.10', '--locale', 'ja']).stdout).toContain('5.1.10: 宛先のメール アドレスが存在しない');
  });

  test('--json names the rules', () => {
    const { stdout } = run(['explain', 'KB2989382', '--json']);
    expect(JSON.parse(stdout)).toMatchObject({ version: 1, locale: 'en', term: 'KB2989382', rules: expect.any(Array) });
  });

  test('a line that says more than a code is diagnosed', () => {
    const { stdout, status } = run(['explain', '550 5.7.64 TenantAttribution; Relay Access Denied']);
    expect(stdout).toContain('Exchange Online cannot attribute the mail to your tenant');
    expect(status).toBe(1);
    expect(run(['explain', 'the', 'printer', 'is', 'on', 'fire']).status).toBe(2);
  });

  test('what nobody knows is said so, with what to give instead', () => {
    expect(run(['explain', 'banana'])).toMatchObject({
      status: 2,
      stdout: '',
      stderr: expect.stringContaining('Nothing is known of "banana". Give a code'),
    });
    expect(run(['explain']).stderr).toContain('Name a code');
  });
});

test('--help and --version', () => {
  const { status, stdout } = run(['--help']);
  expect(stdout).toContain('exchange-tls diagnose');
  expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
  expect(status).toBe(0);
  expect(run(['--version']).stdout).toBe(`${version}\n`);
});
