import { code, defineOpenRule, ems, mentions, open, or, say } from '../define.js';

// Exchange writes it when a domain is on a list of Domain Security and the connector in use has it switched off: the own
// server about its send connector, or the partner's Exchange about its receive connector. No handshake was tried.
export default defineOpenRule({
  id: 'domain-security-is-off-on-the-connector',
  title: {
    en: 'Connector has Domain Security switched off',
    ja: 'コネクタのドメイン セキュリティが無効になっている',
  },
  sources: [
    'https://learn.microsoft.com/powershell/module/exchange/set-sendconnector',
    'https://learn.microsoft.com/powershell/module/exchange/set-transportconfig',
  ],
  reads: ['reply', 'event'],
  codes: ['4.7.3'],
  events: [11021],
  explains: [],
  mail: 'held',

  match(evidence) {
    const reply = evidence.first('reply', ({ text }) => mentions(text, 'disallowed this secure domain'));
    const event = evidence.first('event', ({ id, source }) => id === 11021 && (source?.startsWith('MSExchange') ?? true));
    const said = reply ?? event;
    return said ? open({ remoteDomain: said.remoteDomain }, [said]) : null;
  },

  text: () => ({
    cause: {
      en: say`Mail with ${or('remoteDomain', 'this partner')} is set to mutual TLS (Domain Security), but the connector that it takes has that off. Either your server or the partner's Exchange says so.`,
      ja: say`${or('remoteDomain', 'このパートナー')} とのメールは相互 TLS (ドメイン セキュリティ) の対象ですが、使用するコネクタでは無効になっています。自組織のサーバーか、相手側の Exchange のエラーです。`,
    },
    decide: {
      why: {
        en: say`Exchange Management Shell, on any of your servers: is the partner's domain on your list?`,
        ja: say`自組織の Exchange 管理シェルで実行し、パートナーのドメインがリストにあるかどうかを確認します。`,
      },
      run: ems`
        Get-TransportConfig | Format-List TLSSendDomain*, TLSReceiveDomain*
        Get-SendConnector | Format-List Name, AddressSpaces, SmartHosts,
          DomainSecureEnabled, DNSRoutingEnabled, IgnoreSTARTTLS`,
    },
    outcomes: [
      {
        sees: { en: say`It is on ${code('TLSSendDomainSecureList')}`, ja: say`${code('TLSSendDomainSecureList')} にある場合` },
        means: {
          en: say`Your send connector for it has ${code('DomainSecureEnabled')} False. Set it to $true with ${code('Set-SendConnector')}; it needs DNS routing, and the partner a certificate with its domain.`,
          ja: say`該当の送信コネクタの ${code('DomainSecureEnabled')} が False です。${code('Set-SendConnector')} で $true にします。DNS ルーティングと、ドメイン名を含む相手側の証明書が必要です。`,
        },
      },
      {
        sees: { en: say`It is there, but the agreement has ended`, ja: say`リストにあるが、取り決めが終了している場合` },
        means: {
          en: say`When the partner confirms it: first a send connector for the domain that requires TLS and checks the name, then take it off the list.`,
          ja: say`相手側に確認したうえで、先に、TLS を必須とし証明書名を検証する専用の送信コネクタを作成します。その後、リストから削除します。`,
        },
      },
      {
        sees: { en: say`It is not on the list`, ja: say`リストにない場合` },
        means: {
          en: say`The partner's Exchange says so: your domain is on its list, and its receive connector has Domain Security off. Send the quoted line to its administrator.`,
          ja: say`相手側の Exchange のエラーです。相手側のリストに自組織のドメインがあり、受信コネクタでは無効になっています。引用した行を相手側の管理者に送ります。`,
        },
      },
    ],
  }),
});
