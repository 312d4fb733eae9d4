import { MetricUnit } from "@aws-lambda-powertools/metrics";
import type { Context, SQSBatchResponse, SQSEvent } from "aws-lambda";
import * as z from "zod";
import type { AuditRequest, AuditRun } from "../../shared/audit/model/audit-run.ts";
import { auditLedger } from "../../shared/audit/steps/run-audit.ts";
import { code, RefusedError, refusal, refuse } from "../../shared/base/issues/issue.ts";
import { parse } from "../../shared/base/issues/parse.ts";
import { id } from "../../shared/engine/facts/fields.ts";
import { fenrunHandler, logger, metrics, timeLeft } from "../_platform/middleware.ts";
import { parseMessage } from "../_platform/queue-handler.ts";
import { type Wiring, wiring } from "../_platform/wiring.ts";

/** What may be asked: everything, one advisor, to go on with a run, or nothing in particular, which is a sample. */
const requestSchema = z
  .strictObject({
    all: z.literal(true).optional(),
    advisorId: id.optional(),
    runId: z.string().optional(),
  })
  .refine((request) => Object.keys(request).length <= 1, code("audit-request-expected"));
const messageSchema = z.object({ id: z.string(), time: z.iso.datetime(), detail: z.unknown() });

/** Audits the ledger: for each message of the queue, or directly, where the answer is the run as it then stands. */
export const createHandler = (wiring: () => Wiring) =>
  fenrunHandler(async (event: unknown, context): Promise<SQSBatchResponse | AuditRun> => {
    if (!isFromQueue(event)) return audit(event ?? {}, newRunId(wiring()), wiring(), context);
    const batchItemFailures: SQSBatchResponse["batchItemFailures"] = [];
    for (const record of event.Records) {
      const message = parseMessage(messageSchema, record);
      if (message.ok) await auditMessage(message.value, wiring(), context);
      else batchItemFailures.push({ itemIdentifier: record.messageId });
    }
    return { batchItemFailures };
  });

/** For Lambda. */
export const handler = createHandler(wiring);

/** A message that is delivered again goes on with the run that it began. What is refused is refused again: it is done with. */
async function auditMessage({ detail, time, id }: z.output<typeof messageSchema>, deps: Wiring, context: Context): Promise<void> {
  try {
    await audit(detail, `${time} ${id.slice(0, 8)}`, deps, context);
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    logger.warn(error.message, { id });
  }
}

function newRunId({ surroundings }: Wiring): string {
  const tail = Math.floor(surroundings.random() * 16 ** 8)
    .toString(16)
    .padStart(8, "0");
  return `${new Date(surroundings.now()).toISOString()} ${tail}`;
}

async function audit(content: unknown, newRunId: string, { audit, ...rest }: Wiring, context: Context): Promise<AuditRun> {
  const request = parse(requestSchema, content);
  if (!request.ok) return refuse(...request.issues);
  const { runId, asked } = await runOf(request.value, newRunId, audit.runs);
  const auditing = { ...rest, ...audit, tell: describeFindings(runId) };
  const { run, findings, advisors, hasFinished } = await auditLedger(runId, asked, auditing, timeLeft(context));
  metrics.addMetric("AuditFindings", MetricUnit.Count, findings);
  metrics.addMetric("AuditAdvisors", MetricUnit.Count, advisors);
  if (hasFinished) metrics.addMetric("AuditRuns", MetricUnit.Count, 1);
  metrics.publishStoredMetrics();
  logger.info("audited", { run });
  return run;
}

async function runOf(
  request: z.output<typeof requestSchema>,
  newRunId: string,
  runs: Wiring["audit"]["runs"],
): Promise<{ readonly runId: string; readonly asked: AuditRequest }> {
  if (request.runId !== undefined) {
    const run = await runs.find(request.runId);
    if (run === undefined) return refuse(refusal("audit-run-unknown", { runId: request.runId }));
    return { runId: run.runId, asked: { mode: "all" } };
  }
  if (request.advisorId !== undefined) return { runId: newRunId, asked: { mode: "advisor", advisorId: request.advisorId } };
  return { runId: newRunId, asked: { mode: request.all ? "all" : "sample" } };
}

/** A line for each: ids and amounts, no names of persons. */
function describeFindings(runId: string): Parameters<typeof auditLedger>[2]["tell"] {
  return (findings) => {
    for (const finding of findings) logger.error("audit finding", { runId, finding });
  };
}

function isFromQueue(event: unknown): event is SQSEvent {
  return typeof event === "object" && event !== null && "Records" in event;
}
