import type { Paste } from './paste.js';

/**
 * Forms of text that few pastes hold, each with words (in lower case) one of which is always in it. Their parsers are
 * run only if such a word is there, and the Slack function loads them only then.
 */
export const FORMS = {
  'protocol-log': ['z,', '#fields'],
  queue: [
    'nexthop',
    'lasterror',
    'deliverytype',
    'retrytime',
    'retrycount',
    'messagecount',
    'queueidentity',
    'velocity',
    '次ホップ',
    '配信の種類',
    'のエラー',
  ],
  shell: [
    ' : ',
    '----',
    'categoryinfo',
    'rpc error',
    'error in ',
    '[ps]',
    'ps c:',
    '-exchangecertificate',
    'tlscertificatename',
    'authmechanism',
    'thumbprint',
    'notafter',
  ],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type Form = keyof typeof FORMS;
const NAMES = Object.keys(FORMS) as Form[];

/** The rare forms that a paste may hold. */
export const formsIn = ({ lower }: Pick<Paste, 'lower'>): Form[] => NAMES.filter((name) => FORMS[name].some((word) => lower.includes(word)));
