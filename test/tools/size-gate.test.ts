import { faultsOf, packageOf, SLACK_LIMIT_KIB } from '../../src/tools/size-gate.mjs';

const inputs = ['handlers/slack.ts', 'node_modules/@slack/bolt/dist/App.js', 'node_modules/zod/v4/mini/index.js'];

test('a small bundle of allowed packages passes', () => {
  expect(faultsOf({ bytes: SLACK_LIMIT_KIB * 1024, inputs })).toEqual([]);
});

test('a bundle over the limit is named with its size', () => {
  expect(faultsOf({ bytes: SLACK_LIMIT_KIB * 1024 + 1, inputs })).toEqual(['The Slack function has 261 KiB, the limit is 260 KiB.']);
});

test.each(['express', 'undici', 'iconv-lite', 'jsonwebtoken', 'postal-mime', '@aws-sdk/client-lambda'])('%s is refused', (name) => {
  expect(faultsOf({ bytes: 1, inputs: [...inputs, `node_modules/@slack/bolt/node_modules/${name}/index.js`] })[0]).toContain(`${name} must not`);
});

test('an AWS client left external is refused too: loading it costs more than our whole cold start', () => {
  expect(faultsOf({ bytes: 1, inputs, imports: ['node:crypto', '@aws-sdk/client-dynamodb'] })).toHaveLength(1);
});

test('all languages of zod are noticed', () => {
  expect(faultsOf({ bytes: 1, inputs: [...inputs, 'node_modules/zod/v4/locales/de.js'] })[0]).toContain('zod/mini');
  expect(faultsOf({ bytes: 1, inputs: [...inputs, 'node_modules/zod/v4/locales/en.js'] })).toEqual([]);
});

test('the innermost package counts', () => {
  expect(packageOf('node_modules/a/node_modules/@b/c/x.js')).toBe('@b/c');
  expect(packageOf('src/cli.ts')).toBeUndefined();
});
