import * as z from "zod";
import type { TemplateResource } from "../template.ts";
import type { Resolve, ResourceName } from "./intrinsics.ts";
import { entryOf } from "./names.ts";

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

/** One resource of the template, ready to be read. */
export interface Readable {
  readonly logicalId: string;
  readonly resource: TemplateResource;
  readonly name: ResourceName | undefined;
  readonly resolve: Resolve;
}

const tableProperties = propertiesReader(
  {
    KeySchema: z.array(z.strictObject({ AttributeName: z.string(), KeyType: z.enum(["HASH", "RANGE"]) })).readonly(),
    AttributeDefinitions: z.array(z.strictObject({ AttributeName: z.string(), AttributeType: z.enum(["S", "N", "B"]) })).readonly(),
    BillingMode: z.literal("PAY_PER_REQUEST"),
  },
  ["DeletionProtectionEnabled", "PointInTimeRecoverySpecification", "SSESpecification", "Tags"],
);

/** Reads the table, as CreateTable wants it. A stream, an index or an expiry would be an unknown property. */
export function readTable(table: Readable) {
  const known = tableProperties(table);
  return { name: nameOf(table).ref, keySchema: known.KeySchema, attributeDefinitions: known.AttributeDefinitions };
}
export type LocalTable = ReturnType<typeof readTable>;

const functionProperties = propertiesReader(
  {
    Timeout: z.int(),
    MemorySize: z.int(),
    Environment: z.strictObject({ Variables: z.record(z.string(), z.string()) }),
  },
  ["Architectures", "Code", "Description", "Handler", "LoggingConfig", "Role", "Runtime", "Tags", "TracingConfig"],
);

/** Reads a function. Where it runs and what it may do plays no part here. */
export function readFunction(lambda: Readable) {
  const known = functionProperties(lambda);
  const name = nameOf(lambda);
  return {
    /** The folder under functions/, such as record-facts. */
    name: name.ref,
    arn: name.arn,
    /** The source file, from the project's root. */
    entry: entryOf(lambda.logicalId, lambda.resource),
    timeoutSeconds: known.Timeout,
    memoryMb: known.MemorySize,
    environment: known.Environment.Variables,
  };
}
export type LocalFunction = ReturnType<typeof readFunction>;

const queueProperties = propertiesReader(
  { RedrivePolicy: z.strictObject({ deadLetterTargetArn: z.string(), maxReceiveCount: z.int().min(1) }).optional() },
  ["KmsMasterKeyId", "MessageRetentionPeriod", "SqsManagedSseEnabled", "Tags", "VisibilityTimeout"],
);

/** Reads after how many tries a queue's messages are dead; undefined for a queue without a dead-letter queue, as which it may serve itself. */
export function readMaxReceiveCount(queue: Readable): number | undefined {
  return queueProperties(queue).RedrivePolicy?.maxReceiveCount;
}

const mappingProperties = propertiesReader({
  EventSourceArn: z.string(),
  FunctionName: z.string(),
  BatchSize: z.int().min(1).default(10),
  MaximumBatchingWindowInSeconds: z.int().min(0).default(0),
  ScalingConfig: z.strictObject({ MaximumConcurrency: z.int().min(2) }).optional(),
  FunctionResponseTypes: z.array(z.literal("ReportBatchItemFailures")).default([]),
  Enabled: z.literal(true).optional(),
});

