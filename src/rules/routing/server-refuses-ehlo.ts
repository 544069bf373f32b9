import { calledBy, certain, code, defineRule, ems, or, probed, say } from '../define.js';

// Without EHLO there are no extensions, and so no STARTTLS: mail can only come in plain text, if at all.
export default defineRule({
  id: 'server-refuses-ehlo',
  title: { en: 'Mail server does not take EHLO', ja: 'メール サーバーが EHLO を受け付けない' },
  sources: ['RFC 5321', 'https://learn.microsoft.com/exchange/mail-flow/connectors/receive-connectors'],
  reads: ['probe'],
  explains: [],
  mail: 'unknown',

  match(evidence) {
    const clue = probed(evidence, ['no_ehlo']);
    return clue ? certain(calledBy(clue), [clue]) : null;
  },

  text: () => ({
    cause: {
      en: say`${or('endpoint', 'The server')} refuses EHLO or does not answer it, so it can offer no STARTTLS. Exchange always takes EHLO: something in front knows old SMTP only, or refuses the name that was given.`,
      ja: say`${or('endpoint', 'サーバー')} が EHLO を拒否するか、応答しないため、STARTTLS を使用できません。Exchange は EHLO を必ず受け付けます。手前の機器が古い SMTP にしか対応していないか、EHLO の名前を拒否しています。`,
    },
    confirm: [
      {
        why: {
          en: say`On the Exchange server itself, past every device: ${code('250-STARTTLS')} must be listed.`,
          ja: say`機器を経由しないように、Exchange サーバー上で実行します。${code('250-STARTTLS')} が表示されることを確認します。`,
        },
        run: ems`
          $tcp = New-Object Net.Sockets.TcpClient localhost, 25
          $in = New-Object IO.StreamReader $tcp.GetStream()
          $out = New-Object IO.StreamWriter $tcp.GetStream()
          $in.ReadLine(); $out.WriteLine('EHLO test'); $out.Flush()
          do { $line = $in.ReadLine(); $line } while ($line -match '^250-')
          $tcp.Close()`,
      },
    ],
    fix: [
      {
        why: {
          en: say`If the server answers there, turn SMTP inspection off on the firewall in front of it, for this address and port 25; Cisco calls it ESMTP inspection or fixup.`,
          ja: say`サーバー上では応答する場合、手前のファイアウォールで、このアドレスとポート 25 に対する SMTP 検査を無効にします。Cisco では ESMTP インスペクションまたは fixup と呼ばれます。`,
        },
      },
    ],
    verify: [
      {
        why: {
          en: say`Probe again: the column STARTTLS shows a TLS version.`,
          ja: say`もう一度確認し、STARTTLS の列に TLS のバージョンが表示されれば成功です。`,
        },
      },
    ],
    moreLabel: { en: 'Other mail servers', ja: 'ほかのメール サーバー' },
    more: [
      {
        title: { en: 'A name that is refused', ja: 'EHLO の名前の拒否' },
        why: {
          en: say`Some servers want a full name with an address in DNS behind EHLO. The probe gives its own; that of Exchange is the Fqdn of its send connector.`,
          ja: say`EHLO に、DNS で確認できる完全な名前を求めるサーバーがあります。Exchange では、送信コネクタの Fqdn が使用されます。`,
        },
      },
    ],
  }),
});
