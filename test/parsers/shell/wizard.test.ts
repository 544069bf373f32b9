import { readWizard } from '../../../src/parsers/shell/wizard.js';
import { openPaste } from '../../../src/parsers/text/paste.js';

const read = (text: string) => readWizard(openPaste(text)).clues.map((clue) => (clue.kind === 'error' ? [clue.text, clue.server] : []));

test.each([
  ['The Secure Mail Certificate on server HYB01 is not bound to the SMTP Service.', 'HYB01'],
  ['HCW8010 - Default Receive Connector cannot be found on server HYB01.contoso.com.', 'HYB01.contoso.com'],
  ['RequiredTls flag should be set to true if TlsCertificateName is specified.', undefined],
  ['No valid certificate exists for the Hub Transport server(s).', undefined],
  ['The domain of the recipient is not configured as part of connector.', undefined],
  ['X-CrossPremisesHeadersFilteredBySendConnector: HYB01.contoso.com', 'HYB01.contoso.com'],
])('%s', (text, server) => expect(read(`Subtask CheckPrereqs execution failed\n${text}\n`)).toEqual([[text, server]]));

test('a placeholder is no server', () => {
  expect(read('The Secure Mail Certificate on server <server> is not bound to the SMTP Service.')[0]?.[1]).toBeUndefined();
  expect(read('nothing of this')).toEqual([]);
});

test('EdgeSync names the Edge server and the connector', () => {
  const text =
    '2026-11-20T01:02:08.082Z,5b0f2c1d,689,,edge01.contoso.com,50636,SyncEngine,Low,A value in the request is invalid. [ExDirectoryException],"Failed to synchronize entry CN=Outbound to Office 365,CN=Connections,CN=Contoso,DC=contoso,DC=com",,,';
  expect(readWizard(openPaste(text)).clues).toMatchObject([{ server: 'edge01.contoso.com', connector: 'Outbound to Office 365' }]);
});
