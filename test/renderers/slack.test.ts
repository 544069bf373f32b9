import type { KnownBlock } from '@slack/types';
import { judge } from '../../src/engine/judge.js';
import { isHelpdesk, isOpen, LOCALES, type Rule, type Say } from '../../src/model/rule.js';
import { readPaste } from '../../src/parsers/index.js';
import { characters } from '../../src/renderers/fit.js';
import { drawFailure, drawHelp, drawSlack, type SlackMessage } from '../../src/renderers/slack.js';
import { ems } from '../../src/rules/define.js';
import { rules as allRules } from '../../src/rules/index.js';
import { byHand, cause, certainly, diagnosis, finding, open, PASTE, quotesOf } from './made-up.js';
import { checkReply, shapeOf } from './reply-rules.js';

const words = (value: unknown): string[] => {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, one]) => (name === 'text' && typeof one === 'string' ? [one] : words(one)));
};
const block = ({ blocks }: SlackMessage, at: number): KnownBlock => {
  const found = blocks.at(at);
  if (!found) throw new Error(`no block ${at}`);
  return found;
};
const said = (message: SlackMessage, at: number): string => words(block(message, at)).join('');
const types = ({ blocks }: SlackMessage) => blocks.map(({ type }) => type);
const buttons = ({ blocks }: SlackMessage) =>
  blocks.flatMap((one) => (one.type === 'actions' ? one.elements : [])).flatMap((one) => (one.type === 'button' ? [one] : []));
const labels = (message: SlackMessage) => buttons(message).map(({ action_id: id, text }) => `${id}: ${text.text}`);
const stateOf = (message: SlackMessage, id: string): Record<string, unknown> =>
  JSON.parse(buttons(message).find((one) => one.action_id === id)?.value ?? '{}');

const en = { locale: 'en', show: 'short' } as const;
const ja = { locale: 'ja', show: 'short' } as const;

