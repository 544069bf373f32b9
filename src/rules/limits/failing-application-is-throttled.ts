import { certain, code, defineRule, ems, factsOf, needed, or, saidIn, say } from '../define.js';

// Exchange Online answers for the failures before this one: the number behind 5.2.25 names them. Send As denied without
// "throttled" is the failure itself.
const CODES = ['5.2.251', '5.2.252', '5.2.253', '5.2.254', '5.2.255'] as const;
const WORDS = ['Sender throttled due to continuous'] as const;

export default defineRule({
  id: 'failing-application-is-throttled',
  title: {
    en: 'Application is throttled after repeated failures',
    ja: '失敗を繰り返したアプリケーションの送信が制限されている',
  },
  sources: ['https://learn.microsoft.com/exchange/mail-flow-best-practices/continuous-error-throttling-smtp-auth-submissions'],
  reads: ['reply', 'bounce'],
  codes: CODES,
  words: WORDS,
  explains: [],
  mail: 'refused',

  match(evidence) {
    const clue = saidIn(evidence, { codes: CODES, words: WORDS }) ?? saidIn(evidence, { codes: CODES, unless: ['SendAsDenied'] });
    if (clue === undefined) return null;
    return certain({ sender: factsOf(clue, evidence).sender, code: clue.status }, [clue]);
  },

  text: () => ({
    cause: {
      en: say`An application went on sending with SMTP AUTH as ${or('sender', 'this mailbox')} although every try failed; Exchange Online blocks its submissions for a time (${or('code', '5.2.25x')}). No message was taken.`,
      ja: say`送信の失敗が続いたため、Exchange Online は ${or('sender', 'このメールボックス')} での SMTP AUTH による送信を一定時間止めています (${or('code', '5.2.25x')})。メールは受け付けられていません。`,
    },
    confirm: [
      {
        why: {
          en: say`Exchange Online PowerShell: free space, licence and who may send in its name. Message trace shows nothing of these tries.`,
          ja: say`Exchange Online PowerShell で、空き容量、ライセンス、送信者アクセス許可 (Send As) を確認します。これらの送信はメッセージ追跡に表示されません。`,
        },
        run: ems`
          $box = Get-Mailbox ${needed('sender')}
          $box | Format-List PrimarySmtpAddress, SKUAssigned, ProhibitSendQuota
          $box | ForEach-Object { Get-MailboxStatistics "$($_.ExchangeGuid)" } |
            Format-List DisplayName, TotalItemSize
          $box | ForEach-Object { Get-RecipientPermission "$($_.PrimarySmtpAddress)" } |
            Format-Table Identity, Trustee, AccessRights`,
      },
    ],
    fix: [
      { why: { en: say`Stop the application, or it stays blocked.`, ja: say`アプリケーションを止めます。送信を続けると制限が解除されません。` } },
      {
        why: {
          en: say`Cure what the code names: ${code('251')} mailbox full, ${code('252')} Send As missing, ${code('253')} no licence, ${code('254')} too many recipients, ${code('255')} wrong recipients.`,
          ja: say`コードが示す原因を取り除きます。${code('251')} メールボックスの容量超過、${code('252')} 送信者アクセス許可の不足、${code('253')} ライセンスなし、${code('254')} 受信者数の超過、${code('255')} 宛先の誤りです。`,
        },
      },
      {
        why: {
          en: say`Wait until the block ends by itself; Microsoft support cannot lift it. If it is urgent, let the application use another mailbox.`,
          ja: say`制限が自動的に解除されるのを待ちます。Microsoft サポートでも解除できません。急ぐ場合は、別のメールボックスで送信します。`,
        },
      },
    ],
    verify: [
      {
        why: {
          en: say`One test message of the application is answered with ${code('250 2.0.0 OK')}.`,
          ja: say`アプリケーションのテスト メール 1 通に ${code('250 2.0.0 OK')} が返れば成功です。`,
        },
      },
    ],
    moreLabel: { en: 'Send As, and the app itself', ja: '権限とアプリケーション側' },
    more: [
      {
        title: { en: 'Send As for 5.2.252', ja: '5.2.252 の送信者アクセス許可' },
        why: {
          en: say`The application signs in as one mailbox and writes another into ${code('From')}. Set it to the mailbox that signs in; that needs no permission.`,
          ja: say`サインインするメールボックスと ${code('From')} のアドレスが異なります。両方を同じにすれば、アクセス許可は不要です。`,
        },
      },
      {
        title: { en: 'Other applications of the mailbox', ja: '同じメールボックスを使うほかのアプリケーション' },
        why: {
          en: say`They are blocked as well, even if their own mail is right. Give each application a mailbox of its own.`,
          ja: say`正しく送信していたものも含めて止まります。アプリケーションごとにメールボックスを分けます。`,
        },
      },
    ],
  }),
});
