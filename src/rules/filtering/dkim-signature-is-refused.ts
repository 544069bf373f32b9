import { code, defineRule, ems, onReply, or, say } from '../define.js';

// RFC 7372: 5.7.20 to 5.7.22 are DKIM alone. Where DMARC or SPF stands in the reply too, those rules speak.
export default defineRule({
  id: 'dkim-signature-is-refused',
  ...onReply({
    certainty: 'likely',
    codes: ['5.7.20-22'],
    anyCode: true,
    elsewhere: [
      'DKIM signature',
      'DKIM check fail',
      'DKIM validation fail',
      'DKIM verification fail',
      'DKIM fail',
      'fails DKIM',
      'failed DKIM',
      'did not pass DKIM',
      'authenticate with DKIM',
    ],
    unless: ['DMARC', 'SPF', 'duplicate header', 'multiple'],
  }),
  title: {
    en: 'DKIM signature is missing or does not verify',
    ja: 'DKIM 署名がないか、検証に失敗している',
  },
  sources: ['RFC 7372', 'RFC 6376', 'https://learn.microsoft.com/defender-office-365/email-authentication-dkim-configure'],
  explains: [],
  mail: 'held',

  text: () => ({
    cause: {
      en: say`The recipient's server wants a valid DKIM signature of ${or('senderDomain', "the sender's domain")}. The key is most likely not published, or a system behind the signer changed the mail.`,
      ja: say`受信側のサーバーは、${or('senderDomain', '送信者のドメイン')} の有効な DKIM 署名を求めています。公開キーが DNS にないか、署名後にメールが変更されたと考えられます。`,
    },
    confirm: [
      {
        why: {
          en: say`Exchange Online PowerShell, if it sends your mail. A published key prints a CNAME; ${code('Status')} has to be Valid.`,
          ja: say`Exchange Online から送信している場合は、Exchange Online PowerShell で実行します。${code('Status')} が Valid で、CNAME が表示されれば正常です。`,
        },
        run: ems`
          $all = Get-DkimSigningConfig
          $all | Format-List Domain, Enabled, Status, Selector1CNAME, Selector2CNAME
          foreach ($one in $all) {
            Resolve-DnsName "selector1._domainkey.$($one.Domain)" -ErrorAction Ignore
          }`,
      },
    ],
    fix: [
      {
        why: {
          en: say`Publish both CNAME records at the DNS provider and enable signing in the Defender portal. If a disclaimer or gateway changes signed mail, sign behind it instead.`,
          ja: say`2 つの CNAME レコードを DNS に公開し、Defender ポータルで署名を有効にします。免責事項の追加やゲートウェイにより署名後のメールが変更される場合は、変更の後で署名する構成にします。`,
        },
      },
    ],
    verify: [
      {
        why: {
          en: say`Send to a mailbox that you can open: its headers say ${code('dkim=pass')} with your domain in ${code('header.d')}.`,
          ja: say`自分で確認できるメールボックスに送信します。ヘッダーに ${code('dkim=pass')} と、${code('header.d')} に自社のドメインがあれば成功です。`,
        },
      },
    ],
    moreLabel: { en: 'Another service sends', ja: '別のサービスから送信する場合' },
    more: [
      {
        title: { en: 'Another service sends for the domain', ja: '別のサービスから送信している場合' },
        why: {
          en: say`The header ${code('DKIM-Signature')} names selector (${code('s=')}) and domain (${code('d=')}); that name below ${code('_domainkey')} needs the TXT record of the service.`,
          ja: say`${code('DKIM-Signature')} ヘッダーのセレクター (${code('s=')}) とドメイン (${code('d=')}) を確認します。${code('_domainkey')} の下に、そのサービスの TXT レコードが必要です。`,
        },
      },
    ],
  }),
});