describe('a cause that is certain', () => {
  const message = drawSlack(certainly, en);

  test('has the parts in their order', () => {
    expect(types(message)).toEqual(['header', 'context', 'rich_text', 'divider', 'rich_text', 'rich_text', 'rich_text', 'actions', 'context']);
    expect(message).toMatchObject({ response_type: 'ephemeral', unfurl_links: false, unfurl_media: false });
  });

  test('title, standing, cause and quote', () => {
    expect(block(message, 0)).toEqual({
      type: 'header',
      text: { type: 'plain_text', text: 'Receive connector names a certificate that is gone', emoji: false },
    });
    expect(said(message, 1)).toBe('Certain  ·  server HYB01  ·  explains event 12014 and reply 5.7.3');
    expect(block(message, 2)).toEqual({
      type: 'rich_text',
      elements: [
        {
          type: 'rich_text_section',
          elements: [
            { type: 'text', text: 'HYB01 has lost the certificate of CN=Contoso CA 3: ' },
            { type: 'text', text: 'nothing is lost yet.', style: { bold: true } },
          ],
        },
        {
          type: 'rich_text_quote',
          elements: [
            {
              type: 'text',
              text: 'Microsoft Exchange could not find a certificate that contains the domain name <I>CN=Contoso CA 3, …<S>CN=mail.contoso.com, …\n451 5.7.3 STARTTLS is required to send mail',
            },
          ],
        },
      ],
    });
  });

  test('steps: Look, Change, Check, each a sentence and a command', () => {
    expect(block(message, 4)).toEqual({
      type: 'rich_text',
      elements: [
        {
          type: 'rich_text_section',
          elements: [
            { type: 'text', text: '1  Look.', style: { bold: true } },
            { type: 'text', text: ' Changes nothing. Exchange Management Shell on HYB01.' },
          ],
        },
        {
          type: 'rich_text_preformatted',
          elements: [
            {
              type: 'text',
              text: "$rc = 'HYB01\\Default Frontend HYB01'\n$old = \"$((Get-ReceiveConnector $rc).TlsCertificateName)\"\n$new = Get-ExchangeCertificate -Server 'HYB01' | Select-Object -Last 1",
            },
          ],
        },
      ],
    });
    expect(said(message, 5)).toMatch(/^2 {2}Change\. Writes the new name to one connector\. Answer N when asked\.if \(\$new\)/);
    expect(said(message, 6)).toBe('3  Check. You must see 250-STARTTLS.telnet localhost 25');
  });

  test('buttons: what is behind, share, the other language; none is green', () => {
    expect(labels(message)).toEqual(['more: Undo, and 1 more place', 'share: Share…', 'language: 日本語']);
    expect(buttons(message).filter(({ style }) => style !== undefined)).toEqual([]);
    expect(buttons(message)[1]).toMatchObject({
      accessibility_label: 'Share this answer in the channel',
      confirm: { title: { text: 'Share in this channel?' }, deny: { text: 'Keep private' } },
    });
    expect(buttons(message)[2]?.accessibility_label).toBe('Show this answer in Japanese');
    expect(stateOf(message, 'more')).toMatchObject({ l: 'en', show: 'more' });
    expect(stateOf(message, 'language')).toMatchObject({ l: 'ja', show: 'short' });
    expect(stateOf(message, 'share')).toMatchObject({ l: 'en', show: 'short' });
  });

  test('a sentence for notifications, without a value of the paste', () => {
    expect(message.text).toBe('Certain: Receive connector names a certificate that is gone. Mail is held and retried, not lost. 3 steps follow.');
    expect(drawSlack(certainly, ja).text).toBe(
      '確定: 受信コネクタが、存在しない証明書を指定している。メールは再試行中で、失われていません。手順は 3 つです。',
    );
  });

  test('in Japanese the same blocks and commands', () => {
    const other = drawSlack(certainly, ja);
    expect(shapeOf(other)).toEqual(shapeOf(message));
    expect(said(other, 1)).toBe('確定  ·  サーバー HYB01  ·  イベント 12014 と応答 5.7.3 の原因');
    expect(said(other, 4)).toMatch(/^1 {2}確認 \(何も変更しません\)。HYB01 の Exchange 管理シェルで実行します。/);
    expect(labels(other)).toEqual(['more: 元に戻す方法とほかの 1 か所', 'share: 共有…', 'language: English']);
    expect(said(drawSlack(diagnosis([finding(cause, 'certain', { facts: {} })]), ja), 2)).toContain(
      '次の証明書がこのサーバーにありません。発行者は不明です。',
    );
  });
});

describe('the folded part', () => {
  test('undo first, then the other places, and the way back', () => {
    const message = drawSlack(certainly, { locale: 'en', show: 'more' });
    expect(types(message)).toEqual(['header', 'context', 'rich_text', 'rich_text', 'actions', 'context']);
    expect(said(message, 1)).toBe('Certain  ·  server HYB01  ·  after steps 1 to 3');
    expect(said(message, 2)).toBe('Undo step 2. $old holds the old value.if ($old) { Set-ReceiveConnector $rc -TlsCertificateName $old }');
    expect(said(message, 3)).toBe('Send connector. It breaks next.Get-SendConnector * | Format-List Name, TlsCertificateName');
    expect(labels(message)).toEqual(['less: Back to steps 1 to 3', 'share: Share…', 'language: 日本語']);
    expect(stateOf(message, 'language')).toMatchObject({ l: 'ja', show: 'more' });
    expect(shapeOf(drawSlack(certainly, { locale: 'ja', show: 'more' }))).toEqual(shapeOf(message));
  });

  test('has no button where nothing is behind it', () => {
    expect(labels(drawSlack(diagnosis([finding(byHand, 'likely')]), en))).toEqual(['share: Share…', 'language: 日本語']);
  });
});

