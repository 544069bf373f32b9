import type { Paste } from '../text/paste.js';
import { isPrompt, type ShellLine } from './lines.js';
import { MOST_OBJECTS, type Property, printedAt, type ShellObject } from './objects.js';
import { type Heading, headingAt } from './servers.js';

const MOST_LINES = 6;
/** The connector that was typed: in quotes, or a word that is no parameter. */
const TYPED = /(?:Send|Receive)Connector (?:-Identity )?(?:"([^"\n]{1,128})"|'([^'\n]{1,128})'|([A-Za-z0-9][\w.\\-]{0,127}))/i;

/** What `(Get-SendConnector 'Outbound').TlsCertificateName` prints: names of certificates without the name of the property. */
export function bareNames(paste: Paste, lines: readonly ShellLine[], headings: readonly Heading[]): ShellObject[] {
  const objects: ShellObject[] = [];
  for (let i = 0; i < lines.length && objects.length < MOST_OBJECTS; i += 1) {
    const first = lines[i];
    if (!first?.text.startsWith('<I>')) continue;
    const typed = headingAt(headings, first.number);
    if (!asksForName(typed)) continue;
    const block = blockFrom(lines, i);
    i += block.length - 1;
    const [from, to] = [first.start, block.at(-1)?.end ?? first.end];
    const value = block.map(({ start, end }) => printedAt(paste, start, end)).join(block.some(({ full }) => full) ? '' : ' ');
    objects.push({
      properties: new Map([...identityIn(typed, from, to), ['tlscertificatename', { value, from, to }]]),
      lines: block.map(({ number }) => number),
    });
  }
  return objects;
}

const asksForName = (heading: Heading | undefined): heading is Heading => heading?.typed.toLowerCase().includes('.tlscertificatename') === true;

/** A name goes on until the next one, a blank line or a command. */
function blockFrom(lines: readonly ShellLine[], at: number): ShellLine[] {
  const block = lines.slice(at, at + 1);
  for (let line = lines[at + 1]; line && block.length < MOST_LINES; line = lines[at + block.length]) {
    if (line.text === '' || line.text.startsWith('<I>') || isPrompt(line)) break;
    block.push(line);
  }
  return block;
}

function identityIn({ typed }: Heading, from: number, to: number): [string, Property][] {
  const found = TYPED.exec(typed.slice(0, 400));
  const value = found?.[1] ?? found?.[2] ?? found?.[3];
  return value === undefined ? [] : [['identity', { value, from, to }]];
}

/** The same as an object: `CertificateIssuer : …` and `CertificateSubject : …`, under the command that asked for it. */
export function withName(object: ShellObject, heading: Heading | undefined): ShellObject {
  const { properties } = object;
  const [issuer, subject] = [properties.get('certificateissuer'), properties.get('certificatesubject')];
  if (!issuer || !subject || !asksForName(heading)) return object;
  const [from, to] = [Math.min(issuer.from, subject.from), Math.max(issuer.to, subject.to)];
  const name: Property = { value: `<I>${issuer.value}<S>${subject.value}`, from, to };
  return { ...object, properties: new Map([...properties, ...identityIn(heading, from, to), ['tlscertificatename', name]]) };
}
