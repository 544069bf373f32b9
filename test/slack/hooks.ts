import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

type Script = (response: ServerResponse, request: IncomingMessage) => void;
export interface Posted {
  readonly path: string;
  readonly at: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: Readonly<Record<string, unknown>>;
}

export const answer =
  (status: number, body = 'ok', headers: Record<string, string> = {}): Script =>
  (response) =>
    void response.writeHead(status, headers).end(body);

/** A stand-in for Slack's response_url that answers by a script, its last line for ever, and keeps what was posted. */
export async function fakeHooks(...script: Script[]) {
  const posted: Posted[] = [];
  const server = createServer((request, response) => {
    let text = '';
    request.setEncoding('utf8').on('data', (more: string) => (text += more));
    request.on('end', () => {
      const play = script[Math.min(posted.length, script.length - 1)] ?? answer(200);
      posted.push({ path: request.url ?? '', at: performance.now(), headers: request.headers, body: JSON.parse(text) });
      play(response, request);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A server that listens on a port has an address of this form.
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const close = () =>
    new Promise<void>((resolve) => {
      server.closeAllConnections();
      server.close(() => resolve());
    });
  return { origin, url: `${origin}/actions/T0TESTING/1/abc`, posted, close };
}
