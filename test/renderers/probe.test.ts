import { judge } from '../../src/engine/judge.js';
import { FAULTS, type ProbeReport } from '../../src/model/probe.js';
import { LOCALES } from '../../src/model/rule.js';
import { readPaste } from '../../src/parsers/index.js';
import { probeClues } from '../../src/parsers/probe/clues.js';
import { characters } from '../../src/renderers/fit.js';
import { drawProbe, drawProbeState } from '../../src/renderers/probe.js';
import { drawProbeJson } from '../../src/renderers/probe-json.js';
import { drawProbeText } from '../../src/renderers/probe-text.js';
import { unpackState } from '../../src/renderers/state-read.js';
import { columns } from '../../src/renderers/width.js';
import { rules } from '../../src/rules/index.js';
import { checkMessage } from '../../src/workspace/limits.js';
import { address, certificate, exchange, report, selfSigned } from '../probes/reports.js';

const diagnose = (probed: ProbeReport) => judge({ clues: probeClues(probed), unread: [], lines: 1, cut: false, masked: 0 }, rules);
const slack = (probed: ProbeReport, options: Partial<Parameters<typeof drawProbe>[2]> = {}) =>
  drawProbe(probed, diagnose(probed), { locale: 'en', show: 'short', ...options });
const words = (message: object): string => JSON.stringify(message);

const well = report([address('ok'), address('ok', { host: 'mx2.contoso.com', ip: '203.0.113.11' })]);
const half = report([
  address('ok'),
  address('cert_self_signed', { ip: '203.0.113.11', observed: exchange({ certificate: selfSigned, chain: [selfSigned], trusted: false }) }),
]);
const blocked = report([address('prober_port25_blocked', { observed: { connections: 1 } })]);
const refused = report([address('target_refused_by_policy', { ip: '10.0.0.5', observed: { connections: 0 } })], { target: 'ex01.contoso.local' });

test('nothing wrong: every row says so, the same certificate is named once, what was not tested stands below', () => {
  const message = slack(well);
  expect(message.text).toBe('No fault found on 2 mail servers. Mail still fails? Paste the error text.');
  expect(words(message)).toContain('mail.contoso.com, 219 days left');
  expect(words(message)).toContain('same certificate');
  expect(words(message)).toContain('Not tested: DANE (the domain is not signed with DNSSEC).');
  expect(words(message)).toContain('4 connections were made; no message was sent.');
});

test('what was checked is behind a button, and behind --more', () => {
  expect(words(slack(well))).not.toContain('Checked at each address');
  expect(words(slack(well, { show: 'more' }))).toContain('Checked at each address');
  expect(drawProbeText(well, diagnose(well), { locale: 'en', more: true, color: false })).toContain('Checked at each address');
  expect(words(slack(refused, { show: 'more' }))).not.toContain('Checked at each address');
});

test('one of two addresses: the table tells which, the finding what and the commands how', () => {
  const text = words(slack(half));
  expect(text).toContain('mail.contoso.com (203.0.113.11)');
  expect(text).toContain('"text":"self-signed","style":{"bold":true}');
  expect(text).toContain('self-signed, CN=HYB02');
  expect(text).toContain('rich_text_preformatted');
});

test('port 25 closed here: nothing is said of the server, and the commands to run elsewhere are', () => {
  const text = words(slack(blocked));
  expect(text).toContain('Nothing is known about contoso.com');
  expect(text).toContain('openssl s_client -starttls smtp -showcerts -connect mail.contoso.com:25');
  expect(text).toContain('npx exchange-tls probe contoso.com --json');
  expect(diagnose(blocked).findings).toEqual([]);
});

test('an address inside: it is said that nothing was sent', () => {
  expect(words(slack(refused))).toContain('Nothing was sent to it.');
});

