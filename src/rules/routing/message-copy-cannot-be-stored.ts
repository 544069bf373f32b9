import { code, defineOpenRule, ems, onReply, say } from '../define.js';

const replicated = onReply({
  certainty: 'open',
  codes: ['4.4.22', '4.4.23', '4.4.24', '4.4.25', '4.4.28', '4.4.0'],
  words: ['failed to be replicated'],
  anyCode: true,
});
const shadow = onReply({
  certainty: 'open',
  codes: ['4.5.1'],
  unless: ['Error in processing', 'amavis'],
  where: ({ code: number }) => number === 450,
});

// Shadow redundancy: a server that cannot leave a copy with a second one does not take the message. Not a full disk and
// not throttling; the message itself is well.
export default defineOpenRule({
  id: 'message-copy-cannot-be-stored',
  reads: ['reply', 'bounce'],
  codes: [...replicated.codes, ...shadow.codes],
  words: ['failed to be replicated'],
  anyCode: true,
  title: {
    en: 'No second server takes the copy of a message',
    ja: 'メッセージのコピーを預かる 2 台目のサーバーがない',
  },
  sources: [
    'https://learn.microsoft.com/exchange/mail-flow/transport-high-availability/shadow-redundancy',
    'https://learn.microsoft.com/powershell/module/exchangepowershell/set-transportconfig',
  ],
  explains: [],
  often: 'rare',
  mail: 'held',

  match: (evidence) => replicated.match(evidence) ?? shadow.match(evidence),

  text: () => ({
    cause: {
      en: say`The receiving server takes a message only once a second server holds a copy (shadow redundancy). No other server could take it, so the sender has to retry.`,
      ja: say`受信側のサーバーは、2 台目のサーバーにコピーを保存できた場合だけメールを受け付けます (シャドウ冗長)。コピーを預けるサーバーがないため、送信側が再試行します。`,
    },
    decide: {
      why: {
        en: say`Exchange Management Shell of the receiving organization. If Exchange Online said it, nothing needs a change: the retries deliver the mail.`,
        ja: say`受信側の組織の Exchange 管理シェルで実行します。Exchange Online の応答の場合、変更は必要ありません。再試行で配信されます。`,
      },
      run: ems`
        Get-TransportConfig | Format-List ShadowRedundancyEnabled,
          RejectMessageOnShadowFailure, ShadowMessagePreferenceSetting
        foreach ($one in Get-TransportService) {
          Test-ServiceHealth "$($one.Name)" | Format-List Role, ServicesNotRunning
          Get-ServerComponentState "$($one.Name)" -Component HubTransport
          Get-Queue -Server "$($one.Name)" -Filter "Status -eq 'Retry'"
        }`,
    },
    outcomes: [
      {
        sees: {
          en: say`Transport is stopped or inactive on the other servers`,
          ja: say`ほかのサーバーのトランスポートが停止または非アクティブの場合`,
        },
        means: {
          en: say`Start it there. A group with one working server cannot keep a second copy.`,
          ja: say`そのサーバーで起動します。動作中のサーバーが 1 台では、2 つ目のコピーを保存できません。`,
        },
      },
      {
        sees: {
          en: say`All run, yet ${code('RejectMessageOnShadowFailure')} is True`,
          ja: say`すべて動作中で、${code('RejectMessageOnShadowFailure')} が True の場合`,
        },
        means: {
          en: say`The servers do not reach each other on port 25 or 2525, or TLS between them fails. The setting itself protects mail; leave it.`,
          ja: say`サーバー間でポート 25 か 2525 に接続できないか、TLS に失敗しています。この設定はメールを保護しているため、変更しません。`,
        },
      },
      {
        sees: { en: say`${code('insufficient system resource')} in the text`, ja: say`応答に ${code('insufficient system resource')} がある場合` },
        means: {
          en: say`The other server is short of disk or memory: events 15004 to 15007 there name which.`,
          ja: say`もう一方のサーバーのディスクかメモリが不足しています。イベント ID 15004 から 15007 で確認します。`,
        },
      },
    ],
  }),
});
