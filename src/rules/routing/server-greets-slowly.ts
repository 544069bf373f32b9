import { calledBy, certain, code, defineRule, ems, or, probed, say } from '../define.js';

// The greeting came, and late. Many servers wait on purpose, since spammers do not; what is slow is not broken.
export default defineRule({
  id: 'server-greets-slowly',
  title: { en: 'Mail server greets only after some seconds', ja: 'メール サーバーの最初の応答が遅い' },
  sources: ['RFC 5321', 'https://learn.microsoft.com/exchange/mail-flow/connectors/receive-connectors'],
  reads: ['probe'],
  explains: [],
  mail: 'unaffected',

  match(evidence) {
    const clue = probed(evidence, ['slow_banner']);
    const seconds = Math.round((clue?.observed.bannerMs ?? 0) / 1000);
    return clue ? certain({ ...calledBy(clue), value: `${seconds}` }, [clue]) : null;
  },

  text: () => ({
    cause: {
      en: say`${or('endpoint', 'The server')} greeted after ${or('value', 'more than 5')} seconds; its TLS was tested all the same. Mail servers wait five minutes, so mail arrives, but impatient programs and monitors give up.`,
      ja: say`${or('endpoint', 'サーバー')} の最初の応答まで ${or('value', '5')} 秒ほどかかりました。TLS は確認できています。メール サーバーは 5 分まで待つため、メールは届きますが、待ち時間の短いプログラムや監視は失敗します。`,
    },
    confirm: [
      {
        why: {
          en: say`Exchange Management Shell: nothing of Exchange delays a greeting on purpose, so DNS comes first. An answer that takes seconds is the cause.`,
          ja: say`Exchange 管理シェルで実行します。Exchange には最初の応答を意図的に遅らせる設定がないため、まず DNS を確認します。応答に数秒かかる場合は、それが原因です。`,
        },
        run: ems`
          Get-ReceiveConnector -Server $env:COMPUTERNAME |
            Format-List Identity, ConnectionTimeout, TarpitInterval, MaxInboundConnection
          Measure-Command { Resolve-DnsName 8.8.8.8 } | Format-List TotalSeconds`,
      },
    ],
    fix: [
      {
        why: {
          en: say`A gateway in front that waits on purpose (postscreen, greet pause) may go on doing so. Otherwise give the server DNS servers that answer, or relieve it.`,
          ja: say`手前のゲートウェイが意図的に待つ設定 (postscreen、greet pause) であれば、そのままで構いません。そうでなければ、応答する DNS サーバーを設定するか、サーバーの負荷を下げます。`,
        },
      },
    ],
    verify: [
      {
        why: { en: say`Probe again: this finding is gone.`, ja: say`もう一度確認し、この項目が表示されなければ成功です。` },
      },
    ],
    moreLabel: { en: 'Who gives up', ja: '待てないプログラム' },
    more: [
      {
        title: { en: 'Limits of others', ja: 'ほかの製品の待ち時間' },
        why: {
          en: say`Health checks of load balancers often wait ${code('5')} seconds or less and then take the server out of the pool: let them wait longer.`,
          ja: say`ロード バランサーの正常性の確認は ${code('5')} 秒以下のことが多く、サーバーが切り離される原因になります。待ち時間を延ばします。`,
        },
      },
    ],
  }),
});
