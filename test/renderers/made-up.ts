import type { Quote } from '../../src/model/evidence.js';
import type { Facts } from '../../src/model/facts.js';
import type { Certainty, Diagnosis, Finding, Rule } from '../../src/model/rule.js';
import { bold, code, defineOpenRule, defineRule, ems, or, say } from '../../src/rules/define.js';

// Rules and diagnoses that exist in these tests only.

const base = { sources: ['KB2989382'], reads: ['event'], explains: [] } as const;

export const cause: Rule = defineRule({
  ...base,
  match: (): null | { certainty: 'certain'; facts: Facts; because: never } => null,
  id: 'made-up-cause',
  title: { en: 'Receive connector names a certificate that is gone', ja: '受信コネクタが、存在しない証明書を指定している' },
  mail: 'held',
  text: () => ({
    cause: {
      en: say`${or('server', 'The server')} has lost the certificate of ${or('issuer', 'its issuer')}: ${bold('nothing is lost yet.')}`,
      ja: say`次の証明書が ${or('server', 'このサーバー')} にありません。発行者は ${or('issuer', '不明')} です。${bold('メールは失われていません。')}`,
    },
    confirm: [
      {
        why: {
          en: say`Exchange Management Shell on ${or('server', 'that server')}.`,
          ja: say`${or('server', 'そのサーバー')} の Exchange 管理シェルで実行します。`,
        },
        run: ems`
          $rc = ${or('connector', '"$env:COMPUTERNAME\\Default Frontend $env:COMPUTERNAME"')}
          $old = "$((Get-ReceiveConnector $rc).TlsCertificateName)"
          $new = Get-ExchangeCertificate -Server ${or('server', '$env:COMPUTERNAME')} | Select-Object -Last 1`,
      },
    ],
    fix: [
      {
        why: { en: say`Answer ${code('N')} when asked.`, ja: say`上書きの問いには ${code('N')} を入力します。` },
        run: ems`
          if ($new) {
            Set-ReceiveConnector $rc -TlsCertificateName "<I>$($new.Issuer)<S>$($new.Subject)"
          }`,
        changes: { en: say`Writes the new name to one connector.`, ja: say`1 つのコネクタに新しい名前を設定します。` },
        keep: { en: say`${code('$old')} holds the old value.`, ja: say`変更前の値は ${code('$old')} に残ります。` },
        undo: ems`if ($old) { Set-ReceiveConnector $rc -TlsCertificateName $old }`,
      },
    ],
    verify: [
      {
        why: { en: say`You must see ${code('250-STARTTLS')}.`, ja: say`${code('250-STARTTLS')} が表示されれば成功です。` },
        run: ems`telnet localhost 25`,
      },
    ],
    moreLabel: { en: 'Undo, and 1 more place', ja: '元に戻す方法とほかの 1 か所' },
    more: [
      {
        title: { en: 'Send connector', ja: '送信コネクタ' },
        why: { en: say`It breaks next.`, ja: say`次に失敗します。` },
        run: ems`Get-SendConnector ${or('sendConnector', '*')} | Format-List Name, TlsCertificateName`,
      },
    ],
  }),
});

export const byHand: Rule = defineRule({
  ...base,
  match: (): null | { certainty: 'likely'; facts: Facts; because: never } => null,
  id: 'made-up-by-hand',
  title: { en: 'SMTP inspection removes STARTTLS', ja: 'SMTP 検査が STARTTLS を取り除いている' },
  mail: 'refused',
  text: () => ({
    cause: { en: say`A device in between removes it.`, ja: say`経路上の機器が取り除いていると考えられます。` },
    confirm: [{ why: { en: say`On the server.`, ja: say`サーバーで実行します。` }, run: ems`Get-TransportService` }],
    fix: [{ why: { en: say`Turn off the inspection on the device.`, ja: say`機器の検査を無効にします。` } }],
    verify: [{ why: { en: say`Send the mail again.`, ja: say`メールをもう一度送信します。` } }],
    moreLabel: { en: 'More', ja: 'ほか' },
    more: [],
  }),
});

export const open: Rule = defineOpenRule({
  ...base,
  match: (): null | { certainty: 'open'; facts: Facts; because: never } => null,
  id: 'made-up-open',
  title: { en: 'Receiving server does not offer STARTTLS', ja: '受信サーバーが STARTTLS を提示していない' },
  mail: 'held',
  text: () => ({
    cause: { en: say`The sender insists on TLS; the server did not offer it.`, ja: say`送信側は TLS を必須としていますが、提示されていません。` },
    decide: {
      why: { en: say`PowerShell, on the server that receives your mail.`, ja: say`メールを受信するサーバーの PowerShell で実行します。` },
      run: ems`Test-NetConnection ${or('endpoint', "'localhost'")} -Port 25`,
    },
    outcomes: [
      {
        sees: { en: say`${code('250-STARTTLS')} is missing`, ja: say`${code('250-STARTTLS')} がない場合` },
        means: { en: say`Exchange withdraws it.`, ja: say`サーバーが提示していません。` },
      },
      {
        sees: { en: say`${code('250-STARTTLS')} is listed`, ja: say`${code('250-STARTTLS')} がある場合` },
        means: { en: say`A firewall removes it.`, ja: say`ファイアウォールが取り除いています。` },
      },
    ],
  }),
});

export const rules: ReadonlyMap<string, Rule> = new Map([cause, byHand, open].map((rule) => [rule.id, rule]));

export const PASTE = [
  'Event ID: 12014',
  'Microsoft Exchange could not find a certificate that contains the domain name <I>CN=Contoso CA 3, O=Contoso<S>CN=mail.contoso.com, O=Contoso in the store',
  '451 5.7.3 STARTTLS is required to send mail',
].join('\n');

export const FACTS: Facts = { server: 'HYB01', connector: 'HYB01\\Default Frontend HYB01', issuer: 'CN=Contoso CA 3' };

export const quotesOf = (text: string): Quote[] => text.split('\n').map((line, i) => ({ text: line, line: i + 1 }));

export function finding(rule: Rule, certainty: Certainty, more: Partial<Finding> = {}): Finding {
  const symptoms = [{ event: 12014 }, { reply: '5.7.3' }];
  return { rule, certainty, mail: rule.mail, facts: FACTS, because: quotesOf(PASTE).slice(1), symptoms, explains: [], ...more };
}

export const diagnosis = (findings: readonly Finding[], more: Partial<Diagnosis['evidence']> = {}): Diagnosis => ({
  findings,
  evidence: { clues: [], unread: [], lines: 3, cut: false, masked: 0, ...more },
});

export const certainly = diagnosis([finding(cause, 'certain')]);
