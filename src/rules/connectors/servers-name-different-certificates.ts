import {
  bareName,
  type ConnectorClue,
  code,
  defineRule,
  ems,
  likely,
  or,
  outOfDate,
  type PairingClue,
  sameName,
  sameServer,
  say,
  shortName,
} from '../define.js';

// Receive connectors belong to one server each. After a renewal that was done on some servers only, the answer depends
// on which server a sender happens to reach.
export default defineRule({
  id: 'servers-name-different-certificates',
  title: {
    en: 'Servers of one farm name different certificates',
    ja: 'コネクタに指定された証明書がサーバーごとに異なる',
  },
  sources: [
    'https://learn.microsoft.com/exchange/mail-flow/mail-routing/inbound-starttls-certificates-selection',
    'https://techcommunity.microsoft.com/blog/exchange/tls-certificates-in-exchange-hybrid---common-issues--how-to-fix-them/4420592',
  ],
  reads: ['connector', 'pairing', 'event'],
  on: ['connector'],
  properties: ['tlscertificatename'],
  explains: ['exchange-online-expects-another-name'],
  mail: 'unknown',

  match(evidence) {
    // Where the certificates or the event were pasted too, it is known which name is the wrong one.
    if (evidence.first('event', ({ id, certificate }) => id === 12014 && certificate !== undefined)) return null;
    const received = evidence.all('pairing', ({ of }) => of === 'receive');
    const works = ({ named }: PairingClue) => named.some((one) => !outOfDate(one));
    if (received.some((pairing) => !works(pairing))) return null;
    const pinned = evidence.all(
      'connector',
      ({ direction, server, tlsCertificateName: name }) => direction === 'receive' && !!server && isWhole(name),
    );
    const isGood = (one: ConnectorClue) => received.some((pairing) => works(pairing) && pairing.identity === one.identity);
    const alone = pinned.filter((one) => isAlone(one, pinned));
    const odd = alone.find((one) => !isGood(one)) ?? alone[0];
    const other = odd && pinned.find((one) => sameConnector(one, odd) && !sameName(one.tlsCertificateName, odd.tlsCertificateName));
    const { issuer, subject } = other?.tlsCertificateName ?? {};
    if (!odd || !other || issuer === undefined || subject === undefined) return null;
    // Servers may each have a certificate of their own: for different hosts, and no two name the same.
    const isOwn = odd.tlsCertificateName?.domain !== other.tlsCertificateName?.domain;
    const agree = pinned.filter((one) => sameConnector(one, odd) && sameName(one.tlsCertificateName, other.tlsCertificateName));
    if (isOwn && (agree.length < 2 || isGood(odd))) return null;
    const facts = { server: odd.server && shortName(odd.server), connector: odd.identity, remoteHost: other.server && shortName(other.server) };
    return likely({ ...facts, issuer, subject }, [odd, other]);
  },

  text: () => ({
    cause: {
      en: say`${or('connector', 'One receive connector')} names another certificate than the same connector of ${or('remoteHost', 'the other servers')}. Mail then fails now and then, depending on the server that answers.`,
      ja: say`${or('connector', '1 つの受信コネクタ')} が、${or('remoteHost', 'ほかのサーバー')} の同じコネクタとは異なる証明書を指定していると考えられます。応答するサーバーによって、メールが届いたり届かなかったりします。`,
    },
    confirm: [
      {
        why: {
          en: say`Exchange Management Shell: the name on every server, then the certificates that each server has. The odd one out is old or missing.`,
          ja: say`Exchange 管理シェルで実行します。各サーバーの指定と、各サーバーにある証明書が表示されます。1 台だけ異なる名前が、古いものか、存在しないものです。`,
        },
        run: ems`
          $all = Get-ReceiveConnector | Where-Object TlsCertificateName
          $all | Format-List Identity, TlsCertificateName
          foreach ($one in (Get-TransportService).Name) {
            $one
            Get-ExchangeCertificate -Server $one | Where-Object HasPrivateKey |
              Format-List Subject, Issuer, NotAfter, Services, Thumbprint
          }`,
      },
    ],
    fix: [
      {
        why: {
          en: say`Only if ${or('server', 'that server')} has the certificate of the others, with SMTP, and it is the newer one; otherwise import it there first, or change the others.`,
          ja: say`ほかのサーバーの証明書のほうが新しく、${or('server', 'そのサーバー')} にも同じ証明書があって SMTP が割り当てられている場合だけ実行します。ない場合は先にインポートします。${or('server', 'このサーバー')} の証明書のほうが新しい場合は、ほかのサーバーを変更します。`,
        },
        run: ems`
          $rc = ${or('connector', '$all[0].Identity')}
          $old = "$((Get-ReceiveConnector $rc).TlsCertificateName)"
          $name = '<I>' + ${'issuer'} +
            '<S>' + ${'subject'}
          $has = Get-ExchangeCertificate -Server ${or('server', '$env:COMPUTERNAME')} | Where-Object {
            "<I>$($_.Issuer)<S>$($_.Subject)" -eq $name -and "$($_.Services)" -match 'SMTP' }
          if ($has) { Set-ReceiveConnector $rc -TlsCertificateName $name }`,
        changes: {
          en: say`Writes the name that the other servers have to one connector of one server.`,
          ja: say`1 台のサーバーの 1 つのコネクタに、ほかのサーバーと同じ名前を設定します。`,
        },
        keep: { en: say`The old name stays in ${code('$old')}.`, ja: say`変更前の名前は ${code('$old')} に残ります。` },
        undo: ems`if ($old) { Set-ReceiveConnector $rc -TlsCertificateName $old }`,
      },
    ],
    verify: [
      {
        why: {
          en: say`Every server must show the same ${code('TlsCertificateName')}; restart Front End Transport on the one that changed.`,
          ja: say`すべてのサーバーに同じ ${code('TlsCertificateName')} が表示されれば成功です。変更したサーバーでフロントエンド トランスポートを再起動します。`,
        },
        run: ems`
          Get-ReceiveConnector | Where-Object TlsCertificateName |
            Format-List Identity, TlsCertificateName`,
      },
    ],
    moreLabel: { en: 'Undo', ja: '元に戻す方法' },
    more: [],
  }),
});

/** Of a name that was cut nobody can say whether it is another one. */
const isWhole = (name: ConnectorClue['tlsCertificateName']): boolean => name?.issuer !== undefined && name.subject !== undefined;

/** Names of connectors end in the server's own: `Default Frontend HYB01`. */
function stem({ identity, server = '' }: ConnectorClue): string {
  const name = bareName(identity).toLowerCase();
  const own = shortName(server).toLowerCase();
  return name.endsWith(own) ? name.slice(0, -own.length) : name;
}
const sameConnector = (a: ConnectorClue, b: ConnectorClue): boolean => a !== b && stem(a) === stem(b) && !sameServer(a.server, b.server);

/** Its name is in the minority; of two servers nobody can tell which is right, so the first is shown. */
function isAlone(one: ConnectorClue, all: readonly ConnectorClue[]): boolean {
  const peers = all.filter((other) => sameConnector(other, one));
  const alike = peers.filter((other) => sameName(other.tlsCertificateName, one.tlsCertificateName)).length;
  return peers.length > 0 && alike * 2 < peers.length;
}
