import { code, defineRule, ems, likely, mentions, type ReplyClue, say } from '../define.js';

// The receiver speaks: it demands TLS and the sender went on without. "Access Denied" with a reason in front of it
// (UntrustedRoot …) is about the sender's certificate alone and another fault.
export default defineRule({
  id: 'connector-requires-tls-sender-sends-plain',
  title: {
    en: 'Sender does not use the TLS that the receiver demands',
    ja: '受信側が必須とする TLS を送信側が使っていない',
  },
  sources: [
    'https://learn.microsoft.com/powershell/module/exchange/set-receiveconnector',
    'https://learn.microsoft.com/powershell/module/exchange/set-sendconnector',
    'https://www.rfc-editor.org/rfc/rfc3207',
    'https://support.google.com/a/answer/14229414',
  ],
  reads: ['reply'],
  codes: ['4.7.0', '5.7.0', '5.7.3', '4.7.29', '5.7.29'],
  explains: [],
  mail: 'unknown',

  match(evidence) {
    // SocketError: the sender did start TLS and the handshake failed.
    if (evidence.first('reply', ({ text }) => mentions(text, 'SocketError'))) return null;
    const reply = evidence.first('reply', refusesPlain);
    return reply ? likely({ endpoint: reply.endpoint, recipient: reply.recipient, code: reply.status }, [reply]) : null;
  },

  text: () => ({
    cause: {
      en: say`The server that answered demands TLS. The sender most likely went on without STARTTLS, or its certificate was not accepted; the cure is on the sender's side.`,
      ja: say`応答したサーバーは TLS を必須としています。送信側が STARTTLS を使っていないか、送信側の証明書が受け入れられていないと考えられます。対処が必要なのは送信側です。`,
    },
    confirm: [
      {
        why: {
          en: say`Exchange Management Shell, on the sending server: connectors that are told to ignore STARTTLS. If the sender is not Exchange, go to step 2.`,
          ja: say`送信側の Exchange 管理シェルで実行し、STARTTLS を無視する送信コネクタを表示します。送信側が Exchange 以外の場合は、手順 2 に進みます。`,
        },
        run: ems`
          $sc = Get-SendConnector | Where-Object IgnoreSTARTTLS
          $sc | Format-List Name, AddressSpaces, SmartHosts, IgnoreSTARTTLS, RequireTLS`,
      },
    ],
    fix: [
      {
        why: {
          en: say`Only if step 1 lists a connector. Otherwise turn on STARTTLS in the device or program that sends; the receiver keeps its demand.`,
          ja: say`手順 1 でコネクタが表示された場合だけ実行します。それ以外は、送信する機器やプログラムで STARTTLS を有効にします。受信側の設定は変更しません。`,
        },
        run: ems`
          if ($sc) {
            $sc | Set-SendConnector -IgnoreSTARTTLS $false
          }`,
        changes: {
          en: say`The connectors of step 1 use STARTTLS wherever it is offered.`,
          ja: say`手順 1 のコネクタが、提示された STARTTLS を使うようになります。`,
        },
        keep: { en: say`Step 1 prints the connectors and their values.`, ja: say`変更前の値は手順 1 で表示されます。` },
        undo: {
          en: say`Nothing to undo: where no STARTTLS is offered, mail goes as before.`,
          ja: say`元に戻す必要はありません。STARTTLS が提示されない相手には、これまでどおり送信されます。`,
        },
      },
    ],
    verify: [
      {
        why: {
          en: say`Send again: the send protocol log shows ${code('STARTTLS')}, then ${code('220 2.0.0 SMTP server ready')}.`,
          ja: say`もう一度送信し、送信プロトコル ログに ${code('STARTTLS')}、続けて ${code('220 2.0.0 SMTP server ready')} が記録されていれば成功です。`,
        },
      },
    ],
    moreLabel: { en: '3 more places to look', ja: 'ほかに確認する 3 か所' },
    more: [
      {
        title: { en: 'You own the receiving Exchange server', ja: '受信側の Exchange サーバーを管理している場合' },
        why: {
          en: say`These connectors demand TLS; leave that as it is. Check that the sender sees 250-STARTTLS. If not, a device on the path removes it.`,
          ja: say`次のコネクタが TLS を必須としています。設定は維持し、送信側に 250-STARTTLS が見えていることを確認します。見えない場合は、経路上の機器が取り除いています。`,
        },
        run: ems`
          Get-ReceiveConnector | Where-Object RequireTLS |
            Format-List Identity, Bindings, RemoteIPRanges, AuthMechanism`,
      },
      {
        title: { en: 'The receiver is Exchange Online', ja: '受信側が Exchange Online の場合' },
        why: {
          en: say`An inbound connector of the partner type may demand TLS and a certificate name. Exchange Online PowerShell shows it; compare with what the sender presents.`,
          ja: say`Exchange Online の受信コネクタ (Inbound connector) のうち Partner 型のものが、TLS と証明書名を要求している場合があります。Exchange Online PowerShell で確認し、送信側の証明書と比べます。`,
        },
        run: ems`
          Get-InboundConnector |
            Format-List Name, SenderDomains, RequireTls, TlsSenderCertificateName`,
      },
      {
        title: { en: 'STARTTLS is sent, and the connection drops', ja: 'STARTTLS の直後に接続が切れる場合' },
        why: {
          en: say`Then the handshake fails and the sender tries again in plain text. Turn on TLS 1.2 on the sender.`,
          ja: say`ハンドシェイクに失敗し、送信側が平文で再試行しています。送信側で TLS 1.2 を有効にします。`,
        },
      },
    ],
  }),
});

function refusesPlain(one: ReplyClue): boolean {
  const { code: reply, status, text, wrappers, submissionHost, port } = one;
  if (reply === undefined || submissionHost !== undefined || port === '587' || one.byProgram) return false;
  if (status === '4.7.0') return /Failed to establish appropriate TLS channel:? ?Access Denied/i.test(text);
  // Gmail, to those who send much.
  if (status === '4.7.29' || status === '5.7.29') return true;
  if (status === '5.7.0') return mentions(text, 'STARTTLS');
  // Quoted in a LastError the same words leave the reason open.
  return status === '5.7.3' && wrappers.length === 0 && /^must issue a STARTTLS|^最初に STARTTLS/i.test(text);
}
