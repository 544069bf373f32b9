import type { Hop, Locale } from '../../src/model/rule.js';
import { saidBy } from '../../src/renderers/hop.js';

test.each<[string, Hop, string, string]>([
  [
    'who sends reports on the server that it called',
    { speaker: 'own', peer: 'online', direction: 'outbound' },
    'Your server wrote about Exchange Online:',
    '自組織のサーバーが Exchange Online について出したエラー:',
  ],
  [
    'who receives answers the caller',
    { speaker: 'online', peer: 'own', direction: 'outbound' },
    'Exchange Online wrote to your server:',
    'Exchange Online が自組織のサーバーに返したエラー:',
  ],
  [
    'also where Exchange Online is the caller',
    { speaker: 'own', peer: 'online', direction: 'inbound' },
    'Your server wrote to Exchange Online:',
    '自組織のサーバーが Exchange Online に返したエラー:',
  ],
  [
    'and where only that is known',
    { speaker: 'other', peer: 'online', direction: undefined },
    'The other server wrote to Exchange Online:',
    '相手側のサーバーが Exchange Online に返したエラー:',
  ],
  [
    'Exchange Online reports on the server that it called',
    { speaker: 'online', peer: 'other', direction: undefined },
    'Exchange Online wrote about the other server:',
    'Exchange Online が相手側のサーバーについて出したエラー:',
  ],
])('%s', (_, hop, en, ja) => {
  const said = (locale: Locale) => saidBy(hop, locale);
  expect([said('en'), said('ja')]).toEqual([en, ja]);
});
