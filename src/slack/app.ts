import { type AckFn, App, AwsLambdaReceiver, LogLevel, type ReceiverEvent } from '@slack/bolt';
import type { Config } from '../config.js';
import type { Rule } from '../model/rule.js';
import { guessLocale } from '../parsers/text/locale.js';
import { rules } from '../rules/index.js';
import { answerCommand } from './command.js';
import { failure } from './failure.js';
import type { Invoke } from './invoke.js';
import { describe, type Log } from './log.js';
import { note } from './notes.js';
import { once } from './once.js';
import { isAllowed } from './payload.js';

export interface Around {
  readonly config: Config;
  /** All rules, unless a test brings its own. */
  readonly rules?: readonly Rule[];
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly log: Log;
  /** Hands a job to the worker; Lambda, unless a test brings its own. */
  readonly invoke?: Invoke | undefined;
}

/** What a listener needs to know of its request. */
export interface Call extends Around {
  readonly rules: readonly Rule[];
  readonly requestId: string;
  /** True for a key that was not seen before. */
  readonly first: (key: string) => boolean;
}

/** A verified request in the form that Bolt's receiver reads: text, one header, nothing to decode or to doubt. */
export interface Request {
  readonly contentType: string;
  readonly body: string;
  readonly requestId: string;
}

export interface Response {
  readonly statusCode: number;
  readonly headers?: { readonly [name: string]: boolean | number | string };
  readonly body: string;
}

/** Bolt with two listeners. It has no token and looks nothing up, so a paste is answered without any network. */
export function createApp(around: Around): (request: Request) => Promise<Response> {
  const logger = silent(around.log);
  const first = once();
  const call = (requestId: unknown): Call => ({ rules, ...around, requestId: String(requestId), first });
  const receiver = new AwsLambdaReceiver({
    signingSecret: '',
    // Done before Bolt sees a byte: verify.ts.
    signatureVerification: false,
    logger,
    customPropertiesExtractor: ({ requestContext }) => ({ requestId: requestContext.requestId }),
  });
  const app = new App({ receiver, logger, authorize: async () => ({}), convoStore: false, ignoreSelf: false, attachFunctionToken: false });
  app.command(/^/, async ({ command, ack, context }) => ack(await answerCommand(command, call(context['requestId']))));
  app.action(/^/, async ({ body, ack, context }) => {
    // First, so that Bolt's timer is gone; what Slack is told leaves the function with the rest.
    await ack();
    const { answerButton } = await import('./buttons.js');
    await answerButton(body, call(context['requestId']));
  });
  // To the one who asked: acknowledge() below has the answer. Bolt's own handler would log the error first.
  app.error((error) => Promise.reject(error.original ?? error));
  const dispatch = app.processEvent.bind(app);
  app.processEvent = (event) => acknowledge(event, dispatch, around);
  const handle = receiver.toHandler();
  return (request) => handle(lambdaEvent(request), undefined);
}

/** Every request is acknowledged once, whatever its listener does: Slack would show a bare error, and a timer of Bolt would stay. */
async function acknowledge(event: ReceiverEvent, dispatch: (event: ReceiverEvent) => Promise<void>, around: Around): Promise<void> {
  let answered = false;
  const ack: AckFn<unknown> = async (response) => {
    if (!answered) await event.ack(response);
    answered = true;
  };
  const requestId = String(event.customProperties?.['requestId']);
  const { command, text }: { command?: unknown; text?: unknown } = event.body;
  const locale = guessLocale(String(text ?? ''));
  try {
    if (isAllowed(event.body, around.config)) await dispatch({ ...event, ack });
    else {
      around.log({ outcome: 'ignored', requestId, what: 'workspace' });
      await ack(command === undefined ? undefined : note('otherWorkspace', locale));
    }
  } catch (error) {
    around.log({ outcome: 'failed', requestId, what: 'listener', ...describe(error) });
    await ack(command === undefined ? undefined : failure(locale, requestId, around));
  }
  // Nobody listens to it: events, shortcuts, views.
  if (!answered) around.log({ outcome: 'ignored', requestId, what: 'unknown' });
  await ack();
}

function lambdaEvent({ contentType, body, requestId }: Request) {
  const event = {
    version: '2.0',
    routeKey: 'POST /slack/events',
    rawPath: '/slack/events',
    rawQueryString: '',
    headers: { 'content-type': contentType },
    body,
    isBase64Encoded: false,
    requestContext: { requestId },
  };
  // Bolt turns the whole event into text for its debug log. There is nothing to see.
  return Object.defineProperty(event, 'toJSON', { value: () => requestId });
}

type Logger = NonNullable<ConstructorParameters<typeof AwsLambdaReceiver>[0]['logger']>;

/** Bolt's messages may quote a request. What counts is that there was one, and its error's class. */
function silent(log: Log): Logger {
  const nothing = () => {};
  const report = (...words: unknown[]) =>
    log({ outcome: 'failed', requestId: '', what: 'bolt', ...describe(words.find((word) => word instanceof Error)) });
  return { debug: nothing, info: nothing, warn: nothing, error: report, setLevel: nothing, setName: nothing, getLevel: () => LogLevel.ERROR };
}
