// Written by `npm run update`.
import type { Rule } from '../model/rule.js';
import basicAuthenticationForSmtpIsOff from './authentication/basic-authentication-for-smtp-is-off.js';
import clientSendsWithoutSigningIn from './authentication/client-sends-without-signing-in.js';
import domainSecuredPartnerFailsMutualTls from './authentication/domain-secured-partner-fails-mutual-tls.js';
import domainSecuredSenderIsNotAuthenticated from './authentication/domain-secured-sender-is-not-authenticated.js';
import domainSecurityIsOffOnTheConnector from './authentication/domain-security-is-off-on-the-connector.js';
import edgeDirectTrustFails from './authentication/edge-direct-trust-fails.js';
import exchangeSaysNotAuthorized from './authentication/exchange-says-not-authorized.js';
import exchangeServerAuthenticationIsNotOffered from './authentication/exchange-server-authentication-is-not-offered.js';
import exchangeServersFailToSignIn from './authentication/exchange-servers-fail-to-sign-in.js';
import mailServerDemandsClientCertificate from './authentication/mail-server-demands-client-certificate.js';
import receiveConnectorWantsASignIn from './authentication/receive-connector-wants-a-sign-in.js';
import securityDefaultsBlockTheSmtpSignIn from './authentication/security-defaults-block-the-smtp-sign-in.js';
import securitySubsystemDoesNotStart from './authentication/security-subsystem-does-not-start.js';
import sendAsIsDenied from './authentication/send-as-is-denied.js';
import signInMayNotUseTheFromAddress from './authentication/sign-in-may-not-use-the-from-address.js';
import signInMechanismIsNotOffered from './authentication/sign-in-mechanism-is-not-offered.js';
import signInToReceiveConnectorFails from './authentication/sign-in-to-receive-connector-fails.js';
import smartHostRefusesTheSignIn from './authentication/smart-host-refuses-the-sign-in.js';
import smtpAuthIsOffForTheMailbox from './authentication/smtp-auth-is-off-for-the-mailbox.js';
import smtpAuthIsOffForTheTenant from './authentication/smtp-auth-is-off-for-the-tenant.js';
import smtpSignInFailsPasswordOrPolicy from './authentication/smtp-sign-in-fails-password-or-policy.js';
import smtpSignInIsRefused from './authentication/smtp-sign-in-is-refused.js';
import applicationCallsServerByOtherName from './certificates/application-calls-server-by-other-name.js';
import applicationDistrustsServerCertificate from './certificates/application-distrusts-server-certificate.js';
import calledServerCertificateHasExpired from './certificates/called-server-certificate-has-expired.js';
import calledServerCertificateIsRevoked from './certificates/called-server-certificate-is-revoked.js';
import certificateIsTooWeakForCaller from './certificates/certificate-is-too-weak-for-caller.js';
import certificateLacksClientAuthentication from './certificates/certificate-lacks-client-authentication.js';
import certificateMissingOnOneServer from './certificates/certificate-missing-on-one-server.js';
import certificateNotEnabledForSmtp from './certificates/certificate-not-enabled-for-smtp.js';
import certificateRevocationCannotBeChecked from './certificates/certificate-revocation-cannot-be-checked.js';
import certificateWithoutPrivateKey from './certificates/certificate-without-private-key.js';
import certificatesAreSentInWrongOrder from './certificates/certificates-are-sent-in-wrong-order.js';
import clientFrontendPresentsSelfSignedCertificate from './certificates/client-frontend-presents-self-signed-certificate.js';
import connectorFqdnWithoutCertificate from './certificates/connector-fqdn-without-certificate.js';
import defaultSmtpCertificateIsAboutToChange from './certificates/default-smtp-certificate-is-about-to-change.js';
import edgeServerLacksConnectorCertificate from './certificates/edge-server-lacks-connector-certificate.js';
import exchangeCertificateIsTooWeak from './certificates/exchange-certificate-is-too-weak.js';
import exchangeCertificateLacksCalledName from './certificates/exchange-certificate-lacks-called-name.js';
import exchangeOnlineDistrustsNextHop from './certificates/exchange-online-distrusts-next-hop.js';
import exchangeOnlineExpectsAnotherName from './certificates/exchange-online-expects-another-name.js';
import exchangeOnlineFindsCertificateExpired from './certificates/exchange-online-finds-certificate-expired.js';
import exchangeShowsPrivateCaCertificate from './certificates/exchange-shows-private-ca-certificate.js';
import expiredCertificateSharesNameWithRenewed from './certificates/expired-certificate-shares-name-with-renewed.js';
import intermediateCertificateHasExpired from './certificates/intermediate-certificate-has-expired.js';
import intermediateCertificateIsMissing from './certificates/intermediate-certificate-is-missing.js';
import internalTransportCertificateCannotBeRemoved from './certificates/internal-transport-certificate-cannot-be-removed.js';
import internalTransportCertificateExpired from './certificates/internal-transport-certificate-expired.js';
import internalTransportCertificateExpiresSoon from './certificates/internal-transport-certificate-expires-soon.js';
import internalTransportCertificateIsMissing from './certificates/internal-transport-certificate-is-missing.js';
import mailServerCertificateExpiresSoon from './certificates/mail-server-certificate-expires-soon.js';
import mailServerCertificateHasExpired from './certificates/mail-server-certificate-has-expired.js';
import mailServerCertificateHasNoPublicRoot from './certificates/mail-server-certificate-has-no-public-root.js';
import mailServerCertificateIsTooWeak from './certificates/mail-server-certificate-is-too-weak.js';
import mailServerCertificateLacksItsName from './certificates/mail-server-certificate-lacks-its-name.js';
import mailServerHasNoCertificateForName from './certificates/mail-server-has-no-certificate-for-name.js';
import mailServerSendsNoIntermediate from './certificates/mail-server-sends-no-intermediate.js';
import mxHostCertificateLacksItsName from './certificates/mx-host-certificate-lacks-its-name.js';
import networkServiceCannotReadPrivateKey from './certificates/network-service-cannot-read-private-key.js';
import nextHopCertificateFailsValidation from './certificates/next-hop-certificate-fails-validation.js';
import nextHopCertificateHasUntrustedRoot from './certificates/next-hop-certificate-has-untrusted-root.js';
import nextHopCertificateLacksExpectedName from './certificates/next-hop-certificate-lacks-expected-name.js';
import otherServerInternalCertificateExpired from './certificates/other-server-internal-certificate-expired.js';
import ownCertificateIsRevoked from './certificates/own-certificate-is-revoked.js';
import ownCertificateKeyFails from './certificates/own-certificate-key-fails.js';
import peerRefusesCertificateShown from './certificates/peer-refuses-certificate-shown.js';
import privateKeySitsInCngProvider from './certificates/private-key-sits-in-cng-provider.js';
import publicCertificateBecameTheInternalOne from './certificates/public-certificate-became-the-internal-one.js';
import receiveConnectorFqdnHasInvalidCharacter from './certificates/receive-connector-fqdn-has-invalid-character.js';
import receiveConnectorPinsMissingCertificate from './certificates/receive-connector-pins-missing-certificate.js';
import receiveConnectorPresentsSelfSignedCertificate from './certificates/receive-connector-presents-self-signed-certificate.js';
import receiverDistrustsSentCertificate from './certificates/receiver-distrusts-sent-certificate.js';
import sendConnectorFqdnWithoutCertificate from './certificates/send-connector-fqdn-without-certificate.js';
import sendConnectorPinsMissingCertificate from './certificates/send-connector-pins-missing-certificate.js';
import sendConnectorStillNamesOldCertificate from './certificates/send-connector-still-names-old-certificate.js';
import sendingServerCannotVerifyCertificate from './certificates/sending-server-cannot-verify-certificate.js';
import sentCertificateLacksItsChain from './certificates/sent-certificate-lacks-its-chain.js';
import serverCannotCheckItsOwnCertificate from './certificates/server-cannot-check-its-own-certificate.js';
import serverCertificateIsNotValidYet from './certificates/server-certificate-is-not-valid-yet.js';
import serverCertificateLacksServerUsage from './certificates/server-certificate-lacks-server-usage.js';
import starttlsCertificateExpired from './certificates/starttls-certificate-expired.js';
import starttlsCertificateExpiresSoon from './certificates/starttls-certificate-expires-soon.js';
import tlsCertificateNameIsMalformed from './certificates/tls-certificate-name-is-malformed.js';
import tlsCertificateNameIsTooLongForEdge from './certificates/tls-certificate-name-is-too-long-for-edge.js';
import transportMayNotUseCertificate from './certificates/transport-may-not-use-certificate.js';
import connectorTrustsEveryAddress from './connectors/connector-trusts-every-address.js';
import defaultConnectorBarsExchangeServers from './connectors/default-connector-bars-exchange-servers.js';
import defaultConnectorHasAnotherFqdn from './connectors/default-connector-has-another-fqdn.js';
import directSendIsRefused from './connectors/direct-send-is-refused.js';
import ehloIsMissing from './connectors/ehlo-is-missing.js';
import ehloNameIsMalformed from './connectors/ehlo-name-is-malformed.js';
import gatewayAnswersInPlaceOfExchange from './connectors/gateway-answers-in-place-of-exchange.js';
import hubConnectorListensOnPort25 from './connectors/hub-connector-listens-on-port-25.js';
import hybridObjectsNameDifferentCertificates from './connectors/hybrid-objects-name-different-certificates.js';
import narrowerReceiveConnectorAnswers from './connectors/narrower-receive-connector-answers.js';
import oneOfSeveralServersShowsFaultyCertificate from './connectors/one-of-several-servers-shows-faulty-certificate.js';
import outboundConnectorNamesAnotherHost from './connectors/outbound-connector-names-another-host.js';
import partnerConnectorRefusesTheSource from './connectors/partner-connector-refuses-the-source.js';
import receiveConnectorAuthLacksTls from './connectors/receive-connector-auth-lacks-tls.js';
import receiveConnectorListsOldCloudAddresses from './connectors/receive-connector-lists-old-cloud-addresses.js';
import sendConnectorIgnoresStarttls from './connectors/send-connector-ignores-starttls.js';
import serverDoesNotKnowAnSmtpCommand from './connectors/server-does-not-know-an-smtp-command.js';
import serverGreetsWithTheReceiversName from './connectors/server-greets-with-the-receivers-name.js';
import serversBehindOneNameDiffer from './connectors/servers-behind-one-name-differ.js';
import serversNameDifferentCertificates from './connectors/servers-name-different-certificates.js';
import transportPortIsAlreadyTaken from './connectors/transport-port-is-already-taken.js';
import dnsServersOfTheDomainFail from './dns/dns-servers-of-the-domain-fail.js';
import domainHasNoMailServer from './dns/domain-has-no-mail-server.js';
import domainTakesNoMail from './dns/domain-takes-no-mail.js';
import exchangeOnlineCannotResolveDomain from './dns/exchange-online-cannot-resolve-domain.js';
import exchangeServerDnsQueryFails from './dns/exchange-server-dns-query-fails.js';
import exchangeServerFindsNoDomain from './dns/exchange-server-finds-no-domain.js';
import frontEndAsksWrongDns from './dns/front-end-asks-wrong-dns.js';
import mxRecordIsAnAliasOrAddress from './dns/mx-record-is-an-alias-or-address.js';
import mxRecordNamesAMissingHost from './dns/mx-record-names-a-missing-host.js';
import mxRecordPointsBackToSender from './dns/mx-record-points-back-to-sender.js';
import probedNameDoesNotExist from './dns/probed-name-does-not-exist.js';
import recipientDomainDoesNotExist from './dns/recipient-domain-does-not-exist.js';
import blockListRefusesTheReceiversQuery from './filtering/block-list-refuses-the-receivers-query.js';
import bulkSenderLacksAuthentication from './filtering/bulk-sender-lacks-authentication.js';
import contentFilterQuarantinedTheMessage from './filtering/content-filter-quarantined-the-message.js';
import dkimSignatureIsRefused from './filtering/dkim-signature-is-refused.js';
import exchangeOnlineFilterIsBusy from './filtering/exchange-online-filter-is-busy.js';
import exchangeOnlineThrottlesTheSendingAddress from './filtering/exchange-online-throttles-the-sending-address.js';
import ipv6RangeSendsTooFast from './filtering/ipv6-range-sends-too-fast.js';
import mailFailsSpf from './filtering/mail-fails-spf.js';
import mailIsNotAuthenticated from './filtering/mail-is-not-authenticated.js';
import messageContentCannotBeProcessed from './filtering/message-content-cannot-be-processed.js';
import messageHasBareLineFeeds from './filtering/message-has-bare-line-feeds.js';
import messageIsBrokenMime from './filtering/message-is-broken-mime.js';
import messageIsTakenForSpam from './filtering/message-is-taken-for-spam.js';
import microsoftBansTheSendingAddress from './filtering/microsoft-bans-the-sending-address.js';
import microsoftBlocksTheSendingAddress from './filtering/microsoft-blocks-the-sending-address.js';
import microsoftExaminesTheSendingAddress from './filtering/microsoft-examines-the-sending-address.js';
import outlookComBlocksTheNetwork from './filtering/outlook-com-blocks-the-network.js';
import outlookComLimitsTheSendingAddress from './filtering/outlook-com-limits-the-sending-address.js';
import receiverTakesMailAtTheSecondTry from './filtering/receiver-takes-mail-at-the-second-try.js';
import recipientDomainTakesNoIpv6 from './filtering/recipient-domain-takes-no-ipv6.js';
import recipientsServerTakesTheMessageForSpam from './filtering/recipients-server-takes-the-message-for-spam.js';
import senderDomainFailsDmarc from './filtering/sender-domain-fails-dmarc.js';
import senderDomainIsNotInDns from './filtering/sender-domain-is-not-in-dns.js';
import senderFilterRefusesTheSender from './filtering/sender-filter-refuses-the-sender.js';
import sendingAddressHasPoorReputation from './filtering/sending-address-has-poor-reputation.js';
import sendingAddressIsOnABlockList from './filtering/sending-address-is-on-a-block-list.js';
import sendingAddressLacksReverseDns from './filtering/sending-address-lacks-reverse-dns.js';
import sendingHostIsListedBySpamhaus from './filtering/sending-host-is-listed-by-spamhaus.js';
import sharedOnlineAddressIsRefused from './filtering/shared-online-address-is-refused.js';
import cloudCertificateFailsValidation from './hybrid/cloud-certificate-fails-validation.js';
import exchangeBuildIsOutOfDate from './hybrid/exchange-build-is-out-of-date.js';
import exchangeOnlineCannotAttributeMail from './hybrid/exchange-online-cannot-attribute-mail.js';
import exchangeOnlineRootIsNotTrusted from './hybrid/exchange-online-root-is-not-trusted.js';
import inboundConnectorDropsCrossPremisesHeaders from './hybrid/inbound-connector-drops-cross-premises-headers.js';
import outboundConnectorMissesTheRecipient from './hybrid/outbound-connector-misses-the-recipient.js';
import receiveConnectorLacksCloudCapability from './hybrid/receive-connector-lacks-cloud-capability.js';
import receiveConnectorNamesOldCloudCertificate from './hybrid/receive-connector-names-old-cloud-certificate.js';
import relayDomainsAreNotInTheTenant from './hybrid/relay-domains-are-not-in-the-tenant.js';
import remoteDomainDoesNotTrustCloudMail from './hybrid/remote-domain-does-not-trust-cloud-mail.js';
import sendConnectorDropsCrossPremisesHeaders from './hybrid/send-connector-drops-cross-premises-headers.js';
import smartHostNameOfExchangeOnlineIsGone from './hybrid/smart-host-name-of-exchange-online-is-gone.js';
import wizardCertificateLacksSmtp from './hybrid/wizard-certificate-lacks-smtp.js';
import wizardFindsNoDefaultReceiveConnector from './hybrid/wizard-finds-no-default-receive-connector.js';
import wizardFindsNoUsableCertificate from './hybrid/wizard-finds-no-usable-certificate.js';
import wizardMeetsStaleCertificateName from './hybrid/wizard-meets-stale-certificate-name.js';
import applicationOpensTooManyConnections from './limits/application-opens-too-many-connections.js';
import attachmentHoldsTooManyEmbeddedFiles from './limits/attachment-holds-too-many-embedded-files.js';
import dailyRecipientLimitIsReached from './limits/daily-recipient-limit-is-reached.js';
import exchangeIsShortOfDiskOrMemory from './limits/exchange-is-short-of-disk-or-memory.js';
import failingApplicationIsThrottled from './limits/failing-application-is-throttled.js';
import mailboxFolderHoldsTooManyItems from './limits/mailbox-folder-holds-too-many-items.js';
import mailboxGetsTooManyMailsAtOnce from './limits/mailbox-gets-too-many-mails-at-once.js';
import mailboxReceivesTooMuchMail from './limits/mailbox-receives-too-much-mail.js';
import messageExceedsASizeLimitOnTheWay from './limits/message-exceeds-a-size-limit-on-the-way.js';
import messageHasTooManyRecipients from './limits/message-has-too-many-recipients.js';
import messageIsTooLargeForTheRecipient from './limits/message-is-too-large-for-the-recipient.js';
import messageIsTooLargeForTheSender from './limits/message-is-too-large-for-the-sender.js';
import obsoleteGroupMailboxIsFull from './limits/obsolete-group-mailbox-is-full.js';
import oneSenderFloodsTheMailbox from './limits/one-sender-floods-the-mailbox.js';
import onmicrosoftDomainReachesItsLimit from './limits/onmicrosoft-domain-reaches-its-limit.js';
import publicFolderIsFull from './limits/public-folder-is-full.js';
import recipientMailboxIsFull from './limits/recipient-mailbox-is-full.js';
import recipientsOrganizationQueueIsFull from './limits/recipients-organization-queue-is-full.js';
import richTextMakesAHeaderTooLong from './limits/rich-text-makes-a-header-too-long.js';
import submissionQuotaOfSenderIsUsedUp from './limits/submission-quota-of-sender-is-used-up.js';
import temporaryDriveIsFull from './limits/temporary-drive-is-full.js';
import tenantReachesItsRecipientLimit from './limits/tenant-reaches-its-recipient-limit.js';
import tooManyConnectionsToExchangeOnline from './limits/too-many-connections-to-exchange-online.js';
import trialTenantReachesItsRecipientLimit from './limits/trial-tenant-reaches-its-recipient-limit.js';
import accountIsBlockedForOutboundSpam from './policy/account-is-blocked-for-outbound-spam.js';
import blockedAddressIsOnTheAllowList from './policy/blocked-address-is-on-the-allow-list.js';
import connectorDemandsDane from './policy/connector-demands-dane.js';
import daneCertificateExpired from './policy/dane-certificate-expired.js';
import daneCertificateLacksHostName from './policy/dane-certificate-lacks-host-name.js';
import daneDnssecBroken from './policy/dane-dnssec-broken.js';
import daneDomainLacksStarttls from './policy/dane-domain-lacks-starttls.js';
import daneTlsaRecordDoesNotMatch from './policy/dane-tlsa-record-does-not-match.js';
import ehloNameIsRefused from './policy/ehlo-name-is-refused.js';
import externalForwardingIsNotAllowed from './policy/external-forwarding-is-not-allowed.js';
import fromHeaderHasNoAddress from './policy/from-header-has-no-address.js';
import fromHeaderHasSeveralAddresses from './policy/from-header-has-several-addresses.js';
import highVolumeEmailAccountIsRefused from './policy/high-volume-email-account-is-refused.js';
import journalReportsGoToExchangeOnline from './policy/journal-reports-go-to-exchange-online.js';
import mailFlowRuleRejectsTheMessage from './policy/mail-flow-rule-rejects-the-message.js';
import mailFlowRuleRejectsWithItsOwnCode from './policy/mail-flow-rule-rejects-with-its-own-code.js';
import mailIsRefusedByAPolicy from './policy/mail-is-refused-by-a-policy.js';
import microsoftBansTheSendingDomain from './policy/microsoft-bans-the-sending-domain.js';
import microsoftBlocksTheInboundConnector from './policy/microsoft-blocks-the-inbound-connector.js';
import microsoftBlocksTheTenant from './policy/microsoft-blocks-the-tenant.js';
import mtaStsCertificateFails from './policy/mta-sts-certificate-fails.js';
import mtaStsPolicyCannotBeRead from './policy/mta-sts-policy-cannot-be-read.js';
import mtaStsPolicyLacksMxHost from './policy/mta-sts-policy-lacks-mx-host.js';
import newTenantIsNotTrustedYet from './policy/new-tenant-is-not-trusted-yet.js';
import ownTenantBlocksTheRecipient from './policy/own-tenant-blocks-the-recipient.js';
import receiverDefersEverythingFromThisAddress from './policy/receiver-defers-everything-from-this-address.js';
import recipientsOrganizationBlocksTheAddress from './policy/recipients-organization-blocks-the-address.js';
import recipientsServerRefusesForItsOwnReason from './policy/recipients-server-refuses-for-its-own-reason.js';
import recipientsServerRefusesTheSender from './policy/recipients-server-refuses-the-sender.js';
import sendingAccountIsBanned from './policy/sending-account-is-banned.js';
import serverRefusesToRelay from './policy/server-refuses-to-relay.js';
import tenantRelaysForUnregisteredDomains from './policy/tenant-relays-for-unregistered-domains.js';
import tlsaLookupFails from './policy/tlsa-lookup-fails.js';
import cachedExchangeAddressIsGone from './recipients/cached-exchange-address-is-gone.js';
import clutterFolderIsGone from './recipients/clutter-folder-is-gone.js';
import contactHasNoValidSmtpAddress from './recipients/contact-has-no-valid-smtp-address.js';
import dynamicGroupCannotBeExpanded from './recipients/dynamic-group-cannot-be-expanded.js';
import edgeBlockingKnowsNoSuchRecipient from './recipients/edge-blocking-knows-no-such-recipient.js';
import exchangeOnlineBansTheRecipient from './recipients/exchange-online-bans-the-recipient.js';
import forwardingAddressIsInvalid from './recipients/forwarding-address-is-invalid.js';
import forwardingAddressesFormALoop from './recipients/forwarding-addresses-form-a-loop.js';
import groupAcceptsOnlyInternalSenders from './recipients/group-accepts-only-internal-senders.js';
import groupAcceptsOnlyListedSenders from './recipients/group-accepts-only-listed-senders.js';
import mailboxAcceptsOnlyInternalSenders from './recipients/mailbox-accepts-only-internal-senders.js';
import mailboxIsDisabled from './recipients/mailbox-is-disabled.js';
import mailboxIsQuarantined from './recipients/mailbox-is-quarantined.js';
import meetingDelegateIsUnknown from './recipients/meeting-delegate-is-unknown.js';
import microsoft365GroupAcceptsNoOutsideSenders from './recipients/microsoft-365-group-accepts-no-outside-senders.js';
import moderationCannotStart from './recipients/moderation-cannot-start.js';
import moderationLacksItsRetentionTag from './recipients/moderation-lacks-its-retention-tag.js';
import outlookComMailboxDoesNotExist from './recipients/outlook-com-mailbox-does-not-exist.js';
import publicFolderAcceptsOnlyInternalSenders from './recipients/public-folder-accepts-only-internal-senders.js';
import recipientAcceptsOnlyInternalSenders from './recipients/recipient-accepts-only-internal-senders.js';
import recipientAcceptsOnlyListedSenders from './recipients/recipient-accepts-only-listed-senders.js';
import recipientAddressDoesNotExist from './recipients/recipient-address-does-not-exist.js';
import recipientAddressIsMalformed from './recipients/recipient-address-is-malformed.js';
import recipientAddressIsOfAnotherType from './recipients/recipient-address-is-of-another-type.js';
import recipientAddressIsRefused from './recipients/recipient-address-is-refused.js';
import recipientDomainHasNoDot from './recipients/recipient-domain-has-no-dot.js';
import recipientDomainIsReservedForTests from './recipients/recipient-domain-is-reserved-for-tests.js';
import recipientIsOutsideTheAddressBookPolicy from './recipients/recipient-is-outside-the-address-book-policy.js';
import senderAddressIsMalformed from './recipients/sender-address-is-malformed.js';
import twoRecipientsShareOneAddress from './recipients/two-recipients-share-one-address.js';
import backEndRefusesProxiedSession from './routing/back-end-refuses-proxied-session.js';
import connectionToNextHopIsDropped from './routing/connection-to-next-hop-is-dropped.js';
import destinationDoesNotAnswer from './routing/destination-does-not-answer.js';
import exchangeOnlineDefersMail from './routing/exchange-online-defers-mail.js';
import exchangeOnlineFindsNoTenant from './routing/exchange-online-finds-no-tenant.js';
import forwardedMailLeavesByTheRelayPool from './routing/forwarded-mail-leaves-by-the-relay-pool.js';
import frontEndCannotProxy from './routing/front-end-cannot-proxy.js';
import frontEndCannotSecureProxy from './routing/front-end-cannot-secure-proxy.js';
import mailErrorSaysTooLittle from './routing/mail-error-says-too-little.js';
import mailLoopsThroughExchangeOnline from './routing/mail-loops-through-exchange-online.js';
import mailLoopsThroughExchangeServer from './routing/mail-loops-through-exchange-server.js';
import mailWaitsInTheUnreachableQueue from './routing/mail-waits-in-the-unreachable-queue.js';
import mailboxDatabaseTakesNoMail from './routing/mailbox-database-takes-no-mail.js';
import messageCopyCannotBeStored from './routing/message-copy-cannot-be-stored.js';
import messageExpiredInQueue from './routing/message-expired-in-queue.js';
import messageIsDelayed from './routing/message-is-delayed.js';
import messageIsInThePoisonQueue from './routing/message-is-in-the-poison-queue.js';
import messageWasDeletedFromTheQueue from './routing/message-was-deleted-from-the-queue.js';
import nextHopCutsExchangeOnlineOff from './routing/next-hop-cuts-exchange-online-off.js';
import nextHopDoesNotAnswer from './routing/next-hop-does-not-answer.js';
import nextHopFailsExchangeOnline from './routing/next-hop-fails-exchange-online.js';
import nextHopNameDoesNotResolve from './routing/next-hop-name-does-not-resolve.js';
import nextHopRefusesConnections from './routing/next-hop-refuses-connections.js';
import nextHopRefusesExchangeOnline from './routing/next-hop-refuses-exchange-online.js';
import noRouteForRecipient from './routing/no-route-for-recipient.js';
import onlyTheReplyCodeIsKnown from './routing/only-the-reply-code-is-known.js';
import onlyTheStatusCodeIsKnown from './routing/only-the-status-code-is-known.js';
import portSpeaksNoSmtp from './routing/port-speaks-no-smtp.js';
import queueErrorHidesItsReason from './routing/queue-error-hides-its-reason.js';
import queueIsSuspended from './routing/queue-is-suspended.js';
import recipientTenantHasNoMailboxes from './routing/recipient-tenant-has-no-mailboxes.js';
import rulesKeepCreatingMessages from './routing/rules-keep-creating-messages.js';
import serverDoesNotServeTheDomain from './routing/server-does-not-serve-the-domain.js';
import serverGreetsSlowly from './routing/server-greets-slowly.js';
import serverHangsUpBeforeSmtp from './routing/server-hangs-up-before-smtp.js';
import serverRefusesEhlo from './routing/server-refuses-ehlo.js';
import serverTurnsTheCallerAway from './routing/server-turns-the-caller-away.js';
import serverWouldSendToItself from './routing/server-would-send-to-itself.js';
import smartHostLeadsToTheWrongRegion from './routing/smart-host-leads-to-the-wrong-region.js';
import transportServiceIsNotActive from './routing/transport-service-is-not-active.js';
import applicationDoesNotUseStarttls from './starttls/application-does-not-use-starttls.js';
import applicationFindsNoStarttls from './starttls/application-finds-no-starttls.js';
import applicationStartsTlsTooEarly from './starttls/application-starts-tls-too-early.js';
import applicationUsesTls10Or11 from './starttls/application-uses-tls-1-0-or-1-1.js';
import connectorRequiresTlsSenderSendsPlain from './starttls/connector-requires-tls-sender-sends-plain.js';
import dotnetIgnoresSystemTlsSettings from './starttls/dotnet-ignores-system-tls-settings.js';
import exchangeItselfWithholdsStarttls from './starttls/exchange-itself-withholds-starttls.js';
import hybridServerWithholdsStarttls from './starttls/hybrid-server-withholds-starttls.js';
import mailServerOffersNoStarttls from './starttls/mail-server-offers-no-starttls.js';
import mailServerSpeaksOldTlsOnly from './starttls/mail-server-speaks-old-tls-only.js';
import mailServerSpeaksTls13Only from './starttls/mail-server-speaks-tls-1-3-only.js';
import mailServerTakesNoOfferedTls from './starttls/mail-server-takes-no-offered-tls.js';
import noCommonTlsVersionOrCipher from './starttls/no-common-tls-version-or-cipher.js';
import ownNetworkRemovesStarttls from './starttls/own-network-removes-starttls.js';
import partnerDoesNotOfferStarttls from './starttls/partner-does-not-offer-starttls.js';
import plainTextReachedTlsPort from './starttls/plain-text-reached-tls-port.js';
import popOrImapClientUsesOldTls from './starttls/pop-or-imap-client-uses-old-tls.js';
import postfixOrEximCannotStartTls from './starttls/postfix-or-exim-cannot-start-tls.js';
import receiveConnectorDoesNotOfferStarttls from './starttls/receive-connector-does-not-offer-starttls.js';
import schannelAlertNeedsItsSession from './starttls/schannel-alert-needs-its-session.js';
import schannelCannotCreateCredential from './starttls/schannel-cannot-create-credential.js';
import serverAnswersStarttlsWithoutTls from './starttls/server-answers-starttls-without-tls.js';
import serverEndsTlsHandshake from './starttls/server-ends-tls-handshake.js';
import serverFailsToStartOfferedTls from './starttls/server-fails-to-start-offered-tls.js';
import smtpInspectionRemovesStarttls from './starttls/smtp-inspection-removes-starttls.js';
import starttlsIsOfferedOnTheServerOnly from './starttls/starttls-is-offered-on-the-server-only.js';
import starttlsRequiredButNotOffered from './starttls/starttls-required-but-not-offered.js';
import textFollowsAnswerToStarttls from './starttls/text-follows-answer-to-starttls.js';
import tls12IsOffOnExchangeServer from './starttls/tls-1-2-is-off-on-exchange-server.js';
import tls13IsOnWhereUnsupported from './starttls/tls-1-3-is-on-where-unsupported.js';
import tlsHandshakeBreaksOff from './starttls/tls-handshake-breaks-off.js';
import tlsHandshakeGetsNoAnswer from './starttls/tls-handshake-gets-no-answer.js';
import tlsRegistryContradictsItself from './starttls/tls-registry-contradicts-itself.js';

