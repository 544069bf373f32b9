import { code, ems, say } from './define.js';

/** Where the old values are, if Look has put them into `$old`. */
export const keptInOld = () => ({
  en: say`Step 1 prints the old values; the same window keeps them in ${code('$old')}.`,
  ja: say`変更前の値は手順 1 で表示され、同じウィンドウの ${code('$old')} に残ります。`,
});

/** Writes back what `$old` holds of the two values that switch a version of TLS on or off for Schannel. */
export const restoreSchannel = () => ems`
  foreach ($one in $old) {
    foreach ($name in 'Enabled', 'DisabledByDefault') {
      if ($one.$name -ne $null) { Set-ItemProperty $one.PSPath $name $one.$name }
      else { Remove-ItemProperty $one.PSPath $name }
    }
  }`;

/** The change that switches TLS 1.2 on, at the places that Look has put into `$old`. */
export const allowTls12 = () => ({
  run: ems`
    foreach ($one in $old) {
      Set-ItemProperty $one.PSPath Enabled 1 -Type DWord
      Set-ItemProperty $one.PSPath DisabledByDefault 0 -Type DWord
    }`,
  changes: {
    en: say`All programs on this server that use Schannel may speak TLS 1.2, as client and as server.`,
    ja: say`このサーバーで Schannel を使うすべてのプログラムで、クライアントとしてもサーバーとしても TLS 1.2 が有効になります。`,
  },
  keep: keptInOld(),
  undo: restoreSchannel(),
});
