// npm run new-rule area/the-fault-in-a-few-words
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { folderOf, RULES, ruleFiles, SAMPLES } from './samples.js';

const NAME = /^([a-z][a-z0-9-]{0,30})\/([a-z][a-z0-9]{0,30}(?:-[a-z0-9]{1,30}){1,12})$/;

/** The files of a new rule, or a sentence that says why there can be none. */
export function newRule(argument: string | undefined, rulesRoot = RULES, samplesRoot = SAMPLES): { files: Map<string, string> } | { error: string } {
  const [, area, id] = NAME.exec(argument ?? '') ?? [];
  if (area === undefined || id === undefined) {
    return { error: 'Give the area and the fault in lower case: npm run new-rule certificates/the-fault-in-a-few-words' };
  }
  const taken = ruleFiles(rulesRoot).find((file) => file.id === id);
  if (taken) return { error: `${taken.path} exists already. An id is used once in all areas.` };
  const folder = folderOf({ area, id }, samplesRoot);
  if (existsSync(folder)) return { error: `${folder} exists already.` };
  return {
    files: new Map([
      [`${rulesRoot}/${area}/${id}.ts`, skeleton(id)],
      [`${folder}/match.what-it-is.en.txt`, ''],
      [`${folder}/near.none.what-it-is.txt`, ''],
    ]),
  };
}

const skeleton = (id: string): string => `import { defineRule, ems, onReply, or, say } from '../define.js';

// Why this fault is not its nearest neighbour: …
export default defineRule({
  id: '${id}',
  // The TODO code decides alone; give it words if it has other meanings too. CONTRIBUTING.md tells of events and settings.
  ...onReply({ certainty: 'likely', codes: ['5.9.999'] }),
  title: {
    en: 'TODO The thing that is wrong is the subject',
    ja: 'TODO 主語が、状態になっている',
  },
  sources: ['https://learn.microsoft.com/exchange/'],
  explains: [],
  mail: 'unknown',

  text: () => ({
    cause: {
      en: say\`TODO Why, and what happens to the mail. \${or('endpoint', 'The receiving server')} …\`,
      ja: say\`TODO 原因とメールへの影響。\${or('endpoint', '受信側サーバー')} …\`,
    },
    confirm: [
      {
        why: { en: say\`TODO What it must show.\`, ja: say\`TODO 何が表示されるか。\` },
        run: ems\`
          Get-ReceiveConnector | Format-List Identity, TlsCertificateName\`,
      },
    ],
    fix: [{ why: { en: say\`TODO\`, ja: say\`TODO\` } }],
    verify: [{ why: { en: say\`TODO The exact words of success.\`, ja: say\`TODO 成功したときの表示。\` } }],
    moreLabel: { en: 'TODO What is behind the button', ja: 'TODO 開くと何が見えるか' },
    more: [],
  }),
});
`;

function main(): void {
  const result = newRule(process.argv[2]);
  if ('error' in result) {
    console.error(result.error);
    process.exitCode = 2;
    return;
  }
  for (const [path, text] of result.files) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    console.log(`wrote ${path}`);
  }
  console.log('\nPaste the real text, made anonymous, into match.…txt and the most similar other text into near.…txt.');
  console.log('Then write the rule and run npm run update. CONTRIBUTING.md has the whole way.');
}

if (process.argv[1]?.endsWith('new-rule.ts')) main();
