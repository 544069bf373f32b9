import { code, defineRule, type EventClue, ems, likely, or, say } from '../define.js';

// Direct trust is between Edge and the servers of its site: 1036 on the receiver, 2018 on the sender, 10104 where EdgeSync runs.
// Beside 1018 and 1019 the 1036 only shows that the port is taken; 1035 is a sign-in.
export default defineRule({
  id: 'edge-direct-trust-fails',
  title: {
    en: 'Edge and Mailbox servers do not trust each other',
    ja: 'エッジとメールボックス サーバーが互いを信頼していない',
  },
  sources: [
    'https://learn.microsoft.com/exchange/architecture/edge-transport-servers/edge-subscriptions',
    'https://technet.microsoft.com/library/ff980980(v=exchg.141)',
    'https://technet.microsoft.com/library/ff981963(v=exchg.141)',
  ],
  reads: ['event'],
  events: [1036, 2018, 10104],
  explains: [],
  mail: 'held',

  match(evidence) {
    if (evidence.first('event', ({ id }) => id === 1018 || id === 1019)) return null;
    // Which of the two servers logged it does not say whose certificate is the wrong one: no server is named.
    const event = evidence.first('event', isDirectTrust);
    return event ? likely({ thumbprint: event.thumbprint }, [event]) : null;
  },

  text: () => ({
    cause: {
      en: say`Edge and Mailbox servers know each other's internal certificate by EdgeSync. Most likely one was replaced since (${or('thumbprint', 'by a renewal')}), so the stored copy no longer fits.`,
      ja: say`エッジとメールボックス サーバーは、EdgeSync で渡された内部トランスポート証明書で互いを確認します。一方の証明書が置き換わり (${or('thumbprint', '更新など')})、保存済みの情報と一致しなくなったと考えられます。`,
    },
    confirm: [
      {
        why: {
          en: say`Exchange Management Shell, on a Mailbox server of the subscribed site. Change only where ${code('SyncStatus')} is not Normal.`,
          ja: say`サブスクライブ先サイトのメールボックス サーバーの Exchange 管理シェルで実行します。${code('SyncStatus')} が Normal でない場合だけ、次に進みます。`,
        },
        run: ems`
          Get-EdgeSubscription | Format-List Name, Site, WhenChangedUTC
          Test-EdgeSynchronization | Format-List Name, SyncStatus, FailureDetail
          $site = @((Get-EdgeSubscription).Site |
            ForEach-Object { "$_".Split('/')[-1] } | Sort-Object -Unique)
          $out = Get-SendConnector | Where-Object Name -like 'EdgeSync*Internet'`,
      },
    ],
    fix: [
      {
        why: {
          en: say`Exchange Management Shell on the Edge server; confirm with ${code('Y')}. Delete the file of an earlier try first. Then copy the file to the server of step 1; it holds credentials and is good for 24 hours.`,
          ja: say`エッジ サーバーの Exchange 管理シェルで実行し、確認には ${code('Y')} を入力します。以前のファイルは先に削除します。その後、ファイル (資格情報を含み、24 時間有効) を手順 1 のサーバーにコピーします。`,
        },
        run: ems`New-EdgeSubscription -FileName C:\EdgeSubscription.xml`,
        changes: {
          en: say`Writes a new subscription file; the credentials of the old subscription on this Edge server are replaced.`,
          ja: say`新しいサブスクリプション ファイルを作成します。このエッジ サーバーの以前の資格情報は置き換わります。`,
        },
        keep: {
          en: say`Nothing can be kept: the old credentials no longer work.`,
          ja: say`残せる値はありません。以前の資格情報は使えなくなっています。`,
        },
        undo: {
          en: say`There is no way back, and none is needed: subscribe again.`,
          ja: say`元に戻す方法はなく、その必要もありません。もう一度サブスクライブします。`,
        },
      },
      {
        why: {
          en: say`In the window of step 1, for the same site. The old subscription need not be removed; no connector to the internet is added.`,
          ja: say`手順 1 のウィンドウで、同じサイトに対して実行します。以前のサブスクリプションの削除は不要です。インターネットへの送信コネクタは追加されません。`,
        },
        run: ems`
          $file = 'C:\EdgeSubscription.xml'
          if (@($site).Count -eq 1 -and (Test-Path $file)) {
            $new = @{ Site = "$site"; FileData = [IO.File]::ReadAllBytes($file) }
            $new.CreateInternetSendConnector = [bool]$out
            New-EdgeSubscription @new
            Start-EdgeSynchronization -Server $env:COMPUTERNAME
          }`,
        changes: {
          en: say`Replaces the subscription of that Edge server and starts a synchronization.`,
          ja: say`該当のエッジ サーバーのサブスクリプションを置き換え、同期を開始します。`,
        },
        keep: {
          en: say`Step 1 prints name and site of the old one.`,
          ja: say`以前の名前とサイトは手順 1 で表示されます。`,
        },
        undo: {
          en: say`There is nothing to go back to: subscribe again with a new file.`,
          ja: say`以前の状態には戻せません。新しいファイルでもう一度サブスクライブします。`,
        },
      },
    ],
    verify: [
      {
        why: {
          en: say`${code('SyncStatus')} is Normal. Delete the file on both servers.`,
          ja: say`${code('SyncStatus')} が Normal であれば成功です。両方のサーバーからファイルを削除します。`,
        },
        run: ems`Test-EdgeSynchronization | Format-List Name, SyncStatus, FailureDetail`,
      },
    ],
    moreLabel: { en: 'Undo, and other ways', ja: '元に戻す方法とほかの対処' },
    more: [
      {
        title: { en: 'The old certificate still exists', ja: '以前の証明書が残っている場合' },
        why: {
          en: say`Making it the internal one again on that server cures it too, without a new subscription.`,
          ja: say`そのサーバーで内部トランスポート証明書に戻せば、サブスクリプションの作成は不要です。`,
        },
      },
      {
        title: { en: 'The synchronization does not start', ja: '同期が始まらない場合' },
        why: {
          en: say`Port 50636 from the Mailbox servers to the Edge server must be open. Several sites or Edge servers: one file for each.`,
          ja: say`メールボックス サーバーからエッジ サーバーへのポート 50636 が必要です。サイトやエッジが複数ある場合は、それぞれにファイルを作成します。`,
        },
      },
    ],
  }),
});

const isDirectTrust = ({ id, source }: EventClue): boolean =>
  (id === 1036 || id === 2018 || id === 10104) && (source === undefined || source.startsWith('MSExchange'));
