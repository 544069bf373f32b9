import { readEventDetails } from '../../../src/parsers/event/details.js';
import { formsIn } from '../../../src/parsers/forms.js';
import { openPaste } from '../../../src/parsers/text/paste.js';

const view = (source: string, id: number, data: readonly string[]) =>
  `+ System \n\n  - Provider \n\n   [ Name]  ${source} \n \n  - EventID ${id} \n\n   [ Qualifiers]  49156 \n \n   Level 2 \n \n  - TimeCreated \n\n   [ SystemTime]  2026-11-20T05:02:11.000000000Z \n \n   EventRecordID 84122 \n \n   Channel Application \n \n   Computer EX01.contoso.com \n \n   Security \n \n\n- EventData \n\n   ${data.join(' \n   ')} \n`;
const only = (text: string) => {
  const paste = openPaste(text);
  expect(formsIn(paste)).toContain('event');
  const { clues } = readEventDetails(paste);
  expect(clues).toHaveLength(1);
  return clues[0];
};

describe("the list of Event Viewer's details tab", () => {
  test('Exchange gives values in an order', () =>
    expect(only(view('MSExchangeTransport', 12014, ['mail.contoso.com', 'Default Frontend EX01', 'smtp.contoso.com']))).toMatchObject({
      id: 12014,
      source: 'MSExchangeTransport',
      computer: 'EX01.contoso.com',
      domain: 'mail.contoso.com',
      connector: 'Default Frontend EX01',
      fqdn: 'smtp.contoso.com',
    }));

  test('a pinned certificate', () =>
    expect(
      only(
        view('MSExchangeFrontEndTransport', 12014, [
          '<I>CN=CA 1, C=US<S>CN=mail.contoso.com, O=Contoso',
          'Default Frontend EX01',
          '<I>CN=CA 1, C=US<S>CN=mail.contoso.com, O=Contoso',
        ]),
      ),
    ).toMatchObject({
      connector: 'Default Frontend EX01',
      certificate: { issuer: 'CN=CA 1, C=US', subject: 'CN=mail.contoso.com, O=Contoso', domain: 'mail.contoso.com' },
    }));

  test('Schannel gives them names', () =>
    expect(only(view('Schannel', 36888, ['AlertDesc 40', 'ErrorState 1205']))).toMatchObject({
      id: 36888,
      source: 'Schannel',
      alert: 40,
      errorState: 1205,
    }));
});

describe('event XML that a window has wrapped', () => {
  const xml =
    '<Event xmlns="http://schemas.microsoft.com/win/2004/08/events/event"><System><Provider Name="MSExchangeTransport" />' +
    '<EventID Qualifiers="49156">12014</EventID><Computer>EX01.contoso.com</Computer></System><EventData><Data>mail.contoso.com</Data>' +
    '<Data>Default Frontend EX01</Data><Data>smtp.contoso.com</Data></EventData></Event>';
  test.each([29, 37, 64])('after %i columns, also inside tags and values', (width) =>
    expect(only(xml.match(new RegExp(`.{1,${width}}`, 'g'))?.join('\n') ?? '')).toMatchObject({
      id: 12014,
      source: 'MSExchangeTransport',
      computer: 'EX01.contoso.com',
      domain: 'mail.contoso.com',
      connector: 'Default Frontend EX01',
      fqdn: 'smtp.contoso.com',
    }),
  );
  test.each(['<Da\nta>Default', '<Data>Default Frontend EX01</Da\nta>', '<Da\nta>mail'])('inside %j alone: no value is taken for another', (cut) => {
    const broken = xml.replace(cut.replace('\n', ''), cut);
    expect(broken).not.toBe(xml);
    const clue = only(broken);
    expect(clue).toMatchObject({ id: 12014, computer: 'EX01.contoso.com' });
    for (const field of ['domain', 'connector', 'fqdn']) expect(clue).not.toHaveProperty(field, expect.anything());
  });
});
