import { code, defineRule, ems, onReply, say } from '../define.js';

// Volume of sender domains that the tenant does not own. 5.7.64 refuses the first such mail for want of a connector.
export default defineRule({
  id: 'tenant-relays-for-unregistered-domains',
  ...onReply({ certainty: 'certain', codes: ['5.7.750'], anyCode: true, elsewhere: ['sending from unregistered domain'] }),
  title: {
    en: 'Tenant relays mail of domains it does not own',
    ja: '未登録のドメインのメールがテナントで中継されている',
  },
  sources: [
    'https://learn.microsoft.com/troubleshoot/exchange/email-delivery/ndr/fix-error-codes-550-5-7-703-550-5-7-705-550-5-7-708-550-5-7-750',
    'https://learn.microsoft.com/microsoft-365/admin/setup/add-domain',
  ],
  explains: [],
  mail: 'refused',

  text: () => ({
    cause: {
      en: say`Much mail went out through the tenant in the name of a domain that it does not own. Exchange Online has blocked the relay until Microsoft lifts it.`,
      ja: say`承認済みドメインに登録されていないドメインの名前で、大量のメールがテナントから送信されました。Microsoft が解除するまで、中継が停止されています。`,
    },
    confirm: [
      {
        why: {
          en: say`Exchange Online PowerShell. The sender domains of outgoing mail (newest 5,000 messages of 6 hours), the domains of the tenant, and its connectors.`,
          ja: say`Exchange Online PowerShell で実行します。組織外宛てのメールの送信ドメイン (過去 6 時間の新しい順に 5,000 通)、承認済みドメイン、コネクタを表示します。`,
        },
        run: ems`
          $own = (Get-AcceptedDomain).DomainName; $from = (Get-Date).AddHours(-6)
          Get-MessageTraceV2 -StartDate $from -EndDate (Get-Date) -ResultSize 5000 |
            Where-Object { "$($_.RecipientAddress)".Split('@')[-1] -notin $own } |
            Group-Object { "$($_.SenderAddress)".Split('@')[-1] } |
            Sort-Object Count -Descending | Select-Object -First 10 Count, Name
          Get-AcceptedDomain | Format-Table DomainName, DomainType
          Get-InboundConnector | Format-List Name, Enabled, WhenCreated, Tls*, SenderIP*`,
      },
    ],
    fix: [
      {
        why: {
          en: say`If your own domain is missing, add and verify it in the Microsoft 365 admin center. Disable connectors that none of you made, and reset the administrators' passwords.`,
          ja: say`自社のドメインがない場合は、Microsoft 365 管理センターで追加して検証します。覚えのないコネクタは無効にし、管理者のパスワードをリセットします。`,
        },
      },
      {
        why: {
          en: say`Let the connector know your server by a certificate whose domain is an accepted domain. Then ask Microsoft's support to lift the block.`,
          ja: say`コネクタでは、承認済みドメインの名前を持つ証明書でサーバーを識別します。その後、Microsoft サポートに解除を依頼します。`,
        },
      },
    ],
    verify: [
      {
        why: {
          en: say`Step 1 lists only sender domains that are accepted domains, and mail leaves without ${code('5.7.750')}.`,
          ja: say`手順 1 の送信ドメインがすべて承認済みドメインで、${code('5.7.750')} なしで送信できれば成功です。`,
        },
      },
    ],
    moreLabel: { en: 'Forwarded mail', ja: '転送されたメール' },
    more: [
      {
        title: { en: 'Forwarded mail from your server', ja: 'サーバーからの転送メール' },
        why: {
          en: say`A server that forwards to the outside keeps foreign senders. Forward in Exchange Online instead, or let the server rewrite the sender (SRS).`,
          ja: say`外部に転送するサーバーは、元の送信者のまま中継します。Exchange Online 側で転送するか、送信者を書き換える構成 (SRS) にします。`,
        },
      },
    ],
  }),
});
