import { connect, createServer } from 'node:net';

export const HOST = '127.0.0.1';

/** The ports of `npm start`, each with the variable that changes it. */
export const PORTS = { WORKSPACE_PORT: 3000, HANDLER_PORT: 3010, LAMBDA_PORT: 3011 } as const;
export type PortName = keyof typeof PORTS;
export type Ports = Record<PortName, number>;

/** The ports that the environment asks for, or what is wrong with it, in a sentence. */
export function readPorts(env: Readonly<Record<string, string | undefined>>): Ports | string {
  const read = (name: PortName) => Number(env[name] || PORTS[name]);
  const ports: Ports = { WORKSPACE_PORT: read('WORKSPACE_PORT'), HANDLER_PORT: read('HANDLER_PORT'), LAMBDA_PORT: read('LAMBDA_PORT') };
  const numbers = Object.values(ports);
  const odd = Object.entries(ports).find(([, port]) => !Number.isInteger(port) || port < 1 || port > 65_535);
  if (odd) return `${odd[0]} is no port: set it to a number from 1 to 65535.`;
  if (new Set(numbers).size < numbers.length) return `${Object.keys(ports).join(', ')} must be different ports.`;
  return ports;
}

export const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, HOST, () => server.close(() => resolve(true)));
  });

/** The first port that somebody else holds, in a sentence; undefined if all are free. */
export async function takenPort(ports: Ports): Promise<string | undefined> {
  for (const [name, port] of Object.entries(ports)) {
    if (!(await isFree(port))) return `Port ${port} is taken. Set ${name} to another one: ${name}=${port + 20} npm start`;
  }
  return undefined;
}

/** True once something listens. */
export const answers = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, HOST);
    const end = (found: boolean) => {
      socket.destroy();
      resolve(found);
    };
    socket.once('connect', () => end(true)).once('error', () => end(false));
  });
