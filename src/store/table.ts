import type { AttributeValue, DynamoDBClient } from '@aws-sdk/client-dynamodb';

export type Item = Readonly<Record<string, AttributeValue>>;
export interface Condition {
  readonly text: string;
  readonly values?: Readonly<Record<string, AttributeValue>>;
}

/** Milliseconds for one call with its retries: a person waits behind it. */
const LIMIT = 2000;
/** A first attempt and two more, as long as the limit allows. */
const ATTEMPTS = 3;
const ONE_TRY = { connectionTimeout: 500, requestTimeout: 900, throwOnRequestTimeout: true };
/** Where DynamoDB is a stand-in on this machine. */
const LOCAL = { region: 'us-east-1', credentials: { accessKeyId: 'local', secretAccessKey: 'local' } };

/** A DynamoDB table with the key `pk`. The SDK is loaded at the first call; each call has one limit for everything. */
export class Table {
  // One client a table, closed with it: a connection kept for later would be dead when a frozen function wakes up.
  private client: Promise<DynamoDBClient> | undefined;

  constructor(
    private readonly name: string,
    private readonly endpoint: string | undefined,
  ) {}

  /** False if the condition did not hold. */
  async put(item: Item, condition?: Condition): Promise<boolean> {
    const { PutItemCommand, ConditionalCheckFailedException } = await import('@aws-sdk/client-dynamodb');
    const guard = condition && {
      ConditionExpression: condition.text,
      ...(condition.values && { ExpressionAttributeValues: { ...condition.values } }),
    };
    const command = new PutItemCommand({ TableName: this.name, Item: { ...item }, ...guard });
    try {
      await this.limited((client, abortSignal) => client.send(command, { abortSignal }));
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  }

  async get(key: string): Promise<Item | undefined> {
    const { GetItemCommand } = await import('@aws-sdk/client-dynamodb');
    const command = new GetItemCommand({ TableName: this.name, Key: { pk: { S: key } }, ConsistentRead: true });
    return (await this.limited((client, abortSignal) => client.send(command, { abortSignal }))).Item;
  }

  /** Adds one to the counter of a key, and returns what it is now. */
  async add(key: string, expiresAt: AttributeValue): Promise<number> {
    const { UpdateItemCommand } = await import('@aws-sdk/client-dynamodb');
    const command = new UpdateItemCommand({
      TableName: this.name,
      Key: { pk: { S: key } },
      UpdateExpression: 'ADD hits :one SET expiresAt = :until',
      ExpressionAttributeValues: { ':one': { N: '1' }, ':until': expiresAt },
      ReturnValues: 'UPDATED_NEW',
    });
    const { Attributes } = await this.limited((client, abortSignal) => client.send(command, { abortSignal }));
    const hits = Number(Attributes?.['hits']?.N);
    if (!Number.isInteger(hits)) throw new Error('The counter has no number.');
    return hits;
  }

  async close(): Promise<void> {
    const open = await this.client?.catch(() => undefined);
    this.client = undefined;
    open?.destroy();
  }

  private async limited<T>(call: (client: DynamoDBClient, signal: AbortSignal) => Promise<T>): Promise<T> {
    this.client ??= connect(this.endpoint);
    const abort = new AbortController();
    const timer = setTimeout(() => abort.abort(), LIMIT);
    try {
      return await call(await this.client, abort.signal);
    } finally {
      clearTimeout(timer);
    }
  }
}

async function connect(endpoint: string | undefined): Promise<DynamoDBClient> {
  const { DynamoDBClient } = await import('@aws-sdk/client-dynamodb');
  return new DynamoDBClient({ ...(endpoint !== undefined && { endpoint, ...LOCAL }), maxAttempts: ATTEMPTS, requestHandler: ONE_TRY });
}
