import {
  type CertificateClue,
  certain,
  code,
  defineRule,
  ems,
  likely,
  mentions,
  or,
  outOfDate,
  type PairingClue,
  say,
  serversOf,
  shortName,
} from '../define.js';

// Imported as .cer, or from the answer of the authority on another machine: the name fits, the key is missing.
export default defineRule({
  id: 'certificate-without-private-key',
  title: {
    en: 'Certificate has no private key on this server',
    ja: '証明書の秘密キーがこのサーバーにない',
  },
  sources: ['KB4495258', 'https://learn.microsoft.com/exchange/troubleshoot/mailflow/tls-negotiation-failed-with-error-nocredentials-error'],
  reads: ['pairing', 'error', 'event'],
  events: [36869],
  explains: [
    'receive-connector-pins-missing-certificate',
    'hybrid-server-withholds-starttls',
    'starttls-required-but-not-offered',
    'receive-connector-does-not-offer-starttls',
    'own-certificate-key-fails',
  ],
  mail: 'held',

  match(evidence) {
    const error = evidence.first('error', ({ text }) => mentions(text, 'PrivateKeyMissing'));
    const found = evidence.all('pairing', (one) => keyless(one) !== undefined);
    const [pairing] = found;
    const certificate = pairing && keyless(pairing);
    const server = pairing?.server ?? error?.server;
    const thumbprint = certificate?.thumbprint ?? error?.thumbprint;
    const facts = { server: server && shortName(server), thumbprint, value: serversOf(found) ?? (server && shortName(server)) };
    if (pairing && certificate) return certain(facts, [certificate, pairing, ...(error ? [error] : [])]);
    if (error) return certain(facts, [error]);
    // Schannel does not say which program it was.
    const event = evidence.first('event', ({ id }) => id === 36869);
    const host = event?.computer && shortName(event.computer);
    return event ? likely({ server: host, thumbprint: undefined, value: host }, [event]) : null;
  },

  text: () => ({
    cause: {
      en: say`The certificate lies in the store of ${or('value', 'the server')} without its private key, so Exchange cannot use it for TLS. It was imported without the key, or its request was made on another machine.`,
      ja: say`${or('value', 'サーバー')} の証明書ストアにある証明書に秘密キーがないため、TLS に使用できません。秘密キーなしでインポートされたか、証明書の要求が別のコンピューターで作成されています。`,
    },
    confirm: [
      {
        why: {
          en: say`PowerShell on ${or('server', 'that server')}: ${code('HasPrivateKey')} must be False.`,
          ja: say`${or('server', 'そのサーバー')} の PowerShell で実行します。${code('HasPrivateKey')} が False であることを確認します。`,
        },
        run: ems`
          $id = ${or('thumbprint', "''")}
          Get-ChildItem Cert:\LocalMachine\My | Where-Object {
            $_.Thumbprint -eq $id -or (!$id -and !$_.HasPrivateKey) } |
            Format-List Subject, Thumbprint, SerialNumber, HasPrivateKey, NotAfter`,
      },
    ],
    fix: [
      {
        why: {
          en: say`Export the certificate with its key (.pfx) from the server that has it, delete the copy without a key here in ${code('certlm.msc')}, and import that file. If no server has the key, have it issued again for a new request. Then enable it for SMTP and answer ${code('N')} to overwriting the default SMTP certificate; Enter alone means yes.`,
          ja: say`秘密キーのあるサーバーから証明書を秘密キー付き (.pfx) でエクスポートし、このサーバーの秘密キーのない証明書を ${code('certlm.msc')} で削除してからインポートします。秘密キーがどこにもない場合は、新しい要求で証明書を再発行します。その後 SMTP を割り当て、「既存の既定の SMTP 証明書を上書きしますか?」には ${code('N')} を入力します (Enter だけを押すと上書き)。`,
        },
      },
    ],
    verify: [
      {
        why: {
          en: say`Exchange Management Shell: ${code('HasPrivateKey')} must be True and SMTP among the ${code('Services')}.`,
          ja: say`Exchange 管理シェルで実行します。${code('HasPrivateKey')} が True で、${code('Services')} に SMTP があれば成功です。`,
        },
        run: ems`
          Get-ExchangeCertificate -Server ${or('server', '$env:COMPUTERNAME')} |
            Format-List Subject, Thumbprint, HasPrivateKey, Services`,
      },
    ],
    moreLabel: { en: 'The key may still be here', ja: '秘密キーが残っている場合' },
    more: [
      {
        title: { en: 'The request was made on this machine', ja: 'このコンピューターで要求を作成した場合' },
        why: {
          en: say`The key may still be there, only not attached. ${code('certutil -repairstore my')} with the serial number from step 1 attaches it; it changes nothing if there is no key.`,
          ja: say`秘密キーが残り、関連付けだけが失われている場合があります。手順 1 のシリアル番号を付けて ${code('certutil -repairstore my')} を実行すると関連付けが戻ります。秘密キーがなければ何も変わりません。`,
        },
      },
    ],
  }),
});

/** The certificate in date, if none of this name has its key. */
function keyless({ named }: PairingClue): CertificateClue | undefined {
  const current = named.filter((one) => !outOfDate(one));
  return current.every(({ hasPrivateKey }) => hasPrivateKey === false) ? current[0] : undefined;
}
