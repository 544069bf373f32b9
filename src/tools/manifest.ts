// Prints the manifest of the Slack app: npm run manifest -- --url https://abc.execute-api.us-east-1.amazonaws.com
import { parseArgs } from 'node:util';

const PATH = '/slack/events';

/** The app needs one scope: a command is answered in its acknowledgement, a button by the address that comes with it. */
export function manifest(url: string) {
  const endpoint = endpointOf(url);
  return {
    display_information: {
      name: 'Exchange TLS',
      description: 'Paste a mail TLS error and get the cause and the commands that cure it',
      background_color: '#1d3b53',
    },
    features: {
      bot_user: { display_name: 'exchange-tls', always_online: false },
      slash_commands: [
        {
          command: '/exchange-tls',
          url: endpoint,
          description: 'Find the cause of a mail TLS error',
          usage_hint: '[paste the error], probe [host], or help',
          should_escape: false,
        },
      ],
    },
    oauth_config: { scopes: { bot: ['commands'] } },
    settings: {
      interactivity: { is_enabled: true, request_url: endpoint },
      org_deploy_enabled: false,
      socket_mode_enabled: false,
      token_rotation_enabled: false,
    },
  };
}

/** `https://host` or the endpoint itself, as the deployment prints it. */
function endpointOf(url: string): string {
  if (!URL.canParse(url)) throw new Error('--url is not an address: give the one that the deployment printed');
  const { protocol, origin, pathname, search, hash, username } = new URL(url);
  if (protocol !== 'https:' || username !== '' || search !== '' || hash !== '')
    throw new Error('--url must be a plain https address: Slack calls no other.');
  if (pathname !== '/' && pathname !== PATH) throw new Error(`--url must end with the host or with ${PATH}.`);
  return origin + PATH;
}

function main(): void {
  const { values } = parseArgs({ options: { url: { type: 'string' } } });
  if (values.url === undefined) throw new Error('usage: npm run manifest -- --url https://HOST');
  console.log(JSON.stringify(manifest(values.url), null, 2));
}

if (process.argv[1]?.endsWith('manifest.ts')) {
  try {
    main();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 2;
  }
}
