import type { ConnectorClue } from '../model/evidence.js';

/** A send connector to Exchange Online: by its address space, its smart host or the name that it checks. */
export const leadsToOnline = ({ direction, properties }: ConnectorClue): boolean =>
  direction === 'send' &&
  ['addressspaces', 'smarthosts', 'tlsdomain'].some((name) =>
    /\.mail\.onmicrosoft\.com|protection\.outlook\.com|\.mx\.microsoft/i.test(properties.get(name) ?? ''),
  );

/** A property that prints False. */
export const saysFalse = (clue: { readonly properties: ReadonlyMap<string, string> }, name: string): boolean =>
  clue.properties.get(name)?.trim().toLowerCase() === 'false';
