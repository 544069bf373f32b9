import type { Form } from './forms.js';
import type { Parser } from './paste.js';
import { readProtocolLog } from './protocol-log.js';
import { readQueueError } from './queue-error.js';
import { readShellOutput } from './shell-output.js';

/** The parser of each form that few pastes hold. */
export const RARE: Readonly<Record<Form, Parser>> = {
  'protocol-log': readProtocolLog,
  queue: readQueueError,
  shell: readShellOutput,
};
