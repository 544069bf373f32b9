import { type ConnectorClue, certain, code, defineRule, ems, or, say } from '../define.js';

// The connector itself was told not to use TLS. A next hop that offers no STARTTLS looks the same in the log, where
// IgnoreSTARTTLS is False.
export default defineRule({
  id: 'send-connector-ignores-starttls',
  title: {
    en: 'Send connector is told to ignore STARTTLS',
    ja: '送信コネクタが STARTTLS を無視する設定になっている',
  },
  sources: ['https://learn.microsoft.com/powershell/module/exchangepowershell/set-sendconnector'],
  reads: ['connector'],
  properties: ['ignorestarttls'],
  explains: [],
  mail: 'unknown',

  match(evidence) {
    const connector = evidence.first('connector', ignores);
    return connector ? certain({ sendConnector: connector.identity }, [connector]) : null;
  },

  text: () => ({
    cause: {
      en: say`IgnoreSTARTTLS of ${or('sendConnector', 'a send connector')} is True: its mail leaves in plain text even where the next hop offers TLS. A next hop that demands TLS refuses it.`,
      ja: say`${or('sendConnector', '送信コネクタ')} の IgnoreSTARTTLS が True のため、次ホップが TLS を提示しても平文で送信されます。TLS を必須とする次ホップには拒否されます。`,
    },
    confirm: [
      {
        why: {
          en: say`Exchange Management Shell: all connectors with this setting.`,
          ja: say`Exchange 管理シェルで実行し、この設定の送信コネクタをすべて表示します。`,
        },
        run: ems`
          $sc = @(Get-SendConnector | Where-Object IgnoreSTARTTLS)
          $sc | Format-List Name, AddressSpaces, SmartHosts, IgnoreSTARTTLS, RequireTLS`,
      },
    ],
    fix: [
      {
        why: {
          en: say`Demanding TLS (RequireTLS, TlsAuthLevel) is a second step, after the log shows that TLS works.`,
          ja: say`TLS の必須化 (RequireTLS、TlsAuthLevel) は、ログで TLS の動作を確認した後に設定します。`,
        },
        run: ems`
          if ($sc) {
            $sc | Set-SendConnector -IgnoreSTARTTLS $false
          }`,
        changes: {
          en: say`The connectors listed use STARTTLS wherever it is offered.`,
          ja: say`表示された送信コネクタが、提示された STARTTLS を使うようになります。`,
        },
        keep: {
          en: say`Step 1 prints the connectors; the same window keeps them in ${code('$sc')}.`,
          ja: say`コネクタは手順 1 で表示され、同じウィンドウの ${code('$sc')} に残ります。`,
        },
        undo: {
          en: say`Nothing to undo: where no STARTTLS is offered, mail goes as before.`,
          ja: say`元に戻す必要はありません。STARTTLS が提示されない相手には、これまでどおり送信されます。`,
        },
      },
    ],
    verify: [
      {
        why: {
          en: say`Send a message: the send protocol log shows ${code('STARTTLS')}, then ${code('SP_PROT_TLS1_2_CLIENT')}.`,
          ja: say`メールを送信し、送信プロトコル ログに ${code('STARTTLS')}、続けて ${code('SP_PROT_TLS1_2_CLIENT')} が記録されれば成功です。`,
        },
      },
    ],
    moreLabel: { en: '1 more hint', ja: '補足 1 件' },
    more: [
      {
        title: { en: 'Somebody set it on purpose', ja: '意図して設定されている場合' },
        why: {
          en: say`Mostly a next hop whose TLS was broken once. Give that one host a connector of its own until its certificate is cured; leave the others with TLS.`,
          ja: say`多くの場合、TLS に問題のあった次ホップのための設定です。証明書が修正されるまで、その宛先だけの送信コネクタを作成し、ほかの宛先では TLS を使います。`,
        },
      },
    ],
  }),
});

const ignores = ({ direction, properties }: ConnectorClue): boolean =>
  (direction === 'send' || direction === 'unknown') && properties.get('ignorestarttls')?.toLowerCase() === 'true';
