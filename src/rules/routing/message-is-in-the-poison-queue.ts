import { code, defineRule, ems, onReply, or, say } from '../define.js';

// The message itself: it made the transport service fail again and again. Other mail flows, unlike with back pressure.
export default defineRule({
  id: 'message-is-in-the-poison-queue',
  ...onReply({ certainty: 'certain', codes: ['5.3.0', '5.6.0', '5.7.0'], words: ['Too many related errors', 'treated as poison'] }),
  title: {
    en: 'Message was set aside because it crashes the transport',
    ja: 'トランスポートを停止させるメールが隔離されている',
  },
  sources: [
    'https://learn.microsoft.com/exchange/mail-flow/queues/queues',
    'https://learn.microsoft.com/exchange/mail-flow/queues/export-messages',
    'https://learn.microsoft.com/exchange/mail-flow/non-delivery-reports-and-bounce-messages/non-delivery-reports-and-bounce-messages',
  ],
  explains: [],
  mail: 'refused',

  text: () => ({
    cause: {
      en: say`A transport or mailbox transport service failed several times while it worked on this message, so Exchange treats it as poison. Its content is malformed, or an agent cannot handle it.`,
      ja: say`このメールの処理中にトランスポート サービスが何度も停止したため、Exchange は有害メッセージとして扱っています。形式が壊れているか、エージェントが処理できない内容です。`,
    },
    confirm: [
      {
        why: {
          en: say`Exchange Management Shell on ${or('server', 'the server that wrote the report')}: what is set aside, and which agents run.`,
          ja: say`${or('server', 'NDR を生成したサーバー')} の Exchange 管理シェルで、隔離されたメールとエージェントを表示します。`,
        },
        run: ems`
          $queue = ${or('server', '$env:COMPUTERNAME')} + '\Poison'
          $bad = @(Get-Message -Queue $queue)
          $bad | Format-List Identity, FromAddress, Subject, Size, DateReceived
          Get-TransportAgent | Format-Table Identity, Enabled, Priority`,
      },
    ],
    fix: [
      {
        why: {
          en: say`Keep copies for the investigation; this needs ${code('C:\\Temp')} and leaves the queue as it is.`,
          ja: say`調査用にコピーを保存します。${code('C:\\Temp')} が必要です。キューの内容は変わりません。`,
        },
        run: ems`
          if ($bad) {
            $i = 0
            $bad | ForEach-Object { $i++
              Export-Message "$($_.Identity)" |
                AssembleMessage -Path "C:\Temp\poison$i.eml" }
          }`,
        changes: {
          en: say`Writes one file for each message to ${code('C:\\Temp')}.`,
          ja: say`メールごとに 1 つのファイルを ${code('C:\\Temp')} に作成します。`,
        },
        keep: { en: say`Nothing is overwritten in Exchange.`, ja: say`Exchange の内容は変更されません。` },
        undo: {
          en: say`Delete the files; the queue was not changed.`,
          ja: say`ファイルを削除します。キューは変更されていません。`,
        },
      },
      {
        why: {
          en: say`Update the agent that fails (events of MSExchange Extensibility name it) and Exchange. Then ${code('Resume-Message')}; remove a message only if it fails again.`,
          ja: say`停止の原因となるエージェント (MSExchange Extensibility のイベントで特定) と Exchange を更新します。その後に ${code('Resume-Message')} で再開し、再び失敗する場合だけ削除します。`,
        },
      },
    ],
    verify: [
      {
        why: {
          en: say`The poison queue is empty and stays so; the sender's new message arrives.`,
          ja: say`有害メッセージ キューが空のままで、送信者の新しいメールが届けば成功です。`,
        },
        run: ems`Get-Message -Queue "$env:COMPUTERNAME\Poison"`,
      },
    ],
    moreLabel: { en: 'Nothing is listed', ja: '何も表示されない場合' },
    more: [
      {
        title: { en: 'Nothing is listed', ja: '何も表示されない場合' },
        why: {
          en: say`It was returned already, or lies on another server. Ask the sender to send it again as plain text, without the attachment.`,
          ja: say`返送済みか、別のサーバーにあります。添付ファイルを外し、テキスト形式で送信し直すように送信者に依頼します。`,
        },
        run: ems`
          $found = foreach ($one in Get-TransportService) {
            Get-Message -Queue "$($one.Name)\Poison" }
          $found | Format-Table Identity, FromAddress, Subject`,
      },
    ],
  }),
});