describe('a cause that is likely', () => {
  const message = drawSlack(diagnosis([finding(byHand, 'likely')]), en);

  test('says so in the title, and what is final in the second line', () => {
    expect(said(message, 0)).toBe('Likely: SMTP inspection removes STARTTLS');
    expect(said(message, 1)).toBe('Likely  ·  server HYB01  ·  final: not retried');
    expect(message.text).toBe('Likely: SMTP inspection removes STARTTLS. Final: not retried. 3 steps follow.');
    expect(said(drawSlack(diagnosis([finding(byHand, 'likely')]), ja), 0)).toBe('SMTP 検査が STARTTLS を取り除いている');
  });

  test('a step by hand has no command', () => {
    expect(said(message, 5)).toBe('2  Change. Turn off the inspection on the device.');
  });
});

describe('an open cause', () => {
  const message = drawSlack(diagnosis([finding(open, 'open', { facts: {}, symptoms: [{ reply: '5.7.3' }] })]), en);

  test('names the fault, one test and its outcomes', () => {
    expect(types(message)).toEqual(['header', 'context', 'rich_text', 'divider', 'rich_text', 'rich_text', 'actions', 'context']);
    expect(said(message, 0)).toBe('Receiving server does not offer STARTTLS');
    expect(said(message, 1)).toBe('Fault certain, cause open: two are likely  ·  mail is held and retried, not lost');
    expect(said(message, 4)).toBe(
      "This decides. Changes nothing. PowerShell, on the server that receives your mail.Test-NetConnection 'localhost' -Port 25",
    );
    expect(block(message, 5)).toMatchObject({
      elements: [
        {
          type: 'rich_text_list',
          style: 'bullet',
          elements: [
            {
              elements: [
                { text: '250-STARTTLS', style: { code: true } },
                { text: ' is missing: ', style: { bold: true } },
                { type: 'text', text: 'Exchange withdraws it.' },
              ],
            },
            {},
          ],
        },
      ],
    });
    expect(labels(message)).toEqual(['share: Share…', 'language: 日本語']);
  });

  test('in Japanese', () => {
    const other = drawSlack(diagnosis([finding(open, 'open', { facts: {} })]), ja);
    expect(said(other, 1)).toBe('障害は確定、原因は 2 つのどちらか  ·  メールは再試行中で、失われていません');
    expect(other.text).toBe(
      '受信サーバーが STARTTLS を提示していない。障害は確定、原因は 2 つのどちらか。メールは再試行中で、失われていません。何も変更しない確認 1 つで判別できます。',
    );
  });
});

test('a fallback counts no causes', () => {
  const one = diagnosis([finding({ ...open, fallback: 'last' }, 'open', { facts: {} })]);
  expect(said(drawSlack(one, en), 1)).toBe('Fault certain, cause open  ·  mail is held and retried, not lost');
  expect(said(drawSlack(one, ja), 1)).toBe('障害は確定、原因は未確定  ·  メールは再試行中で、失われていません');
});

describe('several findings', () => {
  const many = diagnosis([finding(cause, 'certain'), finding(byHand, 'likely'), finding(open, 'open'), finding(byHand, 'likely')]);

  test('the first in full, the others named, and a button to the next', () => {
    const message = drawSlack(many, en);
    expect(said(message, -3)).toBe('Also found: SMTP inspection removes STARTTLS; Receiving server does not offer STARTTLS; and 1 more');
    expect(labels(message)).toContain('next: Next fault');
    expect(stateOf(message, 'next')).toMatchObject({ at: 1, show: 'short' });
  });

  test('each in its turn, and round again', () => {
    expect(said(drawSlack(many, { ...en, at: 1 }), 0)).toBe('Likely: SMTP inspection removes STARTTLS');
    expect(stateOf(drawSlack(many, { ...en, at: 3 }), 'next')).toMatchObject({ at: 0 });
    expect(said(drawSlack(many, { ...en, at: 9 }), 0)).toBe('Receive connector names a certificate that is gone');
  });
});

