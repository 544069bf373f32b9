import { code, defineRule, onReply, or, say, topSenders } from '../define.js';

// The consumer service (Outlook.com, Hotmail, Live, MSN) and its own list. S3140 and S3150 come with the same words, so they do not tell address from range.
export default defineRule({
  id: 'outlook-com-blocks-the-network',
  ...onReply({
    certainty: 'certain',
    codes: ['5.7.1'],
    words: ['part of their network is on our block list', '(S3140)', '(S3150)', '(AS3140)', '(AS3150)'],
    anyCode: true,
  }),
  title: {
    en: "Outlook.com blocks the sender's network",
    ja: 'Outlook.com が送信元のネットワークをブロックしている',
  },
  sources: [
    'https://sendersupport.olc.protection.outlook.com/pm/troubleshooting.aspx',
    'https://support.microsoft.com/supportrequestform/8ad563e3-288e-2a61-8122-3ba03d6b8d75',
  ],
  explains: [],
  mail: 'refused',

  text: () => ({
    cause: {
      en: say`Outlook.com, Hotmail, Live and MSN do not take mail from ${or('clientIp', 'the sending address')} or from the range it belongs to (S3140, S3150). Companies on Microsoft 365 are not affected by this list.`,
      ja: say`Outlook.com、Hotmail、Live、MSN が、${or('clientIp', '送信元の IP アドレス')} またはそれを含む IP アドレスの範囲からのメールを拒否しています (S3140、S3150)。企業の Microsoft 365 は、このリストの影響を受けません。`,
    },
    confirm: [topSenders()],
    fix: [
      {
        why: {
          en: say`Stop the source first. Then ask for mitigation in the form of ${code('https://olcsupport.office.com')}. If the whole range is listed, its owner, your provider, has to act as well.`,
          ja: say`先に原因を止め、${code('https://olcsupport.office.com')} のフォームで解除を申請します。範囲全体が登録されている場合は、その範囲を管理する事業者の対応も必要です。`,
        },
      },
    ],
    verify: [
      {
        why: {
          en: say`After Microsoft's answer by mail, a message to an Outlook.com mailbox is accepted.`,
          ja: say`Microsoft からの回答の後、Outlook.com 宛てのメールが受け付けられれば成功です。`,
        },
      },
    ],
    moreLabel: { en: 'See it coming next time', ja: '再発に備える' },
    more: [
      {
        title: { en: 'Before it happens again', ja: '再発に備える' },
        why: {
          en: say`Enrol the address in SNDS and in the Junk Email Reporting Program: both show complaints early. Raise the volume of a new address slowly.`,
          ja: say`SNDS と迷惑メール報告プログラム (JMRP) に登録すると、苦情を早く把握できます。新しい IP アドレスでは、送信量を少しずつ増やします。`,
        },
      },
    ],
  }),
});
