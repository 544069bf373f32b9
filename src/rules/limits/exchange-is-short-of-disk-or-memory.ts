import { code, defineOpenRule, ems, mentions, open, or, say, shortName } from '../define.js';

// Back pressure: the transport service watches disk, memory and its queue database. "disk is full" of STOREDRV is the drive for
// temporary files, and Windows error 1450 begins with the same three words.
export default defineOpenRule({
  id: 'exchange-is-short-of-disk-or-memory',
  title: {
    en: 'Exchange takes no mail: disk space or memory is short',
    ja: 'Exchange がディスクやメモリの不足で受信を止めている',
  },
  sources: [
    'https://learn.microsoft.com/exchange/mail-flow/back-pressure',
    'https://learn.microsoft.com/exchange/mail-flow/queues/relocate-queue-database',
    'https://learn.microsoft.com/exchange/mail-flow/non-delivery-reports-and-bounce-messages/non-delivery-reports-and-bounce-messages',
  ],
  reads: ['event', 'reply'],
  codes: ['4.3.1'],
  words: ['Insufficient system resources'],
  events: [15004, 15006, 15007],
  explains: [],
  often: 'usual',
  mail: 'held',

  match(evidence) {
    const event = evidence.first('event', ({ id, source }) => EVENTS.has(id) && (source === undefined || source.startsWith('MSExchange')));
    const reply = evidence.first(
      'reply',
      ({ innermost, text }) => innermost && mentions(text, 'Insufficient system resources') && !mentions(text, 'exist to complete'),
    );
    const [clue, ...rest] = [event, reply].filter((one) => one !== undefined);
    if (!clue) return null;
    // The one who answered 4.3.1 is short of something, not the server whose queue shows it.
    const server = event?.computer && shortName(event.computer);
    const value = /\bUsedDiskSpace ?\[([A-Z]:[^\]\n]{1,120})\]/i.exec(reply?.text ?? '')?.[1];
    return open({ server, value }, [clue, ...rest]);
  },

  text: () => ({
    cause: {
      en: say`The transport service of ${or('server', 'the receiving Exchange server')} is in back pressure: ${or('value', 'disk space, memory or the queue database')} ran short. It takes no mail until that is over.`,
      ja: say`${or('server', '受信側の Exchange サーバー')} のトランスポート サービスが、${or('value', 'ディスク、メモリ、キュー データベースのいずれか')} の空きが足りず、メールを受け付けていません (バック プレッシャー)。送信側は再試行を続けます。`,
    },
    decide: {
      why: {
        en: say`Exchange Management Shell on ${or('server', 'the server that answered')}: what is above its limit, and the free space of the drives.`,
        ja: say`${or('server', '応答したサーバー')} の Exchange 管理シェルで、上限を超えたリソースと、ドライブの空き容量を表示します。`,
      },
      run: ems`
        $get = @{ Process='EdgeTransport'; Component='ResourceThrottling' }
        $get.Server = ${or('server', '$env:COMPUTERNAME')}
        [xml]$x = Get-ExchangeDiagnosticInfo @get
        $meters = $x.Diagnostics.Components.ResourceThrottling.ResourceTracker
        $meters.ResourceMeter | Format-Table Resource, CurrentResourceUse, Pressure
        Get-CimInstance Win32_LogicalDisk -ComputerName $get.Server |
          Format-Table DeviceID, Size, FreeSpace`,
    },
    outcomes: [
      {
        sees: {
          en: say`${code('UsedDiskSpace')} or ${code('DatabaseUsedSpace')} is Medium or High`,
          ja: say`${code('UsedDiskSpace')} か ${code('DatabaseUsedSpace')} が Medium か High の場合`,
        },
        means: {
          en: say`Free space on the drive it names (old logs, IIS logs), or move the queue database. Leave ${code('mail.que')} alone: it holds mail.`,
          ja: say`表示されたドライブの古いログや IIS ログを削除して空きを作るか、キュー データベースを移動します。${code('mail.que')} にはメールがあるため、削除しないでください。`,
        },
      },
      {
        sees: {
          en: say`${code('PrivateBytes')}`,
          ja: say`${code('PrivateBytes')} の場合`,
        },
        means: {
          en: say`Memory of EdgeTransport. Give a virtual machine fixed memory; a restart of MSExchangeTransport helps for the moment.`,
          ja: say`EdgeTransport のメモリの不足です。仮想マシンには固定のメモリを割り当てます。MSExchangeTransport の再起動で一時的に回復します。`,
        },
      },
      {
        sees: {
          en: say`${code('UsedVersionBuckets')} or ${code('QueueLength')}`,
          ja: say`${code('UsedVersionBuckets')} か ${code('QueueLength')} の場合`,
        },
        means: {
          en: say`Too much or too large mail at once, or a slow disk. Find the sender with ${code('Get-Message | Group-Object FromAddress')}.`,
          ja: say`一度に届くメールが多すぎるか大きすぎる、またはディスクが遅い状態です。${code('Get-Message | Group-Object FromAddress')} で送信者を調べます。`,
        },
      },
    ],
  }),
});

const EVENTS = new Set([15004, 15006, 15007]);
