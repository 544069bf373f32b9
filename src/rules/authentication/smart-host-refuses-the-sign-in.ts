import { code, defineRule, type EventClue, ems, likely, or, say } from '../define.js';

// Event 2017 with Login: the send connector signs in to a smart host with a name and a password. ExchangeAuth and Gssapi
// are servers of one organization.
export default defineRule({
  id: 'smart-host-refuses-the-sign-in',
  title: {
    en: 'Smart host refuses the sign-in of the send connector',
    ja: 'スマート ホストが送信コネクタの認証を拒否している',
  },
  sources: [
    'https://learn.microsoft.com/powershell/module/exchange/set-sendconnector',
    'https://learn.microsoft.com/exchange/mail-flow/connectors/outbound-smart-host-routing',
  ],
  reads: ['event', 'reply'],
  on: ['event'],
  events: [2017],
  explains: ['smtp-sign-in-is-refused'],
  mail: 'held',

  match(evidence) {
    const event = evidence.first('event', isBasic);
    if (!event) return null;
    const reply = evidence.first('reply', ({ status, innermost }) => innermost && (status === '5.7.3' || status === '5.7.8'));
    const { connector, remoteHost, error } = event;
    return likely({ sendConnector: connector, remoteHost, value: error }, reply ? [event, reply] : [event]);
  },

  text: () => ({
    cause: {
      en: say`${or('remoteHost', 'The smart host')} refuses the user name and password of ${or('sendConnector', 'the send connector')} (${or('value', 'sign-in failed')}). Most likely the password has changed or expired.`,
      ja: say`${or('remoteHost', 'スマート ホスト')} が ${or('sendConnector', '送信コネクタ')} のユーザー名とパスワードを拒否しています (${or('value', '認証の失敗')})。パスワードの変更か期限切れと考えられます。`,
    },
    confirm: [
      {
        why: {
          en: say`Exchange Management Shell: the connectors that sign in, with their user names. Try that name and password with the provider first.`,
          ja: say`Exchange 管理シェルで実行し、認証を使う送信コネクタとユーザー名を確認します。先に、そのユーザー名とパスワードをプロバイダー側で確かめます。`,
        },
        run: ems`
          $sc = @(Get-SendConnector | Where-Object SmartHostAuthMechanism -like 'Basic*')
          $one = @($sc | Where-Object Name -eq ${or('sendConnector', '"$($sc[0].Name)"')})[0]
          $sc | Format-List Name, SmartHosts, Port, SmartHostAuthMechanism
          $sc | ForEach-Object { $_.Name, $_.AuthenticationCredential.UserName }`,
      },
    ],
    fix: [
      {
        why: {
          en: say`A window asks for the name and the new password of ${or('sendConnector', 'the first connector listed')}.`,
          ja: say`${or('sendConnector', '最初に表示されたコネクタ')} のユーザー名と新しいパスワードを、表示される画面に入力します。`,
        },
        run: ems`
          if ($one) {
            $new = Get-Credential "$($one.AuthenticationCredential.UserName)"
            Set-SendConnector "$($one.Identity)" -AuthenticationCredential $new
          }`,
        changes: {
          en: say`One send connector gets a new user name and password.`,
          ja: say`1 つの送信コネクタのユーザー名とパスワードを変更します。`,
        },
        keep: {
          en: say`Step 1 prints the old user name. The old password cannot be read.`,
          ja: say`以前のユーザー名は手順 1 で表示されます。以前のパスワードは表示できません。`,
        },
        undo: {
          en: say`Run the change again with the old name and password.`,
          ja: say`以前のユーザー名とパスワードで、同じ変更を実行します。`,
        },
      },
    ],
    verify: [
      {
        why: {
          en: say`The queue of the smart host empties, and no new event 2017 appears.`,
          ja: say`スマート ホスト宛てのキューが空になり、イベント 2017 が記録されなければ成功です。`,
        },
        run: ems`
          Get-Queue -Filter "Status -eq 'Retry'" | Retry-Queue
          Get-Queue | Format-Table Identity, Status, MessageCount, NextHopDomain`,
      },
    ],
    moreLabel: { en: 'Undo, and other causes', ja: '元に戻す方法とほかの原因' },
    more: [
      {
        title: { en: 'The provider wants TLS or no longer takes passwords', ja: 'TLS が必須、またはパスワードが廃止された場合' },
        why: {
          en: say`Set ${code('SmartHostAuthMechanism')} to ${code('BasicAuthRequireTLS')}, so that the password never crosses the line in clear. Exchange Server cannot sign in by OAuth: send by certificate or address there.`,
          ja: say`${code('SmartHostAuthMechanism')} を ${code('BasicAuthRequireTLS')} にし、パスワードを平文で送らないようにします。Exchange Server は OAuth で認証できないため、証明書か IP アドレスで識別される送信方法に変えます。`,
        },
      },
    ],
  }),
});

const isBasic = ({ id, source, mechanism = '' }: EventClue): boolean =>
  id === 2017 && (source === undefined || source.startsWith('MSExchange')) && /^(?:Login|Plain|Basic)/i.test(mechanism);
