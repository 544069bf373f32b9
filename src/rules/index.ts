// Written by `npm run update`.
import type { Rule } from '../model/rule.js';
import receiveConnectorPinsMissingCertificate from './certificates/receive-connector-pins-missing-certificate.js';
import narrowerReceiveConnectorAnswers from './connectors/narrower-receive-connector-answers.js';
import receiveConnectorAuthLacksTls from './connectors/receive-connector-auth-lacks-tls.js';
import mailErrorSaysTooLittle from './routing/mail-error-says-too-little.js';
import applicationDoesNotUseStarttls from './starttls/application-does-not-use-starttls.js';
import connectorRequiresTlsSenderSendsPlain from './starttls/connector-requires-tls-sender-sends-plain.js';
import hybridServerWithholdsStarttls from './starttls/hybrid-server-withholds-starttls.js';
import partnerDoesNotOfferStarttls from './starttls/partner-does-not-offer-starttls.js';
import receiveConnectorDoesNotOfferStarttls from './starttls/receive-connector-does-not-offer-starttls.js';
import smtpInspectionRemovesStarttls from './starttls/smtp-inspection-removes-starttls.js';
import starttlsRequiredButNotOffered from './starttls/starttls-required-but-not-offered.js';

export const rules: readonly Rule[] = [
  receiveConnectorPinsMissingCertificate,
  narrowerReceiveConnectorAnswers,
  receiveConnectorAuthLacksTls,
  mailErrorSaysTooLittle,
  applicationDoesNotUseStarttls,
  connectorRequiresTlsSenderSendsPlain,
  hybridServerWithholdsStarttls,
  partnerDoesNotOfferStarttls,
  receiveConnectorDoesNotOfferStarttls,
  smtpInspectionRemovesStarttls,
  starttlsRequiredButNotOffered,
];
