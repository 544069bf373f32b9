import type { PerLocale } from './rule.js';

type Row = readonly [en: string, ja: string];

// What a code means to every mail system, whatever a product makes of it: subject and detail of RFC 3463, RFC 5248 and the
// IANA registry "SMTP Enhanced Status Codes"; the class (4 or 5) says only whether the sender tries again.
const STATUS: Readonly<Record<string, Row>> = {
  '0.0': ['undefined: the reply gives no detail', '詳細のない、その他のエラー'],
  '1.0': ['something about the address, without detail', 'アドレスに関する、その他のエラー'],
  '1.1': ['the mailbox does not exist', '宛先のメールボックスが存在しない'],
  '1.2': ['the domain of the recipient does not exist or takes no mail', '宛先のドメインが存在しないか、メールを受け取れない'],
  '1.3': ['the recipient address is malformed', '宛先アドレスの形式が正しくない'],
  '1.4': ['the recipient address fits more than one mailbox', '宛先アドレスに該当するメールボックスが複数ある'],
  '1.5': ['the recipient address is valid (a positive report)', '宛先アドレスは有効 (正常の通知)'],
  '1.6': ['the mailbox has moved and left no forwarding address', 'メールボックスは移動済みで、転送先がない'],
  '1.7': ['the sender address is malformed', '送信者アドレスの形式が正しくない'],
  '1.8': ["the sender's domain does not exist or takes no mail", '送信者のドメインが存在しないか、メールを受け取れない'],
  '1.9': ['the message went on to a system that reports nothing back', '状態を通知しないシステムに中継された'],
  '1.10': [
    'the domain of the recipient publishes that it takes no mail (null MX)',
    '宛先のドメインは、メールを受け取らないことを公開している (null MX)',
  ],
  '2.0': ['something about the mailbox, without detail', 'メールボックスに関する、その他のエラー'],
  '2.1': ['the mailbox is disabled', 'メールボックスが無効になっている'],
  '2.2': ['the mailbox is full', 'メールボックスの容量が上限に達している'],
  '2.3': ['the message is larger than the mailbox accepts', 'メッセージが、メールボックスで受け取れるサイズを超えている'],
  '2.4': ['the mailing list cannot be expanded', '配布リストを展開できない'],
  '3.0': ['something about the mail system, without detail', 'メール システムに関する、その他のエラー'],
  '3.1': ['the storage of the mail system is full', 'メール システムの記憶域が不足している'],
  '3.2': ['the mail system takes no mail now', 'メール システムが受け付けを停止している'],
  '3.3': ['the mail system lacks a feature that the message needs', 'メッセージに必要な機能を、メール システムが備えていない'],
  '3.4': ['the message is larger than the mail system accepts', 'メッセージが、メール システムで受け取れるサイズを超えている'],
  '3.5': ['the mail system is misconfigured', 'メール システムの構成に誤りがある'],
  '3.6': ['the priority was changed (information)', '優先度が変更された (情報)'],
  '4.0': ['something about the network or routing, without detail', 'ネットワークまたは配送に関する、その他のエラー'],
  '4.1': ['the host does not answer', 'ホストが応答しない'],
  '4.2': ['the connection broke', '接続が途中で切断された'],
  '4.3': ['a directory or DNS server failed', 'ディレクトリまたは DNS サーバーの障害'],
  '4.4': ['there is no route to the recipient', '宛先への経路がない'],
  '4.5': ['the mail system is congested', 'メール システムが混雑している'],
  '4.6': ['the message goes round in a loop', 'メールがループしている'],
  '4.7': ['the time for delivery is over', '配信の期限が切れた'],
  '5.0': ['something about the protocol, without detail', 'プロトコルに関する、その他のエラー'],
  '5.1': ['the command is unknown or comes at the wrong time', 'コマンドが不明か、順序が正しくない'],
  '5.2': ['the command has a syntax error', 'コマンドの構文に誤りがある'],
  '5.3': ['the message has too many recipients', '宛先の数が多すぎる'],
  '5.4': ['the arguments of the command are wrong', 'コマンドの引数に誤りがある'],
  '5.5': ['the protocol version is wrong', 'プロトコルのバージョンが合わない'],
  '5.6': ['the line of an authentication exchange is too long', '認証のやり取りの行が長すぎる'],
  '6.0': ['something about the content, without detail', 'メッセージの内容に関する、その他のエラー'],
  '6.1': ['the type of content is not supported', '内容の種類がサポートされていない'],
  '6.2': ['the content would have to be converted, which is prohibited', '内容の変換が必要だが、禁止されている'],
  '6.3': ['the content would have to be converted, which is not supported', '内容の変換が必要だが、サポートされていない'],
  '6.4': ['the content was converted with loss (information)', '内容の一部を失って変換された (情報)'],
  '6.5': ['the conversion of the content failed', '内容の変換に失敗した'],
  '6.6': ['the content is no longer available', '内容を取得できない'],
  '6.7': ['addresses outside ASCII are not permitted', 'ASCII 以外のアドレスは使えない'],
  '6.8': ['a reply in UTF-8 is needed, but not permitted', 'UTF-8 の応答が必要だが、許可されていない'],
  '6.9': ['headers in UTF-8 cannot be passed on', 'UTF-8 のヘッダーを転送できない'],
  '7.0': ['something about security or policy, without detail', 'セキュリティまたはポリシーに関する、その他のエラー'],
  '7.1': ['the delivery is not authorized', '配信が許可されていない'],
  '7.2': ['the sender must not write to the mailing list', '配布リストへの送信が許可されていない'],
  '7.3': ['a conversion for security is required, but not possible', 'セキュリティのための変換が必要だが、実行できない'],
  '7.4': ['a security feature is not supported', 'セキュリティ機能がサポートされていない'],
  '7.5': ['a cryptographic operation failed', '暗号処理に失敗した'],
  '7.6': ['a cryptographic algorithm is not supported', '暗号アルゴリズムがサポートされていない'],
  '7.7': ['the message was damaged or altered', 'メッセージが破損または改変されている'],
  '7.8': ['user name or password is wrong', 'ユーザー名またはパスワードが正しくない'],
  '7.9': ['the authentication mechanism is too weak', '認証方式の強度が足りない'],
  '7.10': ['encryption is needed', '暗号化が必要'],
  '7.11': ['this authentication mechanism needs encryption', 'この認証方式には暗号化が必要'],
  '7.12': ['the password has to be converted by one other login', '別の方式で一度サインインする必要がある'],
  '7.13': ['the user account is disabled', 'ユーザー アカウントが無効になっている'],
  '7.14': ['the server needs a trust relationship', 'サーバーとの信頼関係が必要'],
  '7.15': ['the priority of the message is too low', 'メッセージの優先度が低すぎる'],
  '7.16': ['the message is too big for its priority', '優先度に対してメッセージが大きすぎる'],
  '7.17': ['the mailbox has another owner by now', 'メールボックスの所有者が変わっている'],
  '7.18': ['the domain has another owner by now', 'ドメインの所有者が変わっている'],
  '7.19': ['the change of owner could not be checked', '所有者の変更を確認できない'],
  '7.20': ['no DKIM signature passes', '有効な DKIM 署名がない'],
  '7.21': ['no DKIM signature is acceptable', '受け入れられる DKIM 署名がない'],
  '7.22': ["no DKIM signature fits the author's domain", '差出人のドメインと一致する DKIM 署名がない'],
  '7.23': ['SPF failed', 'SPF の検証に失敗した'],
  '7.24': ['the SPF check ended in an error', 'SPF の検証中にエラーが発生した'],
  '7.25': ['the reverse DNS name of the sending address is missing or wrong', '送信元アドレスの逆引き名がないか、正しくない'],
  '7.26': ['several authentication checks failed (SPF, DKIM, DMARC)', '複数の送信ドメイン認証 (SPF、DKIM、DMARC) に失敗した'],
  '7.27': ["the sender's domain takes no mail (null MX)", '送信者のドメインはメールを受け取らない (null MX)'],
  '7.28': ['too much mail in a short time', '短時間に大量のメールが送信された'],
  '7.29': ['ARC validation failed', 'ARC の検証に失敗した'],
  '7.30': ['the message demands REQUIRETLS and the next server lacks it', 'REQUIRETLS が必要だが、次のサーバーが対応していない'],
};

