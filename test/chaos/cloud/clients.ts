import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { EventBridgeClient } from "@aws-sdk/client-eventbridge";
import { S3Client } from "@aws-sdk/client-s3";
import { type Answer, answer, answeredClient, NOWHERE } from "../database/client.ts";

/** The SDK's clients of one sandbox. */
export interface Clients {
  readonly table: DynamoDBClient;
  readonly bucket: S3Client;
  readonly bus: EventBridgeClient;
}

/** Who answers them. */
export type Answers = { readonly [Service in keyof Clients]: Answer };

interface Pooled {
  readonly clients: Clients;
  answers: Answers;
}

const NOBODY: Answer = () => new Promise(() => {});
const idle: Pooled[] = [];

/** Lends clients, as making them costs more than all that a sandbox does with them. */
export class ClientPool {
  readonly #lent: Pooled[] = [];

  lend(answers: Answers): Clients {
    const pooled = idle.pop() ?? make();
    pooled.answers = answers;
    this.#lent.push(pooled);
    return pooled.clients;
  }

  /** Takes back what was lent; a call that is still made by it is never answered. */
  takeBack(): void {
    for (const pooled of this.#lent) {
      pooled.answers = { table: NOBODY, bucket: NOBODY, bus: NOBODY };
      idle.push(pooled);
    }
    this.#lent.length = 0;
  }
}

function make(): Pooled {
  const pooled: Pooled = {
    answers: { table: NOBODY, bucket: NOBODY, bus: NOBODY },
    clients: {
      table: answeredClient((command, input) => pooled.answers.table(command, input)),
      bucket: answer(new S3Client(NOWHERE), (command, input) => pooled.answers.bucket(command, input)),
      bus: answer(new EventBridgeClient(NOWHERE), (command, input) => pooled.answers.bus(command, input)),
    },
  };
  return pooled;
}
