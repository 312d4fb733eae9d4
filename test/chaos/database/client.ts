import { DynamoDBClient } from "@aws-sdk/client-dynamodb";

/** Answers a command, by its low-level name such as "TransactWriteItems", or throws the SDK's exception. */
export type Answer = (command: string, input: Record<string, unknown>) => Promise<Record<string, unknown>>;

interface Arguments {
  readonly input: Record<string, unknown>;
  readonly request?: unknown;
}
type Handler = (args: Arguments) => Promise<{ readonly response: unknown; readonly output: unknown }>;
type Middleware = (next: Handler, context: { readonly commandName?: string }) => Handler;

/** What an SDK client has, of which this needs the least. */
interface AnyClient {
  readonly middlewareStack: {
    identify(): string[];
    remove(name: string): boolean;
    add(middleware: Middleware, options: Readonly<Record<string, unknown>>): void;
  };
}

/**
 * Not listed until a command is sent, as it has its place by one of the command's own. It remembers credentials: a client's
 * first call would take more steps than its others, and whoever lives through a seed first would live through another story.
 */
const UNLISTED = ["httpAuthSchemeMiddleware"];

/**
 * Has a client's commands answered by a function instead of the network: no socket, no timer, no retry, no signature and
 * no chance (a transaction gets no client token but the caller's own). The client's own middlewares go; in place of
 * its serializer the input is handed through as it is, and in place of its deserializer the answer. What stands around
 * those two, the document client's marshalling, is the SDK's own.
 */
export function answer<Client>(client: Client, handler: Answer): Client {
  const { middlewareStack: stack } = client as AnyClient;
  for (const described of [...stack.identify(), ...UNLISTED]) stack.remove(described.split(/ - | \(/)[0] as string);
  const passOn: Middleware = (next) => async (args) => next({ ...args, request: {} });
  const answerNow: Middleware = (_, context) => async (args) => {
    const output = await handler((context.commandName ?? "").replace(/Command$/, ""), args.input);
    return { response: {}, output: { $metadata: { httpStatusCode: 200, attempts: 1, totalRetryDelay: 0 }, ...output } };
  };
  stack.add(passOn, { name: "serializerMiddleware", step: "serialize" });
  stack.add(answerNow, { name: "deserializerMiddleware", step: "deserialize" });
  return client;
}

/** What a client needs to be made, and for nothing else: nobody is asked for credentials or an address. */
export const NOWHERE = {
  region: "us-east-1",
  endpoint: "http://answered.invalid",
  credentials: { accessKeyId: "none", secretAccessKey: "none" },
  // Otherwise these are looked for in files, which takes its own time.
  defaultsMode: "standard",
  authSchemePreference: [] as string[],
  retryMode: "standard",
  maxAttempts: 1,
  useDualstackEndpoint: false,
  useFipsEndpoint: false,
  userAgentAppId: "none",
  disableS3ExpressSessionAuth: true,
  disableMultiregionAccessPoints: true,
  useArnRegion: false,
  requestChecksumCalculation: "WHEN_REQUIRED",
  responseChecksumValidation: "WHEN_REQUIRED",
  sigv4aSigningRegionSet: [] as string[],
} as const;

/** A DynamoDBClient whose commands are answered by a function instead of the network: everything above the wire, marshalling included, is the SDK's own. */
export function answeredClient(handler: Answer): DynamoDBClient {
  const client = answer(new DynamoDBClient(NOWHERE), handler);
  // Each command copies the configuration to look for its endpoint. There is none, so let it be small: a quarter of the time.
  const config = { serviceId: "DynamoDB", ignoreConfiguredEndpointUrls: true, endpointProvider: () => ({ properties: {} }) };
  return Object.assign(client, { config });
}

/** An S3 object's body, as far as a text is asked of it. */
export function textBody(text: string): { transformToString(encoding?: string): Promise<string> } {
  return { transformToString: async () => text };
}
