import { hostname, networkInterfaces } from 'node:os';

/** The name for EHLO: this computer's full name, or its address in brackets where it has none (RFC 5321, section 4.1.3). */
export function ownName(): string {
  const name = hostname();
  if (/^[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}$/.test(name)) return name;
  const address = Object.values(networkInterfaces())
    .flat()
    .find((one) => one?.family === 'IPv4' && !one.internal);
  return `[${address?.address ?? '127.0.0.1'}]`;
}
