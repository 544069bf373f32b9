// What telnet, openssl, swaks and programs say of the connection themselves.

/** True for the words by which a tool opens a connection. */
export const opensConnection = (words: string): boolean => {
  const lower = words.toLowerCase();
  return (
    ['telnet', 'trying ', 'connected(', 'connecting to ', 'connection: opening', 'resolving ', 'verbindungsaufbau zu ', '接続中: '].some((one) =>
      lower.startsWith(one),
    ) || ['s_client', 'tcpclient', '-connect ', 'gnutls-cli', 'telnet> o'].some((one) => lower.includes(one))
  );
};

const CHATTER = [
  'escape character',
  'welcome to microsoft telnet',
  'microsoft telnet',
  'willkommen',
  'verbindung zu host verloren',
  'エスケープ文字は',
  'host did not advertise starttls',
  'starttls not supported',
  'curl: (',
  'connected',
  'connection to host lost',
  'connection closed',
  'connection: ',
  'ホストとの接続が切断',
  'debug',
  'info: ',
  '<start tls',
];
/** True for what a tool says around a session and nobody needs. Over lower case. */
export const isChatter = (lower: string): boolean => CHATTER.some((one) => lower.startsWith(one));

/** True if the words name this machine itself. */
export const isLocal = (words: string): boolean => LOCAL.test(words.toLowerCase());
const LOCAL = /(?:^|[\s'"(/@])(?:localhost|127\.0\.0\.1|\[?::1\]?)(?=[\s'",):]|$)/;

const CALLS = [
  'telnet> open ',
  'telnet> o ',
  'telnet ',
  '-connect ',
  'opening to ',
  'connecting to ',
  'verbindungsaufbau zu ',
  '接続中: ',
  'connected to ',
  'established to ',
  'connect to address ',
  'connect to ',
  'trying ',
  'resolving ',
  'tcpclient',
];

/** Host and port behind the words that call them: `telnet mx 25`, `-connect mx:25`, `TcpClient('mx', 25)`, `smtp://mx:587`. */
export function targetOf(words: string): { host: string; port: string | undefined } | undefined {
  const lower = words.toLowerCase();
  for (const call of CALLS) {
    const place = lower.indexOf(call);
    if (place < 0) continue;
    const rest = words.slice(place + call.length, place + call.length + 300).replace(/^[\s("'[]{0,6}(?:host ["']?|smtps?:\/\/)?/, '');
    const host = /^[\w.:-]{1,253}/.exec(rest)?.[0];
    // openssl goes on `trying anyway`.
    if (host === undefined || (call === 'trying ' && !/\d/.test(host))) continue;
    const port =
      /:(\d{2,5})[.:]{0,3}$/.exec(host)?.[1] ?? /^(?:[\])"',: ]{1,4}|["']?,? (?:on )?port:? )(\d{2,5})(?![.\d])/.exec(rest.slice(host.length))?.[1];
    return { host: port === undefined || host.split(':').length > 2 ? host.replace(/\.{3}:?$/, '') : (host.split(':')[0] ?? host), port };
  }
  return undefined;
}
