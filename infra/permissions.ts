import { Effect, PolicyStatement, type PolicyStatementProps } from "aws-cdk-lib/aws-iam";
import { Stack } from "aws-cdk-lib/core";
import { BANK_FILES } from "../shared/payouts/files/model/file-kind.ts";
import type { DataStore } from "./data-store.ts";
import type { FactBus } from "./fact-bus.ts";
import type { FenrunFunction, FenrunFunctionProps } from "./fenrun-function.ts";
import { acceptWildcard, arnOf } from "./nag-suppressions.ts";

/** Where large bodies that couldn't be read are kept in the bucket. */
export const QUARANTINE = "quarantine/";

/** What a function may do beyond its own logs and queue. */
export interface Permissions {
  /** What may be done with rows besides reading them; nothing unless it is said. */
  readonly rows?: RowPermissions;
  /** The bucket's objects under this prefix, or these, may be read and written. */
  readonly objectsUnder?: string | readonly string[];
  /** Those under these may be written, and not read. */
  readonly writesUnder?: string | readonly string[];
  /** Those under these may be read. */
  readonly readsUnder?: string | readonly string[];
  /** May put events of Fenrun's own on the bus. */
  readonly events?: boolean;
  /** What may be done with the payees' key. */
  readonly payees?: keyof typeof PAYEE_KEY_ACTIONS;
  /** What may be done with files that have whole account numbers in them; needs no more than this of the payees' key. */
  readonly bankFiles?: "write" | "read";
}

/** Partitions by their keys (see functions/_platform/dynamodb/keys.ts), with * for any text; "any" for all that no one else has for itself. */
type Partitions = readonly string[] | "any";

/** In which partitions rows may be written, by how. */
export interface RowPermissions {
  readonly puts?: Partitions;
  readonly updates?: Partitions;
  /** Where a transaction may check a row that it doesn't write. */
  readonly checks?: Partitions;
  readonly deletes?: readonly string[];
  /** The step of a close that it is: what a close fixes is denied to everyone else. */
  readonly closes?: keyof typeof CLOSE_RECORDS;
}

/**
 * What the steps of a close write, and nobody else may. A settlement lies in its advisor's partition beside what others
 * write, and IAM knows no sort keys: it is told by the attributes that only settlements and statements have.
 */
const CLOSE_RECORDS = {
  close: { partitions: ["CLOSES"], attributes: [] },
  gathers: { partitions: ["GATHERS#*"], attributes: [] },
  settlements: {
    partitions: ["CLOSE#*", "SNAPSHOTS#*"],
    attributes: ["settled", "carriedForward", "advances", "statement", "statementHash", "bodyKey"],
  },
} as const;

/**
 * Lets a function read rows, and whatever else is asked for. Rows are found by key and query only, so there is
 * no Scan; objects are never deleted, so there is no DeleteObject. A transaction needs the permissions of its parts.
 */
export function grant(consumer: FenrunFunction, store: DataStore, facts: FactBus, permissions: Permissions): void {
  const { rows = {} } = permissions;
  const [written, read] = [[permissions.objectsUnder ?? []].flat(), [permissions.readsUnder ?? []].flat()];
  grantRows(consumer, store, rows);
  const onlyReads = Object.keys(rows).length === 0 && written.length === 0;
  store.key.grant(consumer.function, ...(onlyReads ? READING_KEY_ACTIONS : KEY_ACTIONS));
  grantObjects(consumer, store, written, "s3:GetObject", "s3:PutObject");
  grantObjects(consumer, store, [permissions.writesUnder ?? []].flat(), "s3:PutObject");
  grantObjects(consumer, store, read, "s3:GetObject");
  if (written.length + read.length > 0) {
    // Without it S3 answers "forbidden" where it means "not found".
    consumer.function.addToRolePolicy(new PolicyStatement({ actions: ["s3:ListBucket"], resources: [store.bucket.bucketArn] }));
  }
  if (permissions.payees !== undefined) grantPayees(consumer, store, permissions.payees);
  if (permissions.bankFiles !== undefined) grantBankFiles(consumer, store, permissions.bankFiles);
  if (permissions.events) facts.letPutOwn(consumer.role);
}

function grantRows(consumer: FenrunFunction, { table }: DataStore, { closes, ...writes }: RowPermissions): void {
  const resources = [table.tableArn];
  const add = (statement: PolicyStatementProps) => consumer.function.addToRolePolicy(new PolicyStatement({ ...statement, resources }));
  add({ actions: ["dynamodb:GetItem", "dynamodb:BatchGetItem", "dynamodb:Query"] });
  for (const [how, action] of Object.entries(WRITES)) {
    const partitions = writes[how as keyof typeof WRITES];
    if (partitions === undefined) continue;
    const within = partitions === "any" ? {} : { conditions: { "ForAllValues:StringLike": { "dynamodb:LeadingKeys": partitions } } };
    add({ actions: [action], ...within });
  }
  if (Object.keys(writes).length === 0) return;
  // An explicit Deny holds whatever is allowed above, now or later.
  const actions = ["dynamodb:PutItem", "dynamodb:UpdateItem", "dynamodb:DeleteItem"];
  for (const [step, { partitions, attributes }] of Object.entries(CLOSE_RECORDS)) {
    if (step === closes) continue;
    add({ effect: Effect.DENY, actions, conditions: { "ForAnyValue:StringLike": { "dynamodb:LeadingKeys": partitions } } });
    if (attributes.length > 0)
      add({ effect: Effect.DENY, actions, conditions: { "ForAnyValue:StringEquals": { "dynamodb:Attributes": attributes } } });
  }
}

