// Written by `npm run update`.
import type { Rule } from '../model/rule.js';
import certificateMissingOnOneServer from './certificates/certificate-missing-on-one-server.js';
import certificateNotEnabledForSmtp from './certificates/certificate-not-enabled-for-smtp.js';
import certificateWithoutPrivateKey from './certificates/certificate-without-private-key.js';
import connectorFqdnWithoutCertificate from './certificates/connector-fqdn-without-certificate.js';
import internalTransportCertificateExpired from './certificates/internal-transport-certificate-expired.js';
import internalTransportCertificateExpiresSoon from './certificates/internal-transport-certificate-expires-soon.js';
import receiveConnectorPinsMissingCertificate from './certificates/receive-connector-pins-missing-certificate.js';
import receiveConnectorPresentsSelfSignedCertificate from './certificates/receive-connector-presents-self-signed-certificate.js';
import sendConnectorFqdnWithoutCertificate from './certificates/send-connector-fqdn-without-certificate.js';
import sendConnectorPinsMissingCertificate from './certificates/send-connector-pins-missing-certificate.js';
import sendConnectorStillNamesOldCertificate from './certificates/send-connector-still-names-old-certificate.js';
import starttlsCertificateExpired from './certificates/starttls-certificate-expired.js';
import starttlsCertificateExpiresSoon from './certificates/starttls-certificate-expires-soon.js';
import hybridObjectsNameDifferentCertificates from './connectors/hybrid-objects-name-different-certificates.js';
import narrowerReceiveConnectorAnswers from './connectors/narrower-receive-connector-answers.js';
import receiveConnectorAuthLacksTls from './connectors/receive-connector-auth-lacks-tls.js';
import serversNameDifferentCertificates from './connectors/servers-name-different-certificates.js';
import dailyRecipientLimitIsReached from './limits/daily-recipient-limit-is-reached.js';
import failingApplicationIsThrottled from './limits/failing-application-is-throttled.js';
import mailboxReceivesTooMuchMail from './limits/mailbox-receives-too-much-mail.js';
import oneSenderFloodsTheMailbox from './limits/one-sender-floods-the-mailbox.js';
import recipientMailboxIsFull from './limits/recipient-mailbox-is-full.js';
import submissionQuotaOfSenderIsUsedUp from './limits/submission-quota-of-sender-is-used-up.js';
import accountIsBlockedForOutboundSpam from './policy/account-is-blocked-for-outbound-spam.js';
import fromHeaderHasSeveralAddresses from './policy/from-header-has-several-addresses.js';
import cachedExchangeAddressIsGone from './recipients/cached-exchange-address-is-gone.js';
import recipientAddressDoesNotExist from './recipients/recipient-address-does-not-exist.js';
import recipientAddressIsMalformed from './recipients/recipient-address-is-malformed.js';
import recipientDomainHasNoDot from './recipients/recipient-domain-has-no-dot.js';
import recipientDomainIsReservedForTests from './recipients/recipient-domain-is-reserved-for-tests.js';
import senderAddressIsMalformed from './recipients/sender-address-is-malformed.js';
import twoRecipientsShareOneAddress from './recipients/two-recipients-share-one-address.js';
import mailErrorSaysTooLittle from './routing/mail-error-says-too-little.js';
import onlyTheReplyCodeIsKnown from './routing/only-the-reply-code-is-known.js';
import onlyTheStatusCodeIsKnown from './routing/only-the-status-code-is-known.js';
import applicationDoesNotUseStarttls from './starttls/application-does-not-use-starttls.js';
import connectorRequiresTlsSenderSendsPlain from './starttls/connector-requires-tls-sender-sends-plain.js';
import hybridServerWithholdsStarttls from './starttls/hybrid-server-withholds-starttls.js';
import partnerDoesNotOfferStarttls from './starttls/partner-does-not-offer-starttls.js';
import receiveConnectorDoesNotOfferStarttls from './starttls/receive-connector-does-not-offer-starttls.js';
import smtpInspectionRemovesStarttls from './starttls/smtp-inspection-removes-starttls.js';
import starttlsRequiredButNotOffered from './starttls/starttls-required-but-not-offered.js';

export const rules: readonly Rule[] = [
  certificateMissingOnOneServer,
  certificateNotEnabledForSmtp,
  certificateWithoutPrivateKey,
  connectorFqdnWithoutCertificate,
  internalTransportCertificateExpired,
  internalTransportCertificateExpiresSoon,
  receiveConnectorPinsMissingCertificate,
  receiveConnectorPresentsSelfSignedCertificate,
  sendConnectorFqdnWithoutCertificate,
  sendConnectorPinsMissingCertificate,
  sendConnectorStillNamesOldCertificate,
  starttlsCertificateExpired,
  starttlsCertificateExpiresSoon,
  hybridObjectsNameDifferentCertificates,
  narrowerReceiveConnectorAnswers,
  receiveConnectorAuthLacksTls,
  serversNameDifferentCertificates,
  dailyRecipientLimitIsReached,
  failingApplicationIsThrottled,
  mailboxReceivesTooMuchMail,
  oneSenderFloodsTheMailbox,
  recipientMailboxIsFull,
  submissionQuotaOfSenderIsUsedUp,
  accountIsBlockedForOutboundSpam,
  fromHeaderHasSeveralAddresses,
  cachedExchangeAddressIsGone,
  recipientAddressDoesNotExist,
  recipientAddressIsMalformed,
  recipientDomainHasNoDot,
  recipientDomainIsReservedForTests,
  senderAddressIsMalformed,
  twoRecipientsShareOneAddress,
  mailErrorSaysTooLittle,
  onlyTheReplyCodeIsKnown,
  onlyTheStatusCodeIsKnown,
  applicationDoesNotUseStarttls,
  connectorRequiresTlsSenderSendsPlain,
  hybridServerWithholdsStarttls,
  partnerDoesNotOfferStarttls,
  receiveConnectorDoesNotOfferStarttls,
  smtpInspectionRemovesStarttls,
  starttlsRequiredButNotOffered,
];
