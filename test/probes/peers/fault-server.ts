import { type AddressInfo, createServer, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { createSecureContext, type SecureContextOptions, TLSSocket } from 'node:tls';

/** What a peer does at one step of the talk. Left out, it answers as a healthy server does. */
export interface Act {
  /** Milliseconds to wait first. */
  readonly after?: number;
  readonly send?: string | Buffer;
  /** Sends single bytes, with so many milliseconds between them. */
  readonly bytewise?: number;
  /** Sends the same again for as long as anybody listens. */
  readonly endless?: true;
  readonly end?: 'fin' | 'reset';
}

export interface Tls extends SecureContextOptions {
  /** Asks for a client certificate; `required` refuses who has none. */
  readonly client?: 'asked' | 'required';
  /** Certificate and key for a name asked for in the handshake. */
  readonly byName?: Readonly<Record<string, SecureContextOptions>>;
}

/** How a peer behaves. */
export interface Script {
  readonly implicitTls?: true;
  readonly accept?: Act;
  readonly banner?: Act;
  readonly ehlo?: Act;
  readonly helo?: Act;
  readonly starttls?: Act;
  /** In place of TLS, at the first bytes of the client's hello. */
  readonly hello?: Act;
  readonly tls?: Tls;
  readonly ehloInTls?: Act;
  /** How it treats every caller after the first. */
  readonly later?: Script;
}

export interface Peer {
  readonly port: number;
  /** TCP connections so far. */
  connections(): number;
  /** Commands so far, those inside TLS after a `*`. */
  heard(): readonly string[];
  close(): Promise<void>;
}

const READY: Required<Pick<Script, 'banner' | 'ehlo' | 'helo' | 'starttls' | 'ehloInTls'>> = {
  banner: { send: '220 mail.contoso.test ready\r\n' },
  ehlo: { send: '250-mail.contoso.test\r\n250-SIZE 37748736\r\n250-STARTTLS\r\n250 8BITMIME\r\n' },
  helo: { send: '250 mail.contoso.test\r\n' },
  starttls: { send: '220 2.0.0 Ready to start TLS\r\n' },
  ehloInTls: { send: '250-mail.contoso.test\r\n250-SIZE 37748736\r\n250 8BITMIME\r\n' },
};

/** Milliseconds that a peer waits to seem slow. */
export const SLOW = 2800;

/** Starts a peer on a free port of the loopback. */
export function startPeer(script: Script): Promise<Peer> {
  const sockets = new Set<Socket>();
  const heard: string[] = [];
  let connections = 0;
  const server = createServer({ noDelay: true }, (socket) => {
    connections += 1;
    sockets.add(socket);
    socket.on('error', () => {}).on('close', () => sockets.delete(socket));
    new Visitor(socket, connections > 1 && script.later ? script.later : script, heard).begin();
  });
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      for (const socket of sockets) socket.destroy();
      server.close(() => resolve());
    });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      resolve({ port, connections: () => connections, heard: () => heard, close });
    });
  });
}

/** A port on which nobody listens. */
export async function closedPort(): Promise<number> {
  const { port, close } = await startPeer({});
  await close();
  return port;
}

/** One client and what it has been told. */
class Visitor {
  private timers = new Set<NodeJS.Timeout>();
  constructor(
    private readonly socket: Socket,
    private readonly script: Script,
    private readonly heard: string[],
  ) {
    socket.on('close', () => {
      for (const timer of this.timers) clearTimeout(timer);
    });
  }

  begin(): void {
    const { accept, implicitTls } = this.script;
    if (accept) void this.play(this.socket, accept);
    else if (implicitTls) this.startTls();
    else this.talk(this.socket, false, true);
  }

  private pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        this.timers.delete(timer);
        resolve();
      }, ms);
      this.timers.add(timer);
    });
  }

  private async play(stream: Duplex, act: Act): Promise<void> {
    if (act.after !== undefined) await this.pause(act.after);
    const bytes = Buffer.from(act.send ?? '');
    if (act.endless) return this.flood(stream, bytes);
    const step = act.bytewise === undefined ? Math.max(bytes.length, 1) : 1;
    for (let at = 0; at < bytes.length && !stream.destroyed; at += step) {
      if (at > 0) await this.pause(act.bytewise ?? 0);
      stream.write(bytes.subarray(at, at + step));
    }
    if (act.end === 'fin') stream.end();
    if (act.end === 'reset') this.socket.resetAndDestroy();
  }

  private flood(stream: Duplex, bytes: Buffer): void {
    const more = (): void => {
      while (!stream.destroyed && stream.write(bytes));
    };
    stream.on('drain', more);
    more();
  }

  private talk(stream: Duplex, inTls: boolean, greets: boolean): void {
    const { script } = this;
    if (greets) void this.play(stream, script.banner ?? READY.banner);
    let line = '';
    const onData = (data: Buffer): void => {
      line += data.toString('latin1');
      for (let end = line.indexOf('\n'); end !== -1; end = line.indexOf('\n')) {
        const command = line.slice(0, end).trim();
        line = line.slice(end + 1);
        this.heard.push(inTls ? `*${command}` : command);
        this.answer(stream, command, inTls, onData);
      }
    };
    stream.on('data', onData).on('error', () => {});
  }

  private answer(stream: Duplex, command: string, inTls: boolean, onData: (data: Buffer) => void): void {
    const { script } = this;
    const verb = command.split(' ')[0]?.toUpperCase();
    if (verb === 'EHLO') void this.play(stream, inTls ? (script.ehloInTls ?? READY.ehloInTls) : (script.ehlo ?? READY.ehlo));
    else if (verb === 'HELO') void this.play(stream, script.helo ?? READY.helo);
    else if (verb === 'QUIT') void this.play(stream, { send: '221 2.0.0 Bye\r\n', end: 'fin' });
    else if (verb === 'STARTTLS' && !inTls) void this.upgrade(onData);
    else void this.play(stream, { send: '502 5.5.1 Unrecognized command\r\n' });
  }

  private async upgrade(onData: (data: Buffer) => void): Promise<void> {
    const { socket } = this;
    const act = this.script.starttls ?? READY.starttls;
    await this.play(socket, act);
    if (
      !Buffer.from(act.send ?? '')
        .toString('latin1')
        .startsWith('220')
    )
      return;
    socket.off('data', onData);
    this.startTls();
  }

  private startTls(): void {
    const { socket, script } = this;
    const { hello } = script;
    if (hello) {
      socket.once('data', () => void this.play(socket, hello));
      return;
    }
    const { client, byName = {}, ...context } = script.tls ?? {};
    const secure = new TLSSocket(socket, {
      isServer: true,
      secureContext: createSecureContext(context),
      requestCert: client !== undefined,
      rejectUnauthorized: client === 'required',
      SNICallback: (name, done) => done(null, createSecureContext(byName[name] ?? context)),
    });
    secure.on('error', () => {});
    this.talk(secure, true, script.implicitTls === true);
  }
}
