import { certain, defineRule, ems, factsOf, likely, or, saidIn, say, topSendersOnline } from '../define.js';

// 5.7.705 says it. The other codes from 5.7.700 to 5.7.749 belong to the same family without pages of their own, apart
// from 5.7.703 (own block list), 5.7.708 (new tenant) and 5.7.711 (one connector).
export default defineRule({
  id: 'microsoft-blocks-the-tenant',
  title: {
    en: 'Microsoft has stopped outgoing mail of the tenant',
    ja: 'テナントからの送信が Microsoft に停止されている',
  },
  sources: [
    'https://learn.microsoft.com/troubleshoot/exchange/email-delivery/ndr/fix-error-codes-550-5-7-703-550-5-7-705-550-5-7-708-550-5-7-750',
    'https://learn.microsoft.com/defender-office-365/connectors-remove-blocked',
    'https://learn.microsoft.com/defender-office-365/responding-to-a-compromised-email-account',
  ],
  reads: ['reply', 'bounce'],
  codes: ['5.7.700-702', '5.7.704-707', '5.7.709-710', '5.7.712-749'],
  words: ['tenant has exceeded threshold'],
  explains: [],
  mail: 'refused',

  match(evidence) {
    const sure =
      saidIn(evidence, { codes: ['5.7.705'] }) ?? saidIn(evidence, { codes: ['5.7.705'], words: ['tenant has exceeded threshold'], anyCode: true });
    if (sure) return certain(factsOf(sure, evidence), [sure]);
    const family = saidIn(evidence, { codes: ['5.7.700-702', '5.7.704-707', '5.7.709-710', '5.7.712-749'] });
    return family ? likely(factsOf(family, evidence), [family]) : null;
  },

  text: () => ({
    cause: {
      en: say`Too much spam or bulk mail left the tenant, so Exchange Online returns all of its outgoing mail. Usual sources are a stolen administrator account with new connectors, or an on-premises server that was taken over.`,
      ja: say`テナントから大量のスパムまたは一斉配信が送信されたため、Exchange Online が送信をすべて停止しています。多くの場合、管理者アカウントの侵害と不審なコネクタ、または侵入されたオンプレミスのサーバーが原因です。`,
    },
    confirm: [
      topSendersOnline(),
      {
        why: {
          en: say`Connectors that none of you made, and what Microsoft has already blocked.`,
          ja: say`覚えのないコネクタと、すでにブロックされたコネクタ、アカウントを表示します。`,
        },
        run: ems`
          Get-InboundConnector |
            Format-List Name, Enabled, WhenCreated, SenderIP*, TlsSender*
          Get-BlockedConnector
          Get-BlockedSenderAddress | Format-List SenderAddress, Reason`,
      },
    ],
    fix: [
      {
        why: {
          en: say`Reset the accounts, administrators first, and require multifactor authentication. Disable unknown connectors in the Exchange admin center and clean the relaying server.`,
          ja: say`管理者のアカウントから順にパスワードをリセットし、多要素認証を必須にします。Exchange 管理センターで不審なコネクタを無効にし、中継サーバーの侵害を取り除きます。`,
        },
      },
      {
        why: {
          en: say`Then ask Microsoft's support to lift the block, with this NDR and what was cleaned. If the subscription had expired and was renewed, the block ends by itself within a day.`,
          ja: say`次に、この NDR と対策の内容を添えて、Microsoft サポートに解除を依頼します。サブスクリプションの有効期限が切れた後に更新した場合は、1 日以内に自動的に解除されます。`,
        },
      },
    ],
    verify: [
      {
        why: {
          en: say`After the answer of the support, a mail to an outside address arrives without ${or('code', '5.7.7xx')} in a reply.`,
          ja: say`サポートの回答後、外部宛てのメールが届き、${or('code', '5.7.7xx')} が返らなければ成功です。`,
        },
      },
    ],
    moreLabel: { en: 'A blocked connector', ja: 'ブロックされたコネクタ' },
    more: [
      {
        title: { en: 'Step 2 lists a blocked connector', ja: 'ブロックされたコネクタがある場合' },
        why: {
          en: say`Release it in the Defender portal (Restricted entities) after the clean-up, not before: it would be blocked again.`,
          ja: say`対策の後に、Defender ポータルの [制限付きエンティティ] で解除します。先に解除すると、再びブロックされます。`,
        },
      },
    ],
  }),
});
