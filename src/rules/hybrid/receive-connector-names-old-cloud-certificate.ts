import { bareName, type ConnectorClue, certain, code, defineRule, ems, or, say } from '../define.js';

// The value is there but names the certificate that Exchange Online used until April 15, 2016; an empty value is another fault.
export default defineRule({
  id: 'receive-connector-names-old-cloud-certificate',
  title: {
    en: "Receive connector names Exchange Online's old certificate",
    ja: '受信コネクタがクラウドの古い証明書を指定している',
  },
  sources: ['https://learn.microsoft.com/troubleshoot/exchange/email-delivery/mails-issues-occur-after-april-15-2016'],
  reads: ['connector'],
  properties: ['tlsdomaincapabilities'],
  explains: ['back-end-refuses-proxied-session'],
  mail: 'unknown',

  match(evidence) {
    const connector = evidence.first('connector', isOld);
    return connector ? certain({ server: connector.server, connector: connector.identity, value: bareName(connector.identity) }, [connector]) : null;
  },

  text: () => ({
    cause: {
      en: say`TlsDomainCapabilities of ${or('value', 'a receive connector')} still names MSIT Machine Auth CA 2. Exchange Online has had another certificate since April 2016, so its mail counts as anonymous, and some of it is refused.`,
      ja: say`受信コネクタ ${or('value', '(名前不明)')} の TlsDomainCapabilities に、MSIT Machine Auth CA 2 が指定されたままです。Exchange Online の証明書は 2016 年 4 月に変わったため、メールは匿名として扱われ、一部は拒否されます。`,
    },
    confirm: [
      {
        why: {
          en: say`Exchange Management Shell: all connectors with the old name, on all servers.`,
          ja: say`Exchange 管理シェルで実行します。古い名前が指定された受信コネクタを、全サーバーについて表示します。`,
        },
        run: ems`
          $rc = @(Get-ReceiveConnector | Where-Object {
            "$($_.TlsDomainCapabilities)" -like '*MSIT Machine Auth CA 2*' })
          $rc | Format-List Identity, TlsDomainCapabilities`,
      },
    ],
    fix: [
      {
        why: {
          en: say`Only if step 1 lists connectors that face Exchange Online.`,
          ja: say`Exchange Online から受信するコネクタだけが表示された場合に実行します。`,
        },
        run: ems`
          if ($rc) {
            $rc | Set-ReceiveConnector -TlsDomainCapabilities (
              'mail.protection.outlook.com:AcceptCloudServicesMail')
          }`,
        changes: {
          en: say`The connectors listed grant the capability to Exchange Online's present certificate.`,
          ja: say`表示された受信コネクタが、現在の Exchange Online の証明書に権限を与えるようになります。`,
        },
        keep: {
          en: say`Step 1 prints the old value; the same window keeps it in ${code('$rc')}.`,
          ja: say`元の値は手順 1 で表示され、同じウィンドウの ${code('$rc')} に残ります。`,
        },
        undo: ems`
          $rc | ForEach-Object {
            Set-ReceiveConnector $_.Identity -TlsDomainCapabilities $_.TlsDomainCapabilities
          }`,
      },
    ],
    verify: [
      {
        why: {
          en: say`Repeat step 1 in a new window: nothing is listed. Mail from Exchange Online then shows ${code('AuthAs: Internal')}.`,
          ja: say`新しいウィンドウで手順 1 を実行し、何も表示されなければ成功です。Exchange Online からのメールのヘッダーは ${code('AuthAs: Internal')} になります。`,
        },
      },
    ],
    moreLabel: { en: "Undo, and Microsoft's way", ja: '元に戻す方法とほかの手順' },
    more: [
      {
        title: { en: 'Hybrid Configuration Wizard', ja: 'ハイブリッド構成ウィザード' },
        why: {
          en: say`A current wizard writes the same value; it also resets other changes on these connectors.`,
          ja: say`最新のウィザードを実行しても同じ値が設定されます。ただし、コネクタに加えたほかの変更も元に戻ります。`,
        },
      },
    ],
  }),
});

const isOld = ({ properties }: ConnectorClue): boolean => properties.get('tlsdomaincapabilities')?.includes('MSIT Machine Auth CA 2') === true;
