import type { Hop, Locale, PerLocale } from '../model/rule.js';

const SIDES: Readonly<Record<Hop['speaker'], PerLocale<string>>> = {
  own: { en: 'your server', ja: '自組織のサーバー' },
  online: { en: 'Exchange Online', ja: 'Exchange Online' },
  other: { en: 'the other server', ja: '相手側のサーバー' },
  client: { en: 'a mail program', ja: 'メール ソフト' },
};
const SIBLING: PerLocale<string> = { en: 'another of your servers', ja: '自組織の別のサーバー' };

/** Who wrote the quoted words, and about or to whom: a line above the quote. */
export function saidBy({ speaker, peer, direction }: Hop, locale: Locale): string {
  const who = SIDES[speaker][locale];
  const whom = peer === 'own' && speaker === 'own' ? SIBLING[locale] : peer && SIDES[peer][locale];
  // Who receives answers a caller; who sends reports on the server that it called.
  const isCalled = direction === 'outbound' ? speaker !== 'own' : peer === 'online';
  const answers = direction === 'submission' || isCalled;
  const glue = locale === 'ja' && /[A-Za-z]$/.test(who) ? ' ' : '';
  if (whom === undefined) return locale === 'en' ? `${capital(who)} wrote:` : `${who}${glue}が出したエラー:`;
  if (locale === 'en') return `${capital(who)} wrote ${answers ? 'to' : 'about'} ${whom}:`;
  const space = /[A-Za-z]$/.test(whom) ? ' ' : '';
  return `${who}${glue}が${/^[A-Za-z]/.test(whom) ? ' ' : ''}${whom}${space}${answers ? 'に返した' : 'について出した'}エラー:`;
}

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);