describe('a value that must not stand in a command', () => {
  const refused = diagnosis([finding(cause, 'certain', { facts: { server: 'HYB01', connector: 'HYB01\\*' } })]);

  test('no command of this or a later step is drawn, and each says why', () => {
    const message = drawSlack(refused, en);
    expect(JSON.stringify(message.blocks)).not.toContain('rich_text_preformatted');
    expect(said(message, 4)).toContain('The command is left out: a name in your text holds characters that are not safe to paste into a shell.');
    expect(said(message, 5)).toBe(
      '2  Change. Writes the new name to one connector. Answer N when asked. The command is left out: it relies on the step above.',
    );
    expect(said(message, 6)).toContain('it relies on the step above');
    expect(JSON.stringify(drawSlack(refused, { locale: 'ja', show: 'more' }).blocks)).not.toContain('rich_text_preformatted');
  });
});

describe('nothing found', () => {
  const nothing = diagnosis([], { lines: 12, unread: quotesOf('Users in the branch office see it only in the morning\nb\nc') });

  test('says what was read, what was not, and what to paste next', () => {
    const message = drawSlack(nothing, en);
    expect(types(message)).toEqual(['header', 'context', 'rich_text', 'divider', 'rich_text', 'actions', 'context']);
    expect(said(message, 1)).toBe('This does not mean that all is well  ·  9 of 12 lines understood');
    expect(said(message, 2)).toBe('Not understood: 3 lines, the first isUsers in the branch office see it only in the morning');
    expect(said(message, 4)).toContain('Get-Queue | Where-Object LastError | Format-List NextHopDomain, LastError');
    expect(labels(message)).toEqual(['language: 日本語']);
    expect(shapeOf(drawSlack(nothing, ja))).toEqual(shapeOf(message));
  });

  test('where every line was understood, and where the line itself is gone', () => {
    expect(said(drawSlack(diagnosis([]), en), 2)).toBe('Every line was read, and none of them names a fault known here.');
    expect(said(drawSlack(diagnosis([], { unread: quotesOf('\n') }), en), 2)).toBe('Not understood: 2 lines.');
  });
});

describe('the foot', () => {
  test('says that a paste was cut and that secrets were masked', () => {
    const message = drawSlack(diagnosis(certainly.findings, { cut: true, masked: 2 }), en);
    expect(said(message, -1)).toBe(
      'Slack may remove this answer later; share it to keep it. Your text was not stored. Only the first 256 KB of your text were read. Passwords and keys in it were masked first.',
    );
    expect(said(drawSlack(certainly, en), -1)).toBe('Slack may remove this answer later; share it to keep it. Your text was not stored.');
  });
});

describe('limits', () => {
  const LONG: Say = { form: 'say', pieces: ['A sentence that goes on. '.repeat(40)] };
  const huge = 'word '.repeat(5000);

  test('what is too long is cut behind, with a word about it; buttons and foot stay', () => {
    const step = { why: { en: LONG, ja: LONG }, run: ems`Get-X` };
    const text = cause.text();
    if (isOpen(text) || isHelpdesk(text)) throw new Error('the made-up cause is none');
    const long: Rule = { ...cause, text: () => ({ ...text, confirm: [step, ...Array.from({ length: 30 }, () => step)] }) };
    const message = drawSlack(diagnosis([finding(long, 'certain')]), en);
    expect(characters(message.blocks)).toBeLessThanOrEqual(12_000);
    expect(types(message).slice(-3)).toEqual(['context', 'actions', 'context']);
    expect(said(message, -3)).toBe('Shortened: Slack takes no longer answers.');
    expect(types(message).length).toBeGreaterThan(8);
  });

  test('an endless fact is cut in a sentence', () => {
    const message = drawSlack(diagnosis([finding(cause, 'certain', { facts: { issuer: huge } })]), en);
    expect(characters(message.blocks)).toBeLessThan(2000);
    expect(said(message, 2)).toMatch(/word word …: nothing is lost yet\./);
  });
});