/** What recording facts writes: facts, orders with their credits and tallies, what waits, and what goes to quarantine. */
export const RECORDING = {
  puts: [
    "A#*",
    "ADJUSTMENT#*",
    "AWAITING#*",
    "DERIVATIONS",
    "GATE#*",
    "LEDGER",
    "O#*",
    "PLANS",
    "QUARANTINE#*",
    "SHARD#*",
    "STORE#*",
    "UNASSIGNED",
  ],
  updates: ["A#*", "LEDGER", "QUARANTINE#*"],
  checks: ["GATE#*"],
} as const satisfies RowPermissions;

/** Deriving credits anew writes orders as recording does, and takes its tasks off when they are done. */
export const DERIVING = {
  ...RECORDING,
  puts: [...RECORDING.puts, "DERIVATION#*"],
  updates: [...RECORDING.updates, "DERIVATIONS"],
  deletes: ["DERIVATIONS"],
} as const satisfies RowPermissions;

const WRITES = {
  puts: "dynamodb:PutItem",
  updates: "dynamodb:UpdateItem",
  checks: "dynamodb:ConditionCheckItem",
  deletes: "dynamodb:DeleteItem",
} as const satisfies Record<Exclude<keyof RowPermissions, "closes">, string>;

function grantObjects(consumer: FenrunFunction, { bucket }: DataStore, prefixes: readonly string[], ...actions: string[]): void {
  if (prefixes.length === 0) return;
  const resources = prefixes.map((prefix) => bucket.arnForObjects(`${prefix}*`));
  consumer.function.addToRolePolicy(new PolicyStatement({ actions, resources }));
  for (const prefix of prefixes)
    acceptWildcard(consumer, `${arnOf(bucket)}/${prefix}*`, "Objects are named by what they hold; the prefix is the limit.");
}

/** Payee details are encrypted by the function itself, each data key for this purpose alone (see functions/_platform/vault). */
function grantPayees(consumer: FenrunFunction, { payeeKey, accountTagKey }: DataStore, use: keyof typeof PAYEE_KEY_ACTIONS): void {
  consumer.function.addToRolePolicy(
    new PolicyStatement({
      actions: PAYEE_KEY_ACTIONS[use],
      resources: [payeeKey.keyArn],
      conditions: { StringEquals: { "kms:EncryptionContext:purpose": "fenrun-payee" } },
    }),
  );
  if (use !== "encrypt") return;
  // Who tags accounts may try numbers against the tags: nobody but who is given the numbers anyway.
  consumer.function.addToRolePolicy(
    new PolicyStatement({
      actions: ["kms:GenerateMac"],
      resources: [accountTagKey.keyArn],
      conditions: { StringEquals: { "kms:MacAlgorithm": "HMAC_SHA_256" } },
    }),
  );
}

/** Files for banks are encrypted by S3, each under a data key of its own: the key may be used by way of S3, and for these files alone. */
function grantBankFiles(consumer: FenrunFunction, store: DataStore, use: "write" | "read"): void {
  const { bucket, payeeKey } = store;
  // Whoever writes a file in parts has to read what it wrote.
  grantObjects(consumer, store, [BANK_FILES], ...(use === "write" ? ["s3:PutObject"] : ["s3:GetObject"]));
  consumer.function.addToRolePolicy(
    new PolicyStatement({
      actions: use === "write" ? ["kms:Decrypt", "kms:GenerateDataKey"] : ["kms:Decrypt"],
      resources: [payeeKey.keyArn],
      conditions: {
        StringEquals: { "kms:ViaService": `s3.${Stack.of(consumer).region}.amazonaws.com` },
        StringLike: { "kms:EncryptionContext:aws:s3:arn": bucket.arnForObjects(`${BANK_FILES}*`) },
      },
    }),
  );
}

const READING_KEY_ACTIONS = ["kms:Decrypt", "kms:DescribeKey"];

/** Whoever encrypts is given a data key and its encrypted form; to decrypt anything takes the other one. */
const PAYEE_KEY_ACTIONS = { encrypt: ["kms:GenerateDataKey"], decrypt: ["kms:Decrypt"] };

/** What DynamoDB and S3 do with the key on the caller's behalf, spelled out, since a wildcard would allow more with every new action. */
const KEY_ACTIONS = [
  "kms:Decrypt",
  "kms:DescribeKey",
  "kms:Encrypt",
  "kms:GenerateDataKey",
  "kms:GenerateDataKeyWithoutPlaintext",
  "kms:ReEncryptFrom",
  "kms:ReEncryptTo",
];

/** Defines one of the functions, with what it may touch and no more. */
export type DefineFunction = (id: string, shape: Omit<FenrunFunctionProps, "environment">, permissions: Permissions) => FenrunFunction;
