import { type ConnectorClue, certain, code, defineRule, ems, likely, mentions, or, say, shortName } from '../define.js';

// The connector is right in Active Directory and never arrives at the Edge server. A certificate that the Edge server
// lacks is another fault: there the connector has arrived.
export default defineRule({
  id: 'tls-certificate-name-is-too-long-for-edge',
  title: {
    en: 'TlsCertificateName is too long for the Edge server',
    ja: 'TlsCertificateName がエッジ サーバーの上限より長い',
  },
  sources: ['KB4052493', 'https://learn.microsoft.com/troubleshoot/exchange/mailflow/email-sent-to-online-appears-external'],
  reads: ['error', 'setting', 'connector'],
  properties: ['tlscertificatename'],
  explains: [],
  mail: 'unknown',

  match(evidence) {
    const error = evidence.first(
      'error',
      ({ text, connector }) =>
        mentions(text, 'failed to synchronize entry') && connector !== undefined && mentions(text, 'value in the request is invalid'),
    );
    const result = evidence.first('setting', ({ of, properties: all }) => {
      const details = all.get('failuredetails') ?? '';
      const failed = all.get('result')?.toLowerCase() === 'incomplete' && all.get('type')?.toLowerCase() === 'configuration';
      return of === 'edge-sync' && failed && (details.trim() === '' || mentions(details, 'value in the request is invalid'));
    });
    const long = evidence.first('connector', (one) => one.direction === 'send' && lengthOf(one) > CAP);
    const server = error?.server ?? result?.server;
    const facts = { server: server && shortName(server), sendConnector: error?.connector ?? long?.identity };
    const symptom = error ?? result;
    if (symptom) return long ? certain(facts, [symptom, long]) : likely(facts, [symptom]);
    return long && mentions(long.properties.get('sourcetransportservers') ?? '', 'edge') ? likely(facts, [long]) : null;
  },

  text: () => ({
    cause: {
      en: say`EdgeSync cannot write ${or('sendConnector', 'the send connector')} to ${or('server', 'the Edge server')}: its directory takes at most 256 characters of issuer and subject. The Edge server sends without this certificate, so Exchange Online treats the mail as external.`,
      ja: say`エッジ サーバーのディレクトリの上限 (256 文字) を発行者とサブジェクトの合計が超えているため、EdgeSync が ${or('sendConnector', '送信コネクタ')} を ${or('server', 'エッジ サーバー')} に反映できません。この証明書なしで送信され、Exchange Online では外部のメールとして扱われます。`,
    },
    confirm: [
      {
        why: {
          en: say`Exchange Management Shell on a mailbox server: the length of each name. One must be above 256; otherwise this is not the cause.`,
          ja: say`メールボックス サーバーの Exchange 管理シェルで、各コネクタの名前の文字数を表示します。256 を超えるものがなければ、原因はほかにあります。`,
        },
        run: ems`
          Get-SendConnector | Where-Object TlsCertificateName | ForEach-Object {
            '{0} {1}' -f "$($_.TlsCertificateName)".Length, $_.Name }`,
      },
    ],
    fix: [
      {
        why: {
          en: say`Windows PowerShell as administrator on ${or('server', 'each Edge server')}: raises the limit in its own directory, as KB4052493 does. Repeat it on each Edge server.`,
          ja: say`${or('server', '各エッジ サーバー')} の Windows PowerShell (管理者) で実行します。KB4052493 の手順で、エッジ サーバー自身のディレクトリの上限を引き上げます。エッジ サーバーごとに繰り返します。`,
        },
        run: ems`
          Import-Module ActiveDirectory
          $at = @{ Server='localhost:50389' }
          $at.SearchBase = (Get-ADRootDSE @at).schemaNamingContext
          $at.Filter = "name -eq 'ms-Exch-Smtp-TLS-Certificate'"
          $cap = Get-ADObject @at -Properties rangeUpper
          $cap.rangeUpper
          if ($cap.rangeUpper -eq 256) { $cap | Set-ADObject -Replace @{ rangeUpper=1024 } }`,
        changes: {
          en: say`Changes one limit in the AD LDS schema of this Edge server, not in Active Directory.`,
          ja: say`このエッジ サーバーの AD LDS スキーマの上限を 1 つ変更します。Active Directory は変更しません。`,
        },
        keep: {
          en: say`The command prints the old limit, ${code('256')}, first. Undo works only until a name above that limit has been synchronised.`,
          ja: say`変更前の上限 (${code('256')}) が最初に表示されます。元に戻せるのは、この上限を超える名前が同期されるまでの間だけです。`,
        },
        undo: ems`if ($cap) { $cap | Set-ADObject -Replace @{ rangeUpper=256 } }`,
      },
    ],
    verify: [
      {
        why: {
          en: say`Exchange Management Shell on a mailbox server of the subscribed site: ${code('Result')} must be Success for Configuration.`,
          ja: say`サブスクリプションのサイトにあるメールボックス サーバーの Exchange 管理シェルで実行します。Configuration の ${code('Result')} が Success であれば成功です。`,
        },
        run: ems`Start-EdgeSynchronization | Format-List Name, Type, Result, FailureDetails`,
      },
    ],
    moreLabel: { en: 'Undo, and 2 other ways', ja: '元に戻す方法とほかの 2 点' },
    more: [
      {
        title: { en: 'Active Directory module is missing', ja: 'Active Directory モジュールがない場合' },
        why: {
          en: say`Windows PowerShell on the Edge server. It adds the module as a Windows feature.`,
          ja: say`エッジ サーバーの Windows PowerShell で実行し、Windows の機能として追加します。`,
        },
        run: ems`Install-WindowsFeature RSAT-AD-PowerShell`,
      },
      {
        title: { en: 'Without a change of the schema', ja: 'スキーマを変更しない場合' },
        why: {
          en: say`Take a certificate with a shorter issuer or subject, for example without the company's address, and run the Hybrid Configuration Wizard with it.`,
          ja: say`所在地を含まないなど、発行者やサブジェクトの短い証明書に切り替え、ハイブリッド構成ウィザードで選択します。`,
        },
      },
    ],
  }),
});

/** Most characters that the directory of an Edge server takes. */
const CAP = 256;
const lengthOf = ({ tlsCertificateName: name }: ConnectorClue): number =>
  name?.issuer === undefined || name.subject === undefined ? 0 : `<I>${name.issuer}<S>${name.subject}`.length;
