import { readShellOutput } from '../../../src/parsers/shell/shell-output.js';
import { openPaste } from '../../../src/parsers/text/paste.js';

const [ISSUER, SUBJECT] = ['CN=Fabrikam CA 2, O="Fabrikam, Inc.", C=US', 'CN=mail.contoso.com, O=Contoso, C=JP'];
const NAME = `<I>${ISSUER}<S>${SUBJECT}`;
const wanted = { issuer: ISSUER, subject: SUBJECT, domain: 'mail.contoso.com' };

const read = (text: string) => readShellOutput(openPaste(text)).clues;
const unread = (text: string) => {
  const paste = openPaste(text);
  const { understood } = readShellOutput(paste);
  return paste.lines.filter((line) => line.text.trim() !== '' && !understood.includes(line.number)).map((line) => line.text);
};

test.each([
  ['(Get-SendConnector "Outbound to Office 365").TlsCertificateName', { kind: 'connector', direction: 'send', identity: 'Outbound to Office 365' }],
  ['"$((Get-SendConnector -Identity \'Partner\').TlsCertificateName)"', { kind: 'connector', direction: 'send', identity: 'Partner' }],
  ['(Get-SendConnector Outbound).TlsCertificateName', { direction: 'send', identity: 'Outbound' }],
  ['(Get-SendConnector | Where-Object Enabled).TlsCertificateName', { direction: 'send', identity: undefined }],
  [
    '(Get-ReceiveConnector "EX01\\Default Frontend EX01").TlsCertificateName',
    { direction: 'receive', identity: 'EX01\\Default Frontend EX01', server: 'EX01' },
  ],
  ['(Get-HybridConfiguration).TlsCertificateName', { kind: 'setting', of: 'hybrid-configuration', identity: undefined }],
])('%s', (command, clue) => {
  const text = `[PS] C:\\>${command}\n${NAME}\n`;
  expect(read(text)).toMatchObject([{ ...clue, tlsCertificateName: wanted }]);
  expect(unread(text)).toEqual([]);
});

test('the value as an object', () => {
  const text = `[PS] C:\\>(Get-SendConnector "Outbound").TlsCertificateName\n\nCertificateIssuer  : ${ISSUER}\nCertificateSubject : ${SUBJECT}\n`;
  expect(read(text)).toMatchObject([{ kind: 'connector', direction: 'send', identity: 'Outbound', tlsCertificateName: wanted }]);
  expect(unread(text)).toEqual([]);
});

test('several values, one of them wrapped', () => {
  const second = '<I>CN=Contoso CA<S>CN=other.contoso.com';
  const text = `[PS] C:\\>(Get-SendConnector).TlsCertificateName\n${NAME.replace(', O=Contoso', ',\nO=Contoso')}\n${second}\n`;
  expect(read(text)).toMatchObject([{ tlsCertificateName: wanted }, { tlsCertificateName: { domain: 'other.contoso.com' } }]);
  expect(unread(text)).toEqual([]);
});

test.each([
  ['nobody asked for it', NAME],
  ['another property was asked for', `[PS] C:\\>(Get-SendConnector Outbound).Fqdn\n${NAME}`],
  ['only the subject is there', `[PS] C:\\>(Get-SendConnector Outbound).TlsCertificateName\nCertificateSubject : ${SUBJECT}`],
])('no connector where %s', (_, text) => expect(read(text).filter(({ kind }) => kind === 'connector')).toEqual([]));
