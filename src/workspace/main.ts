// The practice workspace as a process of its own. `npm start` starts it beside the handlers.
import { join } from 'node:path';
import { Gateway, overHttp } from './delivery.js';
import { type Assets, openWorkspace } from './server.js';

/** From the project's folder: markup and style as they lie there, the script as it was built. */
const pageAssets = (root: string): Assets => ({
  '/': [join(root, 'src/workspace/page/index.html'), 'text/html; charset=utf-8'],
  '/page.css': [join(root, 'src/workspace/page/page.css'), 'text/css; charset=utf-8'],
  '/page.js': [join(root, 'dist/page.js'), 'text/javascript; charset=utf-8'],
  '/icon.svg': [join(root, 'src/workspace/page/icon.svg'), 'image/svg+xml'],
});

async function main({ WORKSPACE_PORT = '3000', HANDLER_PORT = '3010', SLACK_SIGNING_SECRET, ...rest }: NodeJS.ProcessEnv): Promise<void> {
  if (!SLACK_SIGNING_SECRET) throw new Error('SLACK_SIGNING_SECRET is not set. Start the workspace by npm start.');
  const root = process.cwd();
  // What the emulator sets for its functions, so that late answers come here.
  const env = { ...rest, SLACK_SIGNING_SECRET, IS_OFFLINE: 'true', SLACK_HOOKS_ORIGIN: `http://127.0.0.1:${WORKSPACE_PORT}` };
  const gateway = new Gateway(join(root, 'dist/handlers/slack.js'), env, Date.now);
  const running = await openWorkspace({
    assets: pageAssets(root),
    port: Number(WORKSPACE_PORT),
    around: {
      secret: SLACK_SIGNING_SECRET,
      deliver: { text: overHttp(`http://127.0.0.1:${HANDLER_PORT}/slack/events`), base64: gateway.deliver },
      now: Date.now,
    },
  });
  const stop = () => void Promise.all([running.close(), gateway.close()]).then(() => process.exit(0));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop);
}

main(process.env).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
