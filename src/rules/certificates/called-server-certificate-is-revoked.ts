import { defineHelpdeskRule, ems, likely, or, peerOf, say, tlsSaid } from '../define.js';

// The authority took the certificate back. "Could not check" (RevocationOffline, RevocationStatusUnknown) is a network fault
// of the side that checks, and "alert certificate revoked" is about the certificate that the caller sent.
export default defineHelpdeskRule({
  id: 'called-server-certificate-is-revoked',
  title: {
    en: 'Certificate of the server that was called is revoked',
    ja: '接続先のサーバーの証明書が失効している',
  },
  sources: ['RFC 5280', 'https://learn.microsoft.com/windows/win32/secauthn/schannel-error-codes-for-tls-and-ssl-alerts'],
  reads: ['tls', 'reply'],
  on: ['tls'],
  explains: [],
  mail: 'unknown',

  match(evidence) {
    const said = tlsSaid(evidence, {
      words: WORDS,
      where: ({ side }, reply) => side !== 'remote' && !/TLS negotiation failed|TLS channel/i.test(reply?.text ?? ''),
    });
    return said ? likely(peerOf(said.clue, said.reply), [said.reply ?? said.clue]) : null;
  },

  text: () => ({
    cause: {
      en: say`The authority that issued the certificate of ${or('endpoint', 'the server that was called')} has revoked it. The caller ends the connection; a server tries again later, a program reports the error.`,
      ja: say`${or('endpoint', '接続先のサーバー')} の証明書は、証明機関によって失効しています。接続元は切断します。接続元がメール サーバーの場合は後で再試行し、アプリケーションの場合はエラーになります。`,
    },
    todo: [
      {
        en: say`The server is yours: request a new certificate with a new key, and assign SMTP to it. Ask the authority why the old one was revoked; a stolen key is one reason.`,
        ja: say`接続先を管理している場合は、新しいキーで証明書を取得し直し、SMTP を割り当てます。失効の理由 (キーの漏えいなど) を証明機関に確認します。`,
      },
      {
        en: say`The server is not yours: send the text below, and keep the check on.`,
        ja: say`相手側のサーバーの場合は、次の文面を送ります。証明書の検証は無効にしません。`,
      },
    ],
    forwardTo: { en: 'To send to the other side', ja: '相手側に送る文面' },
    forward: {
      en: say`The certificate that ${or('endpoint', 'your mail server')} presents after STARTTLS has been revoked by its authority, so servers that validate certificates cannot deliver to you. Please replace it with a new certificate and key.`,
      ja: say`${or('endpoint', '貴組織のメール サーバー')} が STARTTLS で提示する証明書は、証明機関により失効しています。証明書を検証するサーバーからは配信できません。新しい証明書とキーに置き換えてください。`,
    },
    moreLabel: { en: 'I manage the server called', ja: '接続先を管理している場合' },
    more: [
      {
        title: { en: 'Certificates on Exchange', ja: 'Exchange の証明書' },
        why: {
          en: say`Exchange Management Shell; this only reads. A revoked certificate shows Status Revoked.`,
          ja: say`Exchange 管理シェルで実行します。参照のみのコマンドです。失効した証明書の Status は Revoked です。`,
        },
        run: ems`
          Get-ExchangeCertificate |
            Format-List Subject, Thumbprint, Status, Services, NotAfter`,
      },
    ],
  }),
});

const WORDS = ['certrevoked', 'certificaterevoked', 'cert e revoked', 'crypt e revoked', 'revoked'];