/** What the second number alone says (RFC 3463, section 3). */
const SUBJECT: readonly Row[] = [
  ['undefined: the reply gives no detail', '詳細のない、その他のエラー'],
  ['something about the address of the recipient or the sender', '宛先または送信者のアドレスに関するエラー'],
  ['something about the mailbox', 'メールボックスに関するエラー'],
  ['something about the mail system', 'メール システムに関するエラー'],
  ['something about the network or routing', 'ネットワークまたは配送に関するエラー'],
  ['something about the SMTP protocol', 'SMTP プロトコルに関するエラー'],
  ['something about the content of the message', 'メッセージの内容に関するエラー'],
  ['something about security or policy', 'セキュリティまたはポリシーに関するエラー'],
];

/** Subjects end at 7 (RFC 3463, section 3). */
const NO_SUBJECT: Row = ['an error of a kind that no standard defines', '標準で定義されていない種類のエラー'];

/** Reply codes of RFC 5321, section 4.2.3, and its extensions. */
const REPLY: Readonly<Record<string, Row>> = {
  '220': [
    'the service is ready (greeting), or TLS may begin (after STARTTLS)',
    'サービスの準備ができている (バナー)、または TLS を開始できる (STARTTLS の後)',
  ],
  '221': ['the server closes the session, as asked by QUIT', 'QUIT を受けてセッションを終了する'],
  '235': ['the sign-in succeeded', 'サインインが成功した'],
  '250': ['the command was carried out', 'コマンドが正常に完了した'],
  '251': ['the recipient is elsewhere, and the server passes the mail on', '宛先は別のサーバーにあり、転送される'],
  '252': ['the recipient cannot be checked, and the mail is taken all the same', '宛先を確認できないが、メールは受け付けられる'],
  '334': ['the server waits for the next part of the sign-in', 'サインインの続きのデータを待っている'],
  '354': ['the server waits for the message', 'メッセージ本文の送信を待っている'],
  '421': ['the service is not available and the connection is closed', 'サービスを利用できず、接続が切断された'],
  '450': ['the mailbox is not available now', 'メールボックスを一時的に利用できない'],
  '451': ['a local error stopped the processing', 'サーバー内部のエラーで処理が中断された'],
  '452': ['not enough storage, or too many recipients', '記憶域の不足、または宛先が多すぎる'],
  '454': ['TLS is not available, or a temporary authentication failure', 'TLS を利用できないか、認証の一時的なエラー'],
  '455': ['the server cannot take the parameters now', 'パラメーターを一時的に受け付けられない'],
  '500': ['the command is not recognized', 'コマンドを認識できない'],
  '501': ['syntax error in the parameters', 'パラメーターの構文に誤りがある'],
  '502': ['the command is not implemented', 'コマンドが実装されていない'],
  '503': ['the commands come in the wrong order', 'コマンドの順序が正しくない'],
  '504': ['the parameter is not implemented', 'パラメーターが実装されていない'],
  '521': ['the host accepts no mail', 'このホストはメールを受け取らない'],
  '523': ['encryption is needed, or the message is too large', '暗号化が必要か、メッセージが大きすぎる'],
  '530': ['authentication or STARTTLS is required first', '先に認証または STARTTLS が必要'],
  '534': ['the authentication mechanism is too weak', '認証方式の強度が足りない'],
  '535': ['user name or password is wrong', 'ユーザー名またはパスワードが正しくない'],
  '538': ['this authentication mechanism needs encryption', 'この認証方式には暗号化が必要'],
  '541': ['a filter of the recipient refused the message', '受信側のフィルターで拒否された'],
  '550': ['the mailbox is not available, or a policy refuses the message', 'メールボックスを利用できないか、ポリシーで拒否された'],
  '551': ['the recipient is not on this server', '宛先はこのサーバーにない'],
  '552': ['the storage of the mailbox is used up, or the message is too large', '容量の上限を超えているか、メッセージが大きすぎる'],
  '553': ['the name of the mailbox is not allowed', 'メールボックス名が許可されていない'],
  '554': ['the transaction failed', 'トランザクションが失敗した'],
  '555': ['the parameters of MAIL FROM or RCPT TO are not recognized', 'MAIL FROM または RCPT TO のパラメーターを認識できない'],
  '556': ['the domain accepts no mail (null MX)', 'このドメインはメールを受け取らない (null MX)'],
};

/** What the first digit alone says (RFC 5321, section 4.2.1). */
const CLASS: Readonly<Record<string, Row>> = {
  '2': ['carried out', '正常に完了した'],
  '3': ['the server waits for more', '続きのデータを待っている'],
  '4': ['refused for now, the sender tries again', '一時的な拒否 (送信側が再試行する)'],
  '5': ['refused for good, the sender does not try again', '恒久的な拒否 (再試行されない)'],
};

/** What a reply code or an enhanced status code means by its standard; of an unknown status, what its subject tells. */
export function meaningOf(code: string): PerLocale<string> | undefined {
  const [, subject, detail] = code.split('.');
  const row =
    subject === undefined ? (REPLY[code] ?? CLASS[code.charAt(0)]) : (STATUS[`${subject}.${detail}`] ?? SUBJECT[Number(subject)] ?? NO_SUBJECT);
  return row && { en: row[0], ja: row[1] };
}

/** Whether the standard knows this very code, not only its subject. */
export const isRegistered = (code: string): boolean => code in REPLY || code.slice(2) in STATUS;
