/** What the local runner reads from the template: the functions, and what leads to them. */

/** The table, as CreateTable wants it. */
export interface LocalTable {
  readonly name: string;
  readonly keySchema: readonly { readonly AttributeName: string; readonly KeyType: "HASH" | "RANGE" }[];
  readonly attributeDefinitions: readonly { readonly AttributeName: string; readonly AttributeType: "S" | "N" | "B" }[];
}

export interface LocalFunction {
  /** The folder under functions/, such as record-facts. */
  readonly name: string;
  readonly arn: string;
  /** The source file, from the project's root. */
  readonly entry: string;
  readonly timeoutSeconds: number;
  readonly memoryMb: number;
  readonly environment: Readonly<Record<string, string>>;
}

/** A queue that a function reads from, with how it does. */
export interface LocalConsumer {
  readonly queueArn: string;
  readonly functionName: string;
  readonly batchSize: number;
  readonly windowSeconds: number;
  /** Undefined where the template sets no limit. */
  readonly maxConcurrency: number | undefined;
  /** Whether the function may answer with the messages that failed. */
  readonly partialFailures: boolean;
  /** After so many tries a message is dead. */
  readonly maxReceiveCount: number;
}

/** One accepted value of an event's field. */
export type Matcher = string | { readonly prefix: string } | { readonly "anything-but": readonly string[] };

export interface LocalRule {
  readonly name: string;
  /** The bus it listens to, or undefined for a schedule. */
  readonly busName: string | undefined;
  /** What must match, all of it; undefined for a schedule. */
  readonly pattern: { readonly source?: readonly Matcher[]; readonly "detail-type"?: readonly Matcher[] } | undefined;
  readonly schedule: string | undefined;
  readonly queueArns: readonly string[];
}

export interface LocalStateMachine {
  readonly name: string;
  readonly arn: string;
  readonly definition: StateMachineDefinition;
}

/** As much of the Amazon States Language as finding the tasks takes. */
export interface StateMachineDefinition {
  readonly StartAt: string;
  readonly States: Readonly<Record<string, State>>;
}

export interface State {
  readonly Type: string;
  readonly Resource?: string;
  readonly Retry?: readonly unknown[];
  readonly ItemProcessor?: StateMachineDefinition;
  readonly Branches?: readonly StateMachineDefinition[];
}

/** One route of the HTTP API. */
export interface LocalRoute {
  /** "GET /v1/closes/{month}", "ANY /v1/{proxy+}", or "$default". */
  readonly key: string;
  readonly functionName: string;
  /** Whose access tokens are asked for before the function is called; undefined where none is. */
  readonly authorizer: { readonly issuer: string; readonly audience: readonly string[] } | undefined;
}

export interface Wiring {
  readonly table: LocalTable;
  readonly busName: string;
  readonly functions: readonly LocalFunction[];
  readonly consumers: readonly LocalConsumer[];
  readonly rules: readonly LocalRule[];
  readonly routes: readonly LocalRoute[];
  readonly stateMachine: LocalStateMachine;
}
