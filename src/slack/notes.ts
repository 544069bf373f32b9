import type { Locale, PerLocale } from '../model/rule.js';

/** A message that only the person who asked can see. */
export interface Note {
  readonly response_type: 'ephemeral';
  readonly replace_original?: boolean;
  readonly text: string;
}

const TEXTS = {
  otherCommand: {
    en: 'This bot answers /exchange-tls only. Type /exchange-tls help to see what it reads.',
    ja: 'このボットのコマンドは /exchange-tls だけです。使い方は /exchange-tls help で表示します。',
  },
  oldButton: {
    en: 'This button comes from an older version of the bot. Send the text again with /exchange-tls.',
    ja: 'このボタンは以前のバージョンのボットのものです。/exchange-tls で、テキストをもう一度送信してください。',
  },
  otherWorkspace: {
    en: 'This bot is not set up for this workspace. Its operator can allow the workspace.',
    ja: 'このボットは、このワークスペースでは使用できません。使用するには、ボットの管理者の許可が必要です。',
  },
  brokenAnswer: {
    en: 'The bot failed; your mail system is not the cause. Try once more, then tell the operator of the bot.',
    ja: 'ボットで障害が発生しました。メール システムの障害ではありません。もう一度試し、直らない場合はボットの管理者に連絡してください。',
  },
} satisfies Record<string, PerLocale<string>>;

/** One of the few sentences that need no layout. They hold nothing of the request. */
export const note = (name: keyof typeof TEXTS, locale: Locale): Note => ({ response_type: 'ephemeral', text: TEXTS[name][locale] });
