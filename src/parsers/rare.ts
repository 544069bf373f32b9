import { readAbuseReport } from './abuse-report.js';
import { readBounce } from './bounce.js';
import { readCertificateText } from './certificate-text.js';
import { readDnsAnswer } from './dns-answer.js';
import { readEventDetails } from './event-details.js';
import { readFailedCalls } from './failed-calls.js';
import type { Form } from './forms.js';
import { readMailLog } from './mail-log.js';
import { readMessageTrace } from './message-trace.js';
import type { Parser } from './paste.js';
import { readProtocolLog } from './protocol-log.js';
import { readQueueError } from './queue-error.js';
import { readShellOutput } from './shell-output.js';
import { readSocketErrors } from './socket-errors.js';
import { readStsPolicy } from './sts-policy.js';
import { readTlsClient } from './tls-client.js';
import { readTlsReport } from './tls-report.js';
import { readTlsWords } from './tls-words.js';

export { pairUp } from './pairing.js';

/** The parser of each form that few pastes hold. */
export const RARE: Readonly<Record<Form, Parser>> = {
  'protocol-log': readProtocolLog,
  'tls-client': readTlsClient,
  'mail-log': readMailLog,
  'failed-call': readFailedCalls,
  event: readEventDetails,
  'message-trace': readMessageTrace,
  'tls-words': readTlsWords,
  'socket-error': readSocketErrors,
  bounce: readBounce,
  'abuse-report': readAbuseReport,
  certificate: readCertificateText,
  'tls-report': readTlsReport,
  'sts-policy': readStsPolicy,
  dns: readDnsAnswer,
  queue: readQueueError,
  shell: readShellOutput,
};
