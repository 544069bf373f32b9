// Bolt as it comes, with a command that answers one sentence.
import { App, AwsLambdaReceiver } from '@slack/bolt';

const receiver = new AwsLambdaReceiver({ signingSecret: process.env.SLACK_SIGNING_SECRET });
const app = new App({ receiver, authorize: async () => ({ botToken: 'none', botId: 'B0', botUserId: 'U0' }) });
app.command('/exchange-tls', ({ ack, command }) => ack({ response_type: 'ephemeral', text: `${command.text.length} characters` }));

export const handler = receiver.toHandler();