test('a fault that no rule explains is never called well', () => {
  for (const verdict of FAULTS.filter((one) => one !== 'prober_port25_blocked' && one !== 'target_refused_by_policy')) {
    const message = drawProbe(report([address(verdict)]), { ...diagnose(blocked), findings: [] }, { locale: 'en', show: 'short' });
    expect(message.text).toContain('Fault found');
    expect(words(message)).not.toContain('No fault');
  }
});

test('who vouched for DNSSEC is said, and stays when a button draws the answer again', () => {
  const dane = { state: 'match', hosts: [], resolver: 'dns.google' } as const;
  const signed = report([address('ok')], { policy: { ...well.policy, dane }, notTested: [] });
  expect(words(slack(signed, { show: 'more' }))).toContain('DANE: matches (DNSSEC validated by dns.google)');
});

test('a result kept for others says how old it is', () => {
  expect(words(slack(well, { seenAgo: 20 }))).toContain('result of 20 s ago');
});

const rulesById = new Map(rules.map((rule) => [rule.id, rule]));
test.each(LOCALES)('%s: within the limits of Slack, and every button draws the same answer again', (locale) => {
  const many = report(Array.from({ length: 10 }, (_, i) => address(i === 3 ? 'cert_expired' : 'ok', { host: `mx${i}.mail-protection.contoso.com` })));
  const signed = report([address('ok')], { policy: { ...well.policy, dane: { state: 'match', hosts: [], resolver: 'dns.google' } } });
  for (const probed of [well, half, blocked, refused, many, signed]) {
    for (const show of ['short', 'more'] as const) {
      const message = slack(probed, { locale, show });
      expect(checkMessage(message)).toHaveProperty('message');
      expect(characters(message.blocks)).toBeLessThan(6000);
      const values = message.blocks
        .flatMap((block) => (block.type === 'actions' ? block.elements : []))
        .flatMap((one) => ('value' in one && 'action_id' in one && one.action_id === 'share' ? [String(one.value)] : []));
      for (const value of values) {
        const state = unpackState(value, rulesById);
        if (state?.kind !== 'probe') throw new Error(`not a probe: ${value}`);
        expect(drawProbeState(state).blocks).toEqual(message.blocks);
      }
      if (probed !== blocked && probed !== refused) expect(values).toHaveLength(1);
    }
  }
});

test.each(LOCALES)('%s: the terminal gets the same in 80 columns', (locale) => {
  for (const probed of [well, half, blocked, refused]) {
    const text = drawProbeText(probed, diagnose(probed), { locale, more: false, color: false });
    for (const line of text.split('\n').filter((one) => !one.startsWith('  '))) expect(columns(line)).toBeLessThanOrEqual(100);
    expect(text).toContain(probed.target);
  }
});

test('hostile words of a server stay words', () => {
  const evil = exchange({
    banner: '220 <!channel> `rm` <https://x|y> \u202E',
    certificate: { ...certificate, domains: ['*bold*.contoso.com <!here>'] },
  });
  const message = slack(report([address('cert_expired', { observed: evil })]));
  expect(checkMessage(message)).toHaveProperty('message');
  expect(words(message)).not.toContain('mrkdwn');
  expect(words(message)).not.toContain('\u202E');
});

test('JSON: the report with its findings, and pasted again it gives the same findings', () => {
  const json = drawProbeJson(half, diagnose(half), 'en');
  expect(Object.keys(json)).toEqual(['version', 'target', 'verdict', 'addresses', 'mx', 'policy', 'findings', 'notTested', 'at', 'ms']);
  for (const text of [JSON.stringify(json), JSON.stringify(json, null, 2)]) {
    const evidence = readPaste(`PS C:\\> npx exchange-tls probe contoso.com --json\n${text}\n`);
    expect(judge(evidence, rules).findings.map(({ rule }) => rule.id)).toEqual(diagnose(half).findings.map(({ rule }) => rule.id));
    expect(evidence.clues.filter(({ kind }) => kind === 'probe')).toHaveLength(2);
  }
});
