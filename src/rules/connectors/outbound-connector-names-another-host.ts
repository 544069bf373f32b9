import { bareName, type CertificateClue, type ConnectorClue, code, defineRule, ems, likely, mentions, needed, or, say } from '../define.js';
import { showSentChain } from '../define-hybrid.js';

// The connector and the certificate are both in the text, and no name of the one is the other's. Where only the refusal is
// there, servers that differ and a gateway look the same.
export default defineRule({
  id: 'outbound-connector-names-another-host',
  title: {
    en: 'TlsDomain of the outbound connector fits no certificate',
    ja: '送信コネクタ (Outbound) の TlsDomain が証明書にない',
  },
  sources: [
    'https://learn.microsoft.com/powershell/module/exchangepowershell/set-outboundconnector',
    'https://learn.microsoft.com/exchange/hybrid-deployment/certificate-requirements',
  ],
  reads: ['connector', 'certificate', 'reply'],
  on: ['connector'],
  properties: ['tlsdomain'],
  explains: ['exchange-online-expects-another-name'],
  mail: 'held',

  match(evidence) {
    const connector = evidence.first('connector', checksName);
    const wanted = connector?.properties.get('tlsdomain')?.trim().toLowerCase();
    // A partner's certificate is not among those of the own servers; a handshake may show it.
    const isPartner = connector?.properties.get('connectortype')?.toLowerCase() === 'partner';
    const shown = evidence.all('certificate', (one) => isPublic(one) && (!isPartner || one.origin === 'shown'));
    const [certificate] = shown;
    if (!connector || !wanted || !certificate || shown.some((one) => namesOf(one).some((name) => fits(name, wanted)))) return null;
    const reply = evidence.first('reply', ({ status, text }) => status === '4.7.320' && !mentions(text, 'UntrustedRoot', 'Expired'));
    // Only a name of the same domain is worth a command.
    const near = shown.flatMap(namesOf).find((name) => !name.includes('*') && name.endsWith(wanted.slice(wanted.indexOf('.'))));
    return likely({ sendConnector: bareName(connector.identity) || undefined, value: wanted, domain: near, remoteHost: reply?.remoteHost }, [
      connector,
      certificate,
      ...(reply ? [reply] : []),
    ]);
  },

  text: () => ({
    cause: {
      en: say`The outbound connector ${or('sendConnector', 'in Exchange Online')} expects ${or('value', 'a name')} on the certificate, and none of the certificates here has it.`,
      ja: say`Exchange Online の送信コネクタ (Outbound connector) ${or('sendConnector', '(名前不明)')} の TlsDomain (${or('value', '値の記載なし')}) が、どの証明書にも含まれていません。`,
    },
    confirm: [
      {
        why: {
          en: say`Exchange Online PowerShell, on a computer outside with port 25 open: what the server shows in five calls.`,
          ja: say`ポート 25 が制限されていない外部のコンピューターの Exchange Online PowerShell で実行します。5 回の接続で提示された証明書が表示されます。`,
        },
        run: showSentChain(),
      },
      {
        why: {
          en: say`In the same window: the name that the connector checks.`,
          ja: say`同じウィンドウで、コネクタが検証する名前を確認します。`,
        },
        run: ems`
          $oc = Get-OutboundConnector ${needed('sendConnector')}
          $oc | Format-List Name, SmartHosts, TlsSettings, TlsDomain`,
      },
    ],
    fix: [
      {
        why: {
          en: say`Only if step 1 always shows the certificate that you want, and it has the new name. DomainValidation stays.`,
          ja: say`手順 1 で常に意図した証明書が提示され、その証明書に新しい名前が含まれる場合だけ実行します。DomainValidation は維持します。`,
        },
        run: ems`
          if ("$($oc.TlsSettings)" -eq 'DomainValidation') {
            Set-OutboundConnector $oc.Name -TlsDomain ${needed('domain')}
          }`,
        changes: {
          en: say`The connector expects a name that is on the certificate.`,
          ja: say`コネクタの TlsDomain が、証明書に含まれる名前になります。`,
        },
        keep: {
          en: say`Step 2 prints the old name; the same window keeps it in ${code('$oc')}.`,
          ja: say`変更前の名前は手順 2 で表示され、同じウィンドウの ${code('$oc')} に残ります。`,
        },
        undo: ems`
          if ($oc.TlsDomain) {
            Set-OutboundConnector $oc.Name -TlsDomain $oc.TlsDomain
          }`,
      },
    ],
    verify: [
      {
        why: {
          en: say`Held mail arrives, and ${code('Validate-OutboundConnector')} succeeds.`,
          ja: say`保留中のメールが届き、${code('Validate-OutboundConnector')} が成功すれば完了です。`,
        },
      },
    ],
    moreLabel: { en: 'Undo, and 1 more case', ja: '元に戻す方法とほか 1 点' },
    more: [
      {
        title: { en: 'Step 1 shows another certificate', ja: '手順 1 で別の証明書が提示される場合' },
        why: {
          en: say`Then the connector is right and the server is not. Paste ${code('Get-ReceiveConnector | Format-List Identity, Tls*')} of that server.`,
          ja: say`コネクタではなく、サーバーの設定が原因です。そのサーバーの ${code('Get-ReceiveConnector | Format-List Identity, Tls*')} の結果を貼り付けてください。`,
        },
      },
    ],
  }),
});

const checksName = ({ direction, properties }: ConnectorClue): boolean =>
  direction === 'outbound' && !!properties.get('tlsdomain') && (properties.get('tlssettings') ?? 'DomainValidation') === 'DomainValidation';

/** One that a server would show: with SMTP, or seen in a handshake. */
const isPublic = ({ selfSigned, services, origin }: CertificateClue): boolean =>
  selfSigned !== true && (origin === 'shown' || services?.includes('SMTP') === true);

const namesOf = ({ domains, subject }: CertificateClue): string[] =>
  [...(domains ?? []), /CN=([^,]+)/i.exec(subject ?? '')?.[1] ?? ''].filter((name) => name !== '').map((name) => name.trim().toLowerCase());

/** Either may have an asterisk for its first label. */
const fits = (name: string, wanted: string): boolean => name === wanted || covers(name, wanted) || covers(wanted, name);
const covers = (pattern: string, name: string): boolean => pattern.startsWith('*.') && name.slice(name.indexOf('.')) === pattern.slice(1);
