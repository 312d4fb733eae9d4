import { PolicyStatement } from "aws-cdk-lib/aws-iam";
import type { DataStore } from "./data-store.ts";
import type { FactBus } from "./fact-bus.ts";
import type { FenrunFunction } from "./fenrun-function.ts";
import { acceptWildcard, arnOf } from "./nag-suppressions.ts";

/** Where large bodies that couldn't be read are kept in the bucket. */
export const QUARANTINE = "quarantine/";

/** What a function may do beyond its own logs and queue. */
export interface Permissions {
  /** What may be done with rows: everything but scanning, unless only reading, or reading and putting, is asked for. */
  readonly rows?: "all" | "read-and-put" | "read";
  /** The bucket's objects under this prefix, or these, may be read and written; "" means all of them. */
  readonly objectsUnder?: string | readonly string[];
  /** Those under these may be read. */
  readonly readsUnder?: string | readonly string[];
  /** May put events of Fenrun's own on the bus. */
  readonly events?: boolean;
  /** What may be done with payee details: sealed as they are typed, or opened for the files that a bank gets. */
  readonly payees?: "seal" | "open";
}

/**
 * Lets a function read and write rows, and whatever else is asked for. Rows are found by key and query only, so there is
 * no Scan; objects are never deleted, so there is no DeleteObject. A transaction needs the permissions of its parts.
 */
export function grant(consumer: FenrunFunction, store: DataStore, facts: FactBus, permissions: Permissions): void {
  const { rows = "all" } = permissions;
  const [written, read] = [[permissions.objectsUnder ?? []].flat(), [permissions.readsUnder ?? []].flat()];
  store.table.grant(consumer.function, ...ROW_ACTIONS[rows]);
  const onlyReads = rows === "read" && written.length === 0;
  store.key.grant(consumer.function, ...(onlyReads ? READING_KEY_ACTIONS : KEY_ACTIONS));
  const objects = (prefixes: readonly string[], ...actions: string[]) => {
    if (prefixes.length === 0) return;
    const resources = prefixes.map((prefix) => store.bucket.arnForObjects(`${prefix}*`));
    consumer.function.addToRolePolicy(new PolicyStatement({ actions, resources }));
    for (const prefix of prefixes) {
      acceptWildcard(consumer, `${arnOf(store.bucket)}/${prefix}*`, "Objects are named by what they hold; the prefix is the limit.");
    }
  };
  objects(written, "s3:GetObject", "s3:PutObject");
  objects(read, "s3:GetObject");
  if (written.length + read.length > 0) {
    // Without it S3 answers "forbidden" where it means "not found".
    consumer.function.addToRolePolicy(new PolicyStatement({ actions: ["s3:ListBucket"], resources: [store.bucket.bucketArn] }));
  }
  if (permissions.payees !== undefined) store.payeeKey.grant(consumer.function, ...PAYEE_KEY_ACTIONS[permissions.payees]);
  if (permissions.events) facts.letPutOwn(consumer.role);
}

const READ_ACTIONS = ["dynamodb:GetItem", "dynamodb:BatchGetItem", "dynamodb:Query"];

const ROW_ACTIONS = {
  all: [...READ_ACTIONS, "dynamodb:ConditionCheckItem", "dynamodb:PutItem", "dynamodb:UpdateItem", "dynamodb:DeleteItem"],
  "read-and-put": [...READ_ACTIONS, "dynamodb:PutItem"],
  read: READ_ACTIONS,
};

const READING_KEY_ACTIONS = ["kms:Decrypt", "kms:DescribeKey"];

/** Whoever seals is given a key and its sealed form; to open anything sealed by it takes the other one. */
const PAYEE_KEY_ACTIONS = { seal: ["kms:GenerateDataKey"], open: ["kms:Decrypt"] };

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
