import { code, defineOpenRule, ems, needed, or, PLAIN_WORDS, say } from '../define.js';
import { CUT, NO_CHAIN, onAttempt, REFUSED, SILENT, TOO_OLD } from '../define-hybrid.js';

// 4.4.317 without words that name the reason: it stands in Message=, which is missing here. Words of a certificate, of
// STARTTLS and of the network have rules of their own, and so has each reply quoted in it.
export default defineOpenRule({
  id: 'next-hop-fails-exchange-online',
  ...onAttempt({
    certainty: 'open',
    codes: ['4.4.317', '5.4.317'],
    unless: [...SILENT, ...REFUSED, ...CUT, ...NO_CHAIN, ...TOO_OLD, 'SubjectMismatch', 'STARTTLS', ...PLAIN_WORDS],
  }),
  title: {
    en: 'Session of Exchange Online with the next hop fails',
    ja: 'Exchange Online と次ホップのセッションが失敗している',
  },
  sources: ['https://learn.microsoft.com/microsoft-365/security/office-365-security/mail-flow-intelligence-in-office-365'],
  explains: [],
  mail: 'held',

  text: () => ({
    cause: {
      en: say`Exchange Online reached ${or('remoteHost', 'the next hop')}, but no session came about: it answered with an error, or lacks the TLS that a connector demands. The reason stands after ${code('Message=')}, which is not in this text.`,
      ja: say`Exchange Online は ${or('remoteHost', '次ホップ')} に接続しましたが、セッションを確立できません。エラーの応答か、コネクタに必要な TLS の不足です。理由を示す ${code('Message=')} が、貼り付けられた内容に含まれていません。`,
    },
    decide: {
      why: {
        en: say`Exchange Online PowerShell: the details of each attempt, and what the connectors demand. Paste the output.`,
        ja: say`Exchange Online PowerShell で実行します。配信の詳細と、コネクタの設定が表示されます。出力を貼り付けてください。`,
      },
      run: ems`
        $to = ${needed('recipient')}
        Get-MessageTraceV2 -RecipientAddress $to -Status Pending, Failed |
          Select-Object -First 10 | Get-MessageTraceDetailV2 -Event DEFER |
          Format-List Date, Detail
        Get-OutboundConnector |
          Format-List Name, RecipientDomains, SmartHosts, UseMXRecord, Tls*`,
    },
    outcomes: [
      {
        sees: { en: say`${code('STARTTLS is required')}`, ja: say`${code('STARTTLS is required')} の場合` },
        means: {
          en: say`The server does not offer STARTTLS: mostly a receive connector names a certificate that is gone.`,
          ja: say`STARTTLS が提示されていません。多くの場合、受信コネクタに指定された証明書が存在しません。`,
        },
      },
      {
        sees: {
          en: say`${code('UntrustedRoot')} or ${code('SubjectMismatch')}`,
          ja: say`${code('UntrustedRoot')} または ${code('SubjectMismatch')} の場合`,
        },
        means: {
          en: say`The fault is in the certificate that the server presents: its chain or name is not what the connector demands.`,
          ja: say`サーバーが提示する証明書の問題です。証明書チェーンまたは名前が、コネクタの要求と一致していません。`,
        },
      },
      {
        sees: { en: say`Another reply, such as ${code('421')} or ${code('550')}`, ja: say`${code('421')} や ${code('550')} などの応答の場合` },
        means: {
          en: say`These are the words of the next hop itself. Paste that line.`,
          ja: say`次ホップ自身の応答です。その行を貼り付けてください。`,
        },
      },
    ],
  }),
});