describe('help', () => {
  test('three examples and what is read, in both languages', () => {
    const message = drawHelp('en');
    expect(types(message)).toEqual(['header', 'rich_text', 'rich_text', 'actions', 'context']);
    expect(labels(message)).toEqual(['language: 日本語']);
    expect(shapeOf(drawHelp('ja'))).toMatchObject({
      blocks: [['header'], ['rich_text', expect.anything(), expect.anything()], expect.anything(), expect.anything(), ['context']],
    });
    expect(said(drawHelp('ja'), 0)).toBe('エラーを貼り付けると、原因とコマンドを表示');
  });

  test.each(LOCALES)('each example gets an answer with a cause or a test (%s)', (locale) => {
    const examples = said(drawHelp(locale), 1)
      .split('/exchange-tls ')
      .slice(1)
      .map((text) => text.replace(/^ja /, '').trim());
    expect(examples).toHaveLength(3);
    expect(examples.map((text) => judge(readPaste(text), allRules).findings.map(({ rule }) => rule.id))).toEqual([
      ['starttls-required-but-not-offered'],
      ['starttls-certificate-expired'],
      ['receive-connector-does-not-offer-starttls'],
    ]);
  });
});

describe('our own failure', () => {
  test('comes first, with one line for the operator', () => {
    const message = drawFailure('en', { version: '1.2.3', requestId: 'abc-1', time: new Date('2026-01-02T03:12:45Z') });
    expect(types(message)).toEqual(['header', 'context', 'rich_text', 'actions']);
    expect(said(message, 0)).toBe('The bot failed, not your mail system');
    expect(said(message, 2)).toBe(
      'Try once more. If it fails again, give this line to the operator of the bot:exchange-tls 1.2.3  request abc-1  03:12:45Z',
    );
    expect(labels(message)).toEqual(['language: 日本語']);
  });
});

describe('the rules of a reply', () => {
  const all = [
    certainly,
    diagnosis([finding(byHand, 'likely')]),
    diagnosis([finding(open, 'open')]),
    diagnosis([finding(cause, 'certain'), finding(open, 'open')]),
  ];

  test.each(LOCALES)('hold for every kind of reply (%s)', (locale) => {
    for (const one of all) {
      for (const show of ['short', 'more'] as const) expect(checkReply(drawSlack(one, { locale, show }), PASTE)).toEqual([]);
    }
    expect(checkReply(drawSlack(diagnosis([], { unread: quotesOf(PASTE) }), { locale, show: 'short' }), PASTE)).toEqual([]);
  });

  test('find what is wrong', () => {
    const good = drawSlack(certainly, en);
    const change = (from: string, to: string): SlackMessage => JSON.parse(JSON.stringify(good).replace(from, to));
    expect(checkReply(change('"Receive connector names', '"Receive connector names and names and names and names'), PASTE)).toEqual([
      'title of 80 columns',
    ]);
    expect(checkReply(change('"mail is held', '"'), PASTE)).toEqual([]);
    expect(checkReply(change('STARTTLS is required', 'TLS is required'), PASTE)).toEqual([
      'not in the paste: 451 5.7.3 TLS is required to send mail',
    ]);
    expect(checkReply(change('"plain_text"', '"mrkdwn"'), PASTE)).toEqual(['no mrkdwn']);
    expect(checkReply(change('"text":"Certain: ', '"text":"<!channel> '), PASTE)[0]).toMatch(/^markup in text/);
    expect(checkReply({ ...good, blocks: good.blocks.toReversed() }, PASTE)).toContain('title and standing come first');
    expect(checkReply(change('$new = Get-ExchangeCertificate', 'Set-ReceiveConnector $rc; Get-X'), PASTE)).toEqual([
      'Look changes something: Set-ReceiveConnector',
    ]);
    const japanese: SlackMessage = JSON.parse(JSON.stringify(drawSlack(certainly, ja)).replace('発行者は', 'this is not yet translated here'));
    expect(checkReply(japanese, PASTE)[0]).toMatch(/^English in a Japanese reply/);
  });
});
