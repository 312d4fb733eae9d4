import { AttributeType, BillingMode, Table, TableEncryption } from "aws-cdk-lib/aws-dynamodb";
import { Key, KeySpec, KeyUsage } from "aws-cdk-lib/aws-kms";
import { BlockPublicAccess, Bucket, BucketEncryption, ObjectOwnership } from "aws-cdk-lib/aws-s3";
import { Duration, RemovalPolicy } from "aws-cdk-lib/core";
import { Construct } from "constructs";
import { UPLOADS } from "../functions/_platform/object-store/upload-store.ts";

/**
 * Where everything that counts is kept, under one customer managed key: rows in the table; statement bodies, snapshots
 * and what is too large for a row in the bucket. Deleting the stack deletes neither of them, nor the key.
 */
export class DataStore extends Construct {
  readonly key: Key;
  /** Seals payee details, field by field: who reads the table or the bucket can't read them by that. */
  readonly payeeKey: Key;
  /** Tags the accounts of payees, so that payees with one account are found and nobody can try numbers against the tags. */
  readonly accountTagKey: Key;
  readonly table: Table;
  readonly bucket: Bucket;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.key = new Key(this, "Key", {
      description: "Fenrun: the table and the bucket",
      enableKeyRotation: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });

    this.payeeKey = new Key(this, "PayeeKey", {
      description: "Fenrun: where advisors are paid to",
      enableKeyRotation: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });

    // KMS rotates no HMAC keys: under another key the same account would have another tag.
    this.accountTagKey = new Key(this, "AccountTagKey", {
      description: "Fenrun: which payees have one account",
      keySpec: KeySpec.HMAC_256,
      keyUsage: KeyUsage.GENERATE_VERIFY_MAC,
      removalPolicy: RemovalPolicy.RETAIN,
    });

    // No stream: what follows from a write is told by events, so that nothing in the write path waits for it.
    this.table = new Table(this, "Table", {
      partitionKey: { name: "pk", type: AttributeType.STRING },
      sortKey: { name: "sk", type: AttributeType.STRING },
      billingMode: BillingMode.PAY_PER_REQUEST,
      encryption: TableEncryption.CUSTOMER_MANAGED,
      encryptionKey: this.key,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });

    this.bucket = new Bucket(this, "Bucket", {
      ...PRIVATE_BUCKET,
      encryption: BucketEncryption.KMS,
      encryptionKey: this.key,
      // One data key for many objects: a close writes tens of thousands, and each would be a call to KMS.
      bucketKeyEnabled: true,
      versioned: true,
      serverAccessLogsBucket: new Bucket(this, "AccessLogs", {
        ...PRIVATE_BUCKET,
        // S3 can't deliver access logs to a bucket under a customer managed key.
        encryption: BucketEncryption.S3_MANAGED,
        lifecycleRules: [{ expiration: Duration.days(400) }],
      }),
      lifecycleRules: [
        { abortIncompleteMultipartUploadAfter: Duration.days(7) },
        // What people uploaded is read within minutes, and needed no longer.
        { prefix: UPLOADS, expiration: Duration.days(1), noncurrentVersionExpiration: Duration.days(1) },
      ],
    });
  }
}

const PRIVATE_BUCKET = {
  blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
  objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
  enforceSSL: true,
  removalPolicy: RemovalPolicy.RETAIN,
};