export const rules: readonly Rule[] = [
  basicAuthenticationForSmtpIsOff,
  clientSendsWithoutSigningIn,
  domainSecuredPartnerFailsMutualTls,
  domainSecuredSenderIsNotAuthenticated,
  domainSecurityIsOffOnTheConnector,
  edgeDirectTrustFails,
  exchangeSaysNotAuthorized,
  exchangeServerAuthenticationIsNotOffered,
  exchangeServersFailToSignIn,
  mailServerDemandsClientCertificate,
  receiveConnectorWantsASignIn,
  securityDefaultsBlockTheSmtpSignIn,
  securitySubsystemDoesNotStart,
  sendAsIsDenied,
  signInMayNotUseTheFromAddress,
  signInMechanismIsNotOffered,
  signInToReceiveConnectorFails,
  smartHostRefusesTheSignIn,
  smtpAuthIsOffForTheMailbox,
  smtpAuthIsOffForTheTenant,
  smtpSignInFailsPasswordOrPolicy,
  smtpSignInIsRefused,
  applicationCallsServerByOtherName,
  applicationDistrustsServerCertificate,
  calledServerCertificateHasExpired,
  calledServerCertificateIsRevoked,
  certificateIsTooWeakForCaller,
  certificateLacksClientAuthentication,
  certificateMissingOnOneServer,
  certificateNotEnabledForSmtp,
  certificateRevocationCannotBeChecked,
  certificateWithoutPrivateKey,
  certificatesAreSentInWrongOrder,
  clientFrontendPresentsSelfSignedCertificate,
  connectorFqdnWithoutCertificate,
  defaultSmtpCertificateIsAboutToChange,
  edgeServerLacksConnectorCertificate,
  exchangeCertificateIsTooWeak,
  exchangeCertificateLacksCalledName,
  exchangeOnlineDistrustsNextHop,
  exchangeOnlineExpectsAnotherName,
  exchangeOnlineFindsCertificateExpired,
  exchangeShowsPrivateCaCertificate,
  expiredCertificateSharesNameWithRenewed,
  intermediateCertificateHasExpired,
  intermediateCertificateIsMissing,
  internalTransportCertificateCannotBeRemoved,
  internalTransportCertificateExpired,
  internalTransportCertificateExpiresSoon,
  internalTransportCertificateIsMissing,
  mailServerCertificateExpiresSoon,
  mailServerCertificateHasExpired,
  mailServerCertificateHasNoPublicRoot,
  mailServerCertificateIsTooWeak,
  mailServerCertificateLacksItsName,
  mailServerHasNoCertificateForName,
  mailServerSendsNoIntermediate,
  mxHostCertificateLacksItsName,
  networkServiceCannotReadPrivateKey,
  nextHopCertificateFailsValidation,
  nextHopCertificateHasUntrustedRoot,
  nextHopCertificateLacksExpectedName,
  otherServerInternalCertificateExpired,
  ownCertificateIsRevoked,
  ownCertificateKeyFails,
  peerRefusesCertificateShown,
  privateKeySitsInCngProvider,
  publicCertificateBecameTheInternalOne,
  receiveConnectorFqdnHasInvalidCharacter,
  receiveConnectorPinsMissingCertificate,
  receiveConnectorPresentsSelfSignedCertificate,
  receiverDistrustsSentCertificate,
  sendConnectorFqdnWithoutCertificate,
  sendConnectorPinsMissingCertificate,
  sendConnectorStillNamesOldCertificate,
  sendingServerCannotVerifyCertificate,
  sentCertificateLacksItsChain,
  serverCannotCheckItsOwnCertificate,
  serverCertificateIsNotValidYet,
  serverCertificateLacksServerUsage,
  starttlsCertificateExpired,
  starttlsCertificateExpiresSoon,
  tlsCertificateNameIsMalformed,
  tlsCertificateNameIsTooLongForEdge,
  transportMayNotUseCertificate,
  connectorTrustsEveryAddress,
  defaultConnectorBarsExchangeServers,
  defaultConnectorHasAnotherFqdn,
  directSendIsRefused,
  ehloIsMissing,
  ehloNameIsMalformed,
  gatewayAnswersInPlaceOfExchange,
  hubConnectorListensOnPort25,
  hybridObjectsNameDifferentCertificates,
  narrowerReceiveConnectorAnswers,
  oneOfSeveralServersShowsFaultyCertificate,
  outboundConnectorNamesAnotherHost,
  partnerConnectorRefusesTheSource,
  receiveConnectorAuthLacksTls,
  receiveConnectorListsOldCloudAddresses,
  sendConnectorIgnoresStarttls,
  serverDoesNotKnowAnSmtpCommand,
  serverGreetsWithTheReceiversName,
  serversBehindOneNameDiffer,
  serversNameDifferentCertificates,
  transportPortIsAlreadyTaken,
  dnsServersOfTheDomainFail,
  domainHasNoMailServer,
  domainTakesNoMail,
  exchangeOnlineCannotResolveDomain,
  exchangeServerDnsQueryFails,
  exchangeServerFindsNoDomain,
  frontEndAsksWrongDns,
  mxRecordIsAnAliasOrAddress,
  mxRecordNamesAMissingHost,
  mxRecordPointsBackToSender,
  probedNameDoesNotExist,
  recipientDomainDoesNotExist,
  blockListRefusesTheReceiversQuery,
  bulkSenderLacksAuthentication,
  contentFilterQuarantinedTheMessage,
  dkimSignatureIsRefused,
  exchangeOnlineFilterIsBusy,
  exchangeOnlineThrottlesTheSendingAddress,
  ipv6RangeSendsTooFast,
  mailFailsSpf,
  mailIsNotAuthenticated,
  messageContentCannotBeProcessed,
  messageHasBareLineFeeds,
  messageIsBrokenMime,
  messageIsTakenForSpam,
  microsoftBansTheSendingAddress,
  microsoftBlocksTheSendingAddress,
  microsoftExaminesTheSendingAddress,
  outlookComBlocksTheNetwork,
  outlookComLimitsTheSendingAddress,
  receiverTakesMailAtTheSecondTry,
  recipientDomainTakesNoIpv6,
  recipientsServerTakesTheMessageForSpam,
  senderDomainFailsDmarc,
  senderDomainIsNotInDns,
  senderFilterRefusesTheSender,
  sendingAddressHasPoorReputation,
  sendingAddressIsOnABlockList,
  sendingAddressLacksReverseDns,
  sendingHostIsListedBySpamhaus,
  sharedOnlineAddressIsRefused,
  cloudCertificateFailsValidation,
  exchangeBuildIsOutOfDate,
  exchangeOnlineCannotAttributeMail,
  exchangeOnlineRootIsNotTrusted,
  inboundConnectorDropsCrossPremisesHeaders,
  outboundConnectorMissesTheRecipient,
  receiveConnectorLacksCloudCapability,
  receiveConnectorNamesOldCloudCertificate,
  relayDomainsAreNotInTheTenant,
  remoteDomainDoesNotTrustCloudMail,
  sendConnectorDropsCrossPremisesHeaders,
  smartHostNameOfExchangeOnlineIsGone,
  wizardCertificateLacksSmtp,
  wizardFindsNoDefaultReceiveConnector,
  wizardFindsNoUsableCertificate,
  wizardMeetsStaleCertificateName,
  applicationOpensTooManyConnections,
  attachmentHoldsTooManyEmbeddedFiles,
  dailyRecipientLimitIsReached,
  exchangeIsShortOfDiskOrMemory,
  failingApplicationIsThrottled,
  mailboxFolderHoldsTooManyItems,
  mailboxGetsTooManyMailsAtOnce,
  mailboxReceivesTooMuchMail,
  messageExceedsASizeLimitOnTheWay,
  messageHasTooManyRecipients,
  messageIsTooLargeForTheRecipient,
  messageIsTooLargeForTheSender,
  obsoleteGroupMailboxIsFull,
  oneSenderFloodsTheMailbox,
  onmicrosoftDomainReachesItsLimit,
  publicFolderIsFull,
  recipientMailboxIsFull,
  recipientsOrganizationQueueIsFull,
  richTextMakesAHeaderTooLong,
  submissionQuotaOfSenderIsUsedUp,
  temporaryDriveIsFull,
  tenantReachesItsRecipientLimit,
  tooManyConnectionsToExchangeOnline,
  trialTenantReachesItsRecipientLimit,
  accountIsBlockedForOutboundSpam,
  blockedAddressIsOnTheAllowList,
  connectorDemandsDane,
  daneCertificateExpired,
  daneCertificateLacksHostName,
  daneDnssecBroken,
  daneDomainLacksStarttls,
  daneTlsaRecordDoesNotMatch,
  ehloNameIsRefused,
  externalForwardingIsNotAllowed,
  fromHeaderHasNoAddress,
  fromHeaderHasSeveralAddresses,
  highVolumeEmailAccountIsRefused,
  journalReportsGoToExchangeOnline,
  mailFlowRuleRejectsTheMessage,
  mailFlowRuleRejectsWithItsOwnCode,
  mailIsRefusedByAPolicy,
  microsoftBansTheSendingDomain,
  microsoftBlocksTheInboundConnector,
  microsoftBlocksTheTenant,
  mtaStsCertificateFails,
  mtaStsPolicyCannotBeRead,
  mtaStsPolicyLacksMxHost,
  newTenantIsNotTrustedYet,
  ownTenantBlocksTheRecipient,
  receiverDefersEverythingFromThisAddress,
  recipientsOrganizationBlocksTheAddress,
  recipientsServerRefusesForItsOwnReason,
  recipientsServerRefusesTheSender,
  sendingAccountIsBanned,
  serverRefusesToRelay,
  tenantRelaysForUnregisteredDomains,
  tlsaLookupFails,
  cachedExchangeAddressIsGone,
  clutterFolderIsGone,
  contactHasNoValidSmtpAddress,
  dynamicGroupCannotBeExpanded,
  edgeBlockingKnowsNoSuchRecipient,
  exchangeOnlineBansTheRecipient,
  forwardingAddressIsInvalid,
  forwardingAddressesFormALoop,
  groupAcceptsOnlyInternalSenders,
  groupAcceptsOnlyListedSenders,
  mailboxAcceptsOnlyInternalSenders,
  mailboxIsDisabled,
  mailboxIsQuarantined,
  meetingDelegateIsUnknown,
  microsoft365GroupAcceptsNoOutsideSenders,
  moderationCannotStart,
  moderationLacksItsRetentionTag,
  outlookComMailboxDoesNotExist,
  publicFolderAcceptsOnlyInternalSenders,
  recipientAcceptsOnlyInternalSenders,
  recipientAcceptsOnlyListedSenders,
  recipientAddressDoesNotExist,
  recipientAddressIsMalformed,
  recipientAddressIsOfAnotherType,
  recipientAddressIsRefused,
  recipientDomainHasNoDot,
  recipientDomainIsReservedForTests,
  recipientIsOutsideTheAddressBookPolicy,
  senderAddressIsMalformed,
  twoRecipientsShareOneAddress,
  backEndRefusesProxiedSession,
  connectionToNextHopIsDropped,
  destinationDoesNotAnswer,
  exchangeOnlineDefersMail,
  exchangeOnlineFindsNoTenant,
  forwardedMailLeavesByTheRelayPool,
  frontEndCannotProxy,
  frontEndCannotSecureProxy,
  mailErrorSaysTooLittle,
  mailLoopsThroughExchangeOnline,
  mailLoopsThroughExchangeServer,
  mailWaitsInTheUnreachableQueue,
  mailboxDatabaseTakesNoMail,
  messageCopyCannotBeStored,
  messageExpiredInQueue,
  messageIsDelayed,
  messageIsInThePoisonQueue,
  messageWasDeletedFromTheQueue,
  nextHopCutsExchangeOnlineOff,
  nextHopDoesNotAnswer,
  nextHopFailsExchangeOnline,
  nextHopNameDoesNotResolve,
  nextHopRefusesConnections,
  nextHopRefusesExchangeOnline,
  noRouteForRecipient,
  onlyTheReplyCodeIsKnown,
  onlyTheStatusCodeIsKnown,
  portSpeaksNoSmtp,
  queueErrorHidesItsReason,
  queueIsSuspended,
  recipientTenantHasNoMailboxes,
  rulesKeepCreatingMessages,
  serverDoesNotServeTheDomain,
  serverGreetsSlowly,
  serverHangsUpBeforeSmtp,
  serverRefusesEhlo,
  serverTurnsTheCallerAway,
  serverWouldSendToItself,
  smartHostLeadsToTheWrongRegion,
  transportServiceIsNotActive,
  applicationDoesNotUseStarttls,
  applicationFindsNoStarttls,
  applicationStartsTlsTooEarly,
  applicationUsesTls10Or11,
  connectorRequiresTlsSenderSendsPlain,
  dotnetIgnoresSystemTlsSettings,
  exchangeItselfWithholdsStarttls,
  hybridServerWithholdsStarttls,
  mailServerOffersNoStarttls,
  mailServerSpeaksOldTlsOnly,
  mailServerSpeaksTls13Only,
  mailServerTakesNoOfferedTls,
  noCommonTlsVersionOrCipher,
  ownNetworkRemovesStarttls,
  partnerDoesNotOfferStarttls,
  plainTextReachedTlsPort,
  popOrImapClientUsesOldTls,
  postfixOrEximCannotStartTls,
  receiveConnectorDoesNotOfferStarttls,
  schannelAlertNeedsItsSession,
  schannelCannotCreateCredential,
  serverAnswersStarttlsWithoutTls,
  serverEndsTlsHandshake,
  serverFailsToStartOfferedTls,
  smtpInspectionRemovesStarttls,
  starttlsIsOfferedOnTheServerOnly,
  starttlsRequiredButNotOffered,
  textFollowsAnswerToStarttls,
  tls12IsOffOnExchangeServer,
  tls13IsOnWhereUnsupported,
  tlsHandshakeBreaksOff,
  tlsHandshakeGetsNoAnswer,
  tlsRegistryContradictsItself,
];
