import type { SQSBatchResponse, SQSEvent, SQSRecord } from "aws-lambda";
import * as z from "zod";
import { issue, type Refusal, RefusedError, refusal } from "../../shared/base/issues/issue.ts";
import { invalid, type ParseResult, parse } from "../../shared/base/issues/parse.ts";
import { MAX_RECEIVE_COUNT, type UploadSubject } from "../../shared/base/runtime/jobs.ts";
import { RetryableError } from "../../shared/base/runtime/retry.ts";
import { failUpload } from "../../shared/uploads/steps/upload-records.ts";
import { fenrunHandler, logger, timeLeft } from "./middleware.ts";
import type { Wiring } from "./wiring.ts";

/** What a message asks for, and who is told where it can't be done. */
interface Job<Detail> {
  /** Idempotent, as messages are delivered at least once. @throws RefusedError where trying again changes nothing. */
  readonly run: (detail: Detail, deps: Wiring, hasTime: () => boolean) => Promise<unknown>;
  /** Records a refusal where whoever asked sees it: the message is acknowledged then. */
  readonly onRefused: (detail: Detail, refusals: readonly Refusal[], deps: Wiring) => Promise<unknown>;
  /** Records that the last attempt failed too, where whoever asked would wait for ever. */
  readonly onLastFailure?: (detail: Detail, deps: Wiring) => Promise<unknown>;
}

/** What whoever asked is told where the last attempt failed. */
export const JOB_FAILED: readonly Refusal[] = [refusal("job-failed")];

type Schemas = Readonly<Record<string, z.ZodType>>;
type Jobs<Listed extends Schemas> = { readonly [Kind in keyof Listed]: Job<z.output<Listed[Kind]>> };

/**
 * A handler of a queue of jobs: parses each message by its kind's schema and does its job. What fails is delivered again,
 * alone; what is refused is final, so it is recorded and acknowledged, and never goes to the dead-letter queue.
 */
export const queueHandler = <Listed extends Schemas>(schemas: Listed, jobs: Jobs<Listed>, wiring: () => Wiring) =>
  fenrunHandler(async ({ Records }: SQSEvent, context): Promise<SQSBatchResponse> => {
    const messageSchema = z.union(
      Object.entries(schemas).map(([kind, schema]) => z.object({ "detail-type": z.literal(kind), detail: schema })),
    );
    const batchItemFailures: SQSBatchResponse["batchItemFailures"] = [];
    for (const record of Records) {
      const message = parseMessage(messageSchema, record);
      const isDone = message.ok && (await tryJob(jobs[message.value["detail-type"]] as Job<unknown>, message.value.detail, record));
      if (!isDone) batchItemFailures.push({ itemIdentifier: record.messageId });
    }
    return { batchItemFailures };

    async function tryJob(job: Job<unknown>, detail: unknown, record: SQSRecord): Promise<boolean> {
      try {
        await job.run(detail, wiring(), timeLeft(context));
        return true;
      } catch (error) {
        logFailure(error, record);
        if (error instanceof RefusedError) return succeeds(() => job.onRefused(detail, error.issues, wiring()), record);
        if (isLastAttempt(record)) await succeeds(async () => job.onLastFailure?.(detail, wiring()), record);
        return false;
      }
    }
  }, wiring);

/** Parses a message. One that is invalid is logged, by its issues alone. */
export function parseMessage<Message>(schema: z.ZodType<Message>, { messageId, body }: SQSRecord): ParseResult<Message> {
  const message = parseJson(schema, body);
  if (!message.ok) logger.error("a message that can't be read", { messageId, issues: message.issues });
  return message;
}

function parseJson<Message>(schema: z.ZodType<Message>, body: string): ParseResult<Message> {
  try {
    return parse(schema, JSON.parse(body));
  } catch {
    return invalid([issue("", "event-expected")]);
  }
}

async function succeeds(record: () => Promise<unknown>, message: SQSRecord): Promise<boolean> {
  try {
    await record();
    return true;
  } catch (error) {
    logFailure(error, message);
    return false;
  }
}

/** A busy table is routine, and a refusal is an answer; anything else is a fault that someone must look at. */
function logFailure(error: unknown, { messageId }: SQSRecord): void {
  if (error instanceof RefusedError || error instanceof RetryableError) logger.warn(error.message, { messageId });
  else logger.error("unexpected error", error as Error);
}

const isLastAttempt = ({ attributes }: Pick<SQSRecord, "attributes">): boolean =>
  Number(attributes?.ApproximateReceiveCount ?? 0) >= MAX_RECEIVE_COUNT;

interface UploadDetail {
  readonly subject: UploadSubject;
  readonly uploadId: string;
}

/** The job that reads an upload. Where it can't, whatever the reason, the upload's page says so. */
export function uploadJob<Detail extends UploadDetail>(run: (detail: Detail, deps: Wiring) => Promise<unknown>): Job<Detail> {
  const fail = ({ subject, uploadId }: Detail, deps: Wiring) => failUpload(subject, uploadId, deps);
  return { run, onRefused: (detail, _, deps) => fail(detail, deps), onLastFailure: fail };
}
