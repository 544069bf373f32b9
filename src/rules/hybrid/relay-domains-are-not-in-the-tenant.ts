import { code, defineRule, ems, onReply, or, say } from '../define.js';
import { beforeTheWizard, cloudSide, sendSide } from '../define-hybrid.js';

// ATTR36 decides: Exchange Online looked for both domains and found neither. 5.7.64 without it is a server that it does
// not know at all.
export default defineRule({
  id: 'relay-domains-are-not-in-the-tenant',
  ...onReply({ certainty: 'certain', codes: ['5.7.64', 'ATTR36'], words: ['ATTR36', 'ATT36'], anyCode: true }),
  title: {
    en: 'Tenant knows neither sender nor certificate domain',
    ja: '送信者と証明書のドメインがテナントに登録されていない',
  },
  sources: [
    'KB4019940',
    'https://learn.microsoft.com/troubleshoot/exchange/hybrid-configuration-wizard-errors/relay-access-denied-attr36-ndr',
    'https://techcommunity.microsoft.com/t5/exchange-team-blog/updated-requirements-for-smtp-relay-through-exchange-online/ba-p/3851357',
  ],
  explains: [],
  mail: 'refused',

  text: () => ({
    cause: {
      en: say`Exchange Online relays mail of your servers only if the sender's domain or the domain in their certificate is an accepted domain of the tenant. Here neither is, so the mail was returned.`,
      ja: say`Exchange Online がサーバーのメールを中継するのは、送信者のドメインまたは証明書のドメインがテナントの承認済みドメインの場合だけです。どちらも登録されていないため、メールは返送されました。`,
    },
    confirm: [cloudSide(), sendSide()],
    fix: [
      {
        why: {
          en: say`If the domain is yours, add it in the Microsoft 365 admin center and verify it. ${code('ex.sub.contoso.com')} in the certificate needs ${code('sub.contoso.com')}, or a connector that names ${code('*.contoso.com')}.`,
          ja: say`自社のドメインであれば、Microsoft 365 管理センターで追加して検証します。証明書の名前が ${code('ex.sub.contoso.com')} の場合に必要なのは、${code('sub.contoso.com')} の登録か、${code('*.contoso.com')} を指定したコネクタです。`,
        },
      },
      {
        why: {
          en: say`If it cannot be added (${code('contoso.local')}), install a certificate for an accepted domain, then run the Hybrid Configuration Wizard and select it.`,
          ja: say`${code('contoso.local')} のように登録できない場合は、承認済みドメインの証明書をインストールし、ハイブリッド構成ウィザードで選択します。`,
        },
      },
    ],
    verify: [
      {
        why: {
          en: say`Exchange Management Shell. Send a test to the outside: within some minutes nothing is listed here.`,
          ja: say`Exchange 管理シェルで実行します。外部にテスト メールを送信し、数分後に何も表示されなければ成功です。`,
        },
        run: ems`
          $from = (Get-Date).AddMinutes(-15)
          Get-TransportService | Get-MessageTrackingLog -EventId FAIL -Start $from |
            Where-Object { "$($_.RecipientStatus)" -match ${or('code', "'ATTR36'")} }`,
      },
    ],
    moreLabel: { en: 'Why the certificate counts', ja: '証明書のドメインが必要な理由' },
    more: [
      {
        title: { en: 'Bounces and automatic replies', ja: '配信不能レポートと自動応答' },
        why: {
          en: say`They have an empty sender, so only the domain in the certificate counts. Since November 2023 the From header no longer does.`,
          ja: say`送信者が空のため、証明書のドメインだけで判断されます。2023 年 11 月以降、From ヘッダーは使用されません。`,
        },
      },
      beforeTheWizard(),
    ],
  }),
});
