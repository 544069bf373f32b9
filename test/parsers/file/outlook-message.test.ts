import { outlookText } from '../../../src/parsers/file/outlook-message.js';
import { cost } from '../../cost.js';
import { compoundFile, type Folder, properties } from './outlook-file.js';

const read = (folder: Folder, unpack = async (bytes: Uint8Array, name: string) => `[${name}] ${Buffer.from(bytes)}`) =>
  outlookText(compoundFile(folder), unpack, 0);
const latin = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'));

const HEADERS =
  'Received: from ex01.contoso.com\r\nFrom: Postmaster <postmaster@contoso.com>\r\nTo: taro@contoso.com\r\nSubject: Undeliverable: order\r\n';

describe('outlookText', () => {
  test('header and body', async () => {
    expect(await read(properties({ '007D001F': HEADERS, '1000001F': "Remote Server returned '550 5.7.64 TenantAttribution'\r\n" }))).toBe(
      "From: Postmaster <postmaster@contoso.com>\nTo: taro@contoso.com\nSubject: Undeliverable: order\n\nRemote Server returned '550 5.7.64 TenantAttribution'\r\n",
    );
  });
  test('no header: subject, sender and recipients of Outlook; text in a code page', async () => {
    const message = properties({
      '0037001E': latin('Unzustellbar: Größe\0'),
      '0C1A001F': 'Microsoft Outlook',
      '0E04001F': 'Taro',
      '1000001E': latin('454 4.7.0 müde'),
    });
    expect(await read(message)).toBe('Subject: Unzustellbar: Größe\nFrom: Microsoft Outlook\nTo: Taro\n\n454 4.7.0 müde');
  });
  test('only HTML, in bytes', async () => {
    expect(await read(properties({ '10130102': latin('<p>451 5.7.3 STARTTLS is required to send mail</p>') }))).toBe(
      '\n451 5.7.3 STARTTLS is required to send mail\n',
    );
  });
  test('only RTF, which is packed', async () => {
    const packed = new Uint8Array(
      Buffer.from('2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af32068656c090020627705b06c647d0a800fa0', 'hex'),
    );
    expect(await read(properties({ '0037001F': 'Undeliverable', '10090102': packed }))).toBe('Subject: Undeliverable\n\nhello world');
    expect(await read(properties({ '1000001F': '454 4.7.0', '10090102': packed }))).toBe('454 4.7.0');
    expect(await read(properties({ '10090102': latin('{\\rtf1 550}') }))).toBe('');
  });
  test('what a report tells of its recipients', async () => {
    const recipient = properties({
      '39FE001F': 'hanako@fabrikam.com',
      '1001001F': 'The certificate has expired.',
      '0C1B001F': '<mx.fabrikam.com #5.7.5 smtp;550 5.7.5 expired>',
    });
    expect(await read({ ...properties({ '0037001F': 'Undeliverable' }), '__recip_version1.0_#00000000': recipient })).toBe(
      'Subject: Undeliverable\n\nFinal-Recipient: rfc822; hanako@fabrikam.com\nThe certificate has expired.\n<mx.fabrikam.com #5.7.5 smtp;550 5.7.5 expired>',
    );
  });
  test('an attached file', async () => {
    const attachment = properties({ '3707001F': 'smtp.log', '37010102': latin('454 4.7.0') });
    expect(await read({ ...properties({ '1000001F': 'See the log.' }), '__attach_version1.0_#00000000': attachment })).toBe(
      'See the log.\n\n[smtp.log] 454 4.7.0',
    );
  });
  test('an attached report is read, another attached message only by its header', async () => {
    const carrying = (inner: Folder): Folder => ({
      ...properties({ '1000001F': 'What is this?' }),
      '__attach_version1.0_#00000000': { ...properties({}), __substg1_0: new Uint8Array(1), '__substg1.0_3701000D': inner },
    });
    const report = properties({ '001A001F': 'REPORT.IPM.Note.NDR', '1000001F': '550 5.7.1 no' });
    expect(await read(carrying(report))).toBe('What is this?\n\n550 5.7.1 no');
    expect(await read(carrying(properties({ '007D001F': HEADERS, '1000001F': '550 5.7.1 no' })))).toContain('550 5.7.1 no');
    const letter = properties({ '0037001F': 'order', '5D01001F': 'taro@contoso.com', '0E04001F': 'hanako@fabrikam.com', '1000001F': '550 5.7.1 no' });
    expect(await read(carrying(letter))).toBe(
      'What is this?\n\nOriginal message headers:\nSubject: order\nFrom: taro@contoso.com\nTo: hanako@fabrikam.com',
    );
    expect(await read(carrying(carrying(carrying(report))))).not.toContain('550');
  });
  test('a window of a larger buffer', async () => {
    const file = compoundFile(properties({ '1000001F': '454 4.7.0' }));
    const larger = Buffer.concat([Buffer.alloc(100), file, Buffer.alloc(100)]);
    expect(await outlookText(larger.subarray(100, 100 + file.length), async () => '', 0)).toBe('454 4.7.0');
  });
  test('another Office file', async () => {
    expect(await read({ WordDocument: new Uint8Array(5_000) })).toBeUndefined();
  });
  test('a file cut off anywhere, or with a byte changed, never throws and takes no time', async () => {
    const whole = compoundFile({
      ...properties({ '007D001F': HEADERS, '1000001F': 'x'.repeat(4_000) }),
      '__recip_version1.0_#00000000': properties({ '39FE001F': 'a@contoso.com' }),
    });
    const readDamaged = async () => {
      for (let length = 0; length < whole.length; length += 331) await outlookText(whole.subarray(0, length), async () => '', 0);
      for (let at = 0; at < whole.length; at += 41) {
        const damaged = whole.slice();
        damaged[at] = (damaged[at] ?? 0) ^ 0xff;
        await outlookText(damaged, async () => '', 0);
      }
    };
    expect(await cost(4_000, readDamaged)).toBeLessThan(4_000);
  });
});
