import { code, defineRule, ems, needed, onReply, or, say } from '../define.js';

// The MX record leads to the sending server itself, which does not accept the domain. A loop over several servers is
// 5.4.6 or 5.4.14.
export default defineRule({
  id: 'mx-record-points-back-to-sender',
  ...onReply({ certainty: 'likely', codes: ['5.4.4'], words: ['MxLoopback', 'configured in a loop'], anyCode: true }),
  title: {
    en: 'MX record points back to the sending server',
    ja: 'MX レコードが送信元のサーバー自身を指している',
  },
  sources: ['https://learn.microsoft.com/exchange/mail-flow/mail-routing/mail-routing'],
  explains: [],
  mail: 'refused',

  text: () => ({
    cause: {
      en: say`The MX record of ${or('remoteDomain', "the recipient's domain")} leads to the server that sends, but the domain is most likely no accepted domain there. The server would send to itself, so it returns the mail.`,
      ja: say`${or('remoteDomain', '受信者のドメイン')} の MX レコードが送信元のサーバーを指しています。このドメインは、そのサーバーの承認済みドメインに登録されていないと考えられます。自分自身への送信になるため、メールは返されます。`,
    },
    confirm: [
      {
        why: {
          en: say`Exchange Management Shell. The MX host has the address of your own server or gateway, and the domain is missing in the list.`,
          ja: say`Exchange 管理シェルで実行します。MX ホストのアドレスが自社のサーバーかゲートウェイで、一覧にドメインがないことを確認します。`,
        },
        run: ems`
          $domain = ${needed('remoteDomain')}
          Resolve-DnsName $domain -Type MX | Format-Table Name, NameExchange, IPAddress
          Get-AcceptedDomain | Format-Table DomainName, DomainType`,
      },
    ],
    fix: [
      {
        why: {
          en: say`If the domain is yours, add it as an accepted domain (${code('New-AcceptedDomain')}). If not, its owner has to correct the MX record. If another system of yours holds it, give that domain a send connector with a smart host.`,
          ja: say`自社のドメインの場合は、承認済みドメインに追加します (${code('New-AcceptedDomain')})。他社のドメインの場合は、所有者に MX レコードの修正を依頼します。自社の別システムのドメインの場合は、スマート ホストを指定した専用の送信コネクタを作成します。`,
        },
      },
    ],
    verify: [
      {
        why: {
          en: say`Send the message again: its last line is ${code('SEND')} or ${code('DELIVER')}, not ${code('FAIL')}.`,
          ja: say`メールを送信し直します。最後の行が ${code('FAIL')} ではなく、${code('SEND')} か ${code('DELIVER')} であれば成功です。`,
        },
        run: ems`
          $since = (Get-Date).AddHours(-1)
          Get-MessageTrackingLog -Recipients ${needed('recipient')} -Start $since |
            Sort-Object Timestamp | Format-Table Timestamp, EventId, RecipientStatus`,
      },
    ],
    moreLabel: { en: 'Internal DNS', ja: '社内 DNS の場合' },
    more: [
      {
        title: { en: 'Inside and outside differ', ja: '社内と社外で異なる場合' },
        why: {
          en: say`If public DNS names another host, an internal zone of the same name is in the way. Correct the MX record in that zone.`,
          ja: say`公開 DNS で別のホストになる場合は、同名の内部ゾーンが原因です。内部ゾーンの MX レコードを修正します。`,
        },
      },
    ],
  }),
});
