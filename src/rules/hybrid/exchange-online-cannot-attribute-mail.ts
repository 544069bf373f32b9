import { code, defineRule, ems, onReply, or, say } from '../define.js';
import { beforeTheWizard, cloudSide, sendSide } from '../define-hybrid.js';

// The tenant has a connector, and the session does not match it. With ATTR36 it lacks the domains; 5.7.51 is the
// connector of somebody else's tenant. An Exchange server that refuses to relay says 5.7.54.
export default defineRule({
  id: 'exchange-online-cannot-attribute-mail',
  ...onReply({
    certainty: 'likely',
    codes: ['5.7.64'],
    unless: ['ATTR36', 'ATT36', 'ATTR35'],
    anyCode: true,
    elsewhere: ['TenantAttribution; Relay Access Denied'],
  }),
  title: {
    en: 'Exchange Online cannot attribute the mail to your tenant',
    ja: 'Exchange Online が送信元のテナントを特定できない',
  },
  sources: [
    'KB4051495',
    'https://learn.microsoft.com/troubleshoot/exchange/email-delivery/ndr/relay-access-denied-smtp',
    'https://learn.microsoft.com/troubleshoot/exchange/email-delivery/ndr/tenantattribution-ndr',
    'https://techcommunity.microsoft.com/t5/exchange-team-blog/updated-requirements-for-smtp-relay-through-exchange-online/ba-p/3851357',
  ],
  explains: [],
  often: 'usual',
  mail: 'refused',

  text: () => ({
    cause: {
      en: say`The certificate or the address of your server most likely no longer matches the inbound connector in Exchange Online; after a renewal the name is another one. Mail to the outside was returned.`,
      ja: say`サーバーの証明書または IP アドレスが、Exchange Online の受信コネクタ (Inbound connector) の設定と一致していないと考えられます。証明書の更新で名前が変わったときに起こります。外部宛てのメールは返送されました。`,
    },
    confirm: [sendSide(), cloudSide()],
    fix: [
      {
        why: {
          en: say`If no ${code('CertificateDomains')} of step 1 fits ${code('TlsSenderCertificateName')} (${code('*.contoso.com')} fits any host of it; ${code('<I>…<S>')} only that issuer and subject), run the Hybrid Configuration Wizard and select the certificate. It writes the name on both sides. A changed address belongs in ${code('SenderIPAddresses')}.`,
          ja: say`手順 1 の ${code('CertificateDomains')} に ${code('TlsSenderCertificateName')} に合う名前 (${code('*.contoso.com')} には配下のホスト名も合致、${code('<I>…<S>')} は発行者とサブジェクトの一致が必要) がない場合は、ハイブリッド構成ウィザードで証明書を選択します。オンプレミスと Exchange Online の両方に設定されます。IP アドレスが変わった場合は、${code('SenderIPAddresses')} を更新します。`,
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
            Where-Object { "$($_.RecipientStatus)" -match ${or('code', "'5.7.64'")} }`,
      },
    ],
    moreLabel: { en: 'Names agree, and 3 others', ja: '名前の一致とほかの 3 点' },
    more: [
      {
        title: { en: 'The names agree', ja: '名前が一致している場合' },
        why: {
          en: say`Then the server sends its certificate without the intermediate ones, or another one. Import the intermediates from the issuer into ${code('LocalMachine\\CA')} of each source server; the send log shows the subject sent.`,
          ja: say`中間証明書が送信されていないか、別の証明書が使われています。発行者の中間証明書を各送信元サーバーの ${code('LocalMachine\\CA')} にインポートします。送信したサブジェクトは、送信プロトコル ログで確認できます。`,
        },
        run: ems`
          Get-ChildItem Cert:\LocalMachine\CA |
            Sort-Object NotAfter | Format-List Subject, Issuer, NotAfter`,
      },
      {
        title: { en: 'Only bounces or application mail', ja: '配信不能レポートやアプリケーションのメールだけの場合' },
        why: {
          en: say`Since November 2023 the From header no longer counts. The certificate's domain or the envelope sender's must be an accepted domain; a bounce has no sender, so only the certificate helps.`,
          ja: say`2023 年 11 月以降、From ヘッダーは判断に使われません。証明書またはエンベロープの送信者のドメインが承認済みドメインである必要があります。配信不能レポートには送信者がないため、証明書だけで判断されます。`,
        },
      },
      {
        title: { en: 'No TLS at all', ja: 'TLS が使われていない場合' },
        why: {
          en: say`Without TLS there is no certificate. RequireTLS of the send connector must be ${code('True')}.`,
          ja: say`TLS を使わない接続では証明書が提示されません。送信コネクタの RequireTLS が ${code('True')} であることを確認します。`,
        },
      },
      beforeTheWizard(),
    ],
  }),
});
