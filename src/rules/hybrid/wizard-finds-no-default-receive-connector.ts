import { code, defineRule, ems, likely, mentions, or, say } from '../define.js';

// HCW8010 looks for Default Frontend with both bindings; a name or an IPv6 binding that was changed hides it.
export default defineRule({
  id: 'wizard-finds-no-default-receive-connector',
  title: {
    en: 'Wizard does not find the default receive connector',
    ja: 'ウィザードが既定の受信コネクタを検出できない',
  },
  sources: ['https://learn.microsoft.com/troubleshoot/exchange/hybrid-configuration-wizard-errors/hcw8010-default-receive-connector-not-found'],
  reads: ['error'],
  explains: [],
  mail: 'unaffected',

  match(evidence) {
    const error = evidence.first('error', ({ text }) => mentions(text, 'default receive connector cannot be found'));
    return error ? likely({ server: error.server }, [error]) : null;
  },

  text: () => ({
    cause: {
      en: say`The wizard looks on ${or('server', 'the server')} for Default Frontend, bound to port 25 for IPv4 and IPv6. Most likely the IPv6 binding is gone or the connector was renamed. Mail goes on as before.`,
      ja: say`ウィザードは ${or('server', '対象のサーバー')} で、IPv4 と IPv6 のポート 25 にバインドされた Default Frontend を探します。IPv6 のバインドがないか、コネクタの名前が変更されていると考えられます。メールの送受信には影響しません。`,
    },
    confirm: [
      {
        why: {
          en: say`Exchange Management Shell: Default Frontend needs ${code('0.0.0.0:25')} and ${code('[::]:25')}.`,
          ja: say`Exchange 管理シェルで実行します。Default Frontend に ${code('0.0.0.0:25')} と ${code('[::]:25')} の両方が必要です。`,
        },
        run: ems`
          $srv = ${or('server', '$env:COMPUTERNAME')}
          $rc = @(Get-ReceiveConnector -Server $srv | Where-Object {
            $_.TransportRole -eq 'FrontendTransport' -and "$($_.Bindings)" -match ':25\b' })
          $rc | Format-List Identity, Bindings, RemoteIPRanges`,
      },
    ],
    fix: [
      {
        why: {
          en: say`Renamed: give the connector its name back. Binding missing: add ${code('[::]:25')} in the Exchange admin center under mail flow, receive connectors, scoping. Leave IPv6 enabled in Windows.`,
          ja: say`名前が変更されている場合は元に戻します。バインドがない場合は、Exchange 管理センターの [メール フロー] > [受信コネクタ] > [スコープ] で ${code('[::]:25')} を追加します。Windows の IPv6 は有効のままにします。`,
        },
      },
    ],
    verify: [
      {
        why: {
          en: say`Repeat step 1: both bindings are listed. Then run the wizard again.`,
          ja: say`手順 1 で両方のバインドが表示されることを確認し、ウィザードを再実行します。`,
        },
      },
    ],
    moreLabel: { en: 'Before the wizard runs again', ja: 'ウィザードを再実行する前に' },
    more: [
      {
        title: { en: 'Own settings of the connectors', ja: 'コネクタの独自の設定' },
        why: {
          en: say`The wizard rewrites connectors. This keeps their present values in files and changes nothing on the server.`,
          ja: say`ウィザードはコネクタの設定を書き換えます。次のコマンドで現在の値をファイルに保存します。サーバーの設定は変わりません。`,
        },
        run: ems`
          Get-SendConnector | Export-Clixml "$env:TEMP\send-before.xml" -NoClobber
          Get-ReceiveConnector | Export-Clixml "$env:TEMP\receive-before.xml" -NoClobber`,
      },
    ],
  }),
});
