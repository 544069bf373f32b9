import { readAbuseReport } from './bounce/abuse-report.js';
import { readBounce } from './bounce/bounce.js';
import { readSesNotice } from './bounce/ses-notice.js';
import { readCertificateText } from './certificate/certificate-text.js';
import { readDnsAnswer } from './dns/dns-answer.js';
import { readEventDetails } from './event/details.js';
import type { Form } from './forms.js';
import { readConnectivityLog } from './log/connectivity-log.js';
import { readMailLog } from './log/mail-log.js';
import { readMessageTrace } from './log/message-trace.js';
import { readProtocolLog } from './log/protocol-log.js';
import { readProbeReport } from './probe/probe-report.js';
import { readQueueError } from './queue/queue-error.js';
import { readFailedCalls } from './session/failed-calls.js';
import { readSocketErrors } from './session/socket-errors.js';
import { readTlsClient } from './session/tls-client.js';
import { readShellOutput } from './shell/shell-output.js';
import { readTlsRegistry } from './shell/tls-registry.js';
import { readWizard } from './shell/wizard.js';
import type { Parser } from './text/paste.js';
import { readStsPolicy } from './tls/sts-policy.js';
import { readTlsReport } from './tls/tls-report.js';
import { readTlsWords } from './tls/tls-words.js';

export { pairUp } from './pairing.js';

/** The parser of each form that few pastes hold. */
export const RARE: Readonly<Record<Form, Parser>> = {
  'protocol-log': readProtocolLog,
  'connectivity-log': readConnectivityLog,
  'tls-client': readTlsClient,
  'mail-log': readMailLog,
  'failed-call': readFailedCalls,
  event: readEventDetails,
  'message-trace': readMessageTrace,
  'tls-words': readTlsWords,
  'socket-error': readSocketErrors,
  bounce: readBounce,
  'abuse-report': readAbuseReport,
  'ses-notice': readSesNotice,
  certificate: readCertificateText,
  'tls-report': readTlsReport,
  'probe-report': readProbeReport,
  'sts-policy': readStsPolicy,
  dns: readDnsAnswer,
  queue: readQueueError,
  'tls-registry': readTlsRegistry,
  shell: readShellOutput,
  wizard: readWizard,
};