/** Reads which function takes what from which queue. */
export function readConsumer(mapping: Readable, maxReceiveCounts: ReadonlyMap<string, number | undefined>) {
  const known = mappingProperties(mapping);
  const maxReceiveCount = maxReceiveCounts.get(known.EventSourceArn);
  if (maxReceiveCount === undefined) {
    throw new Error(`${mapping.logicalId}: ${known.EventSourceArn} is no queue with a dead-letter queue`);
  }
  return {
    queueArn: known.EventSourceArn,
    // Without the alias by which it is called.
    functionName: known.FunctionName.split(":")[0] ?? "",
    batchSize: known.BatchSize,
    windowSeconds: known.MaximumBatchingWindowInSeconds,
    /** Undefined where the template sets no limit. */
    maxConcurrency: known.ScalingConfig?.MaximumConcurrency,
    /** Whether the function may answer with the messages that failed. */
    partialFailures: known.FunctionResponseTypes.length > 0,
    /** After so many tries a message is dead. */
    maxReceiveCount,
  };
}
export type LocalConsumer = ReturnType<typeof readConsumer>;

/** Each accepted value of an event's field. */
const acceptedValues = z
  .array(z.union([z.string(), z.strictObject({ prefix: z.string() }), z.strictObject({ "anything-but": z.array(z.string()) })]))
  .min(1);
export type Matcher = z.output<typeof acceptedValues>[number];

const ruleProperties = propertiesReader(
  {
    EventBusName: z.string().optional(),
    EventPattern: z.strictObject({ source: acceptedValues.optional(), "detail-type": acceptedValues.optional() }).optional(),
    ScheduleExpression: z.string().optional(),
    State: z.literal("ENABLED").default("ENABLED"),
    Targets: z.array(z.strictObject({ Id: z.string(), Arn: z.string(), DeadLetterConfig: z.strictObject({ Arn: z.string() }).optional() })),
  },
  ["Description", "Tags"],
);

/** Reads a rule: a pattern on the bus, or a schedule. */
export function readRule(rule: Readable) {
  const known = ruleProperties(rule);
  if ((known.EventPattern === undefined) === (known.ScheduleExpression === undefined)) {
    throw new Error(`${rule.logicalId}: the local runner knows rules with either a pattern or a schedule`);
  }
  return {
    name: rule.logicalId,
    /** The bus it listens to, or undefined for a schedule. */
    busName: known.EventBusName,
    /** What must match, all of it; undefined for a schedule. */
    pattern: known.EventPattern,
    schedule: known.ScheduleExpression,
    queueArns: known.Targets.map((target) => target.Arn),
  };
}
export type LocalRule = ReturnType<typeof readRule>;

const machineProperties = propertiesReader({ DefinitionString: z.string() }, [
  "LoggingConfiguration",
  "RoleArn",
  "TracingConfiguration",
  "Tags",
]);

/** Reads the state machine's definition, with its functions by their ARNs on this machine. */
export function readStateMachine(machine: Readable) {
  const known = machineProperties(machine);
  return { name: machine.logicalId, arn: nameOf(machine).arn, definition: JSON.parse(known.DefinitionString) as StateMachineDefinition };
}
export type LocalStateMachine = ReturnType<typeof readStateMachine>;

/**
 * What reads a kind of resource: the properties that matter, leaving aside those that are said not to, and refusing any
 * other. It is made once for a kind: a schema takes longer to make than a template to read.
 */
export function propertiesReader<Shape extends z.core.$ZodLooseShape>(
  shape: Shape,
  leftAside: readonly string[] = [],
): (from: Readable) => z.output<z.ZodObject<Shape, z.core.$strict>> {
  const schema = z.strictObject(shape);
  return (from) => {
    const properties = Object.entries(from.resource.Properties ?? {}).filter(([name]) => !leftAside.includes(name));
    const resolved = Object.fromEntries(properties.map(([name, value]) => [name, from.resolve(value, `${from.logicalId}.${name}`)]));
    const result = schema.safeParse(resolved);
    if (result.success) return result.data;
    const problems = result.error.issues.map((issue) => `${[from.logicalId, ...issue.path].join(".")}: ${issue.message}`);
    throw new Error(`The local runner does not understand the ${from.resource.Type}:\n${problems.join("\n")}`);
  };
}

function nameOf(named: Readable): ResourceName {
  if (!named.name) throw new Error(`${named.logicalId} has no name on this machine`);
  return named.name;
}
