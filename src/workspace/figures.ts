/** Borders of Slack that both the checks and the page name. */
export const LIMITS = { blocks: 50, characters: 12_000, fallback: 40_000, milliseconds: 3_000, uses: 5 } as const;
