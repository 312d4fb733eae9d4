import type { Context } from "aws-lambda";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { tallyKey } from "../../../functions/_platform/dynamodb/keys.ts";
import { logger } from "../../../functions/_platform/middleware.ts";
import { createHandler } from "../../../functions/audit-ledger/handler.ts";
import { newRun } from "../../../shared/audit/model/audit-run.ts";
import { type Audited, soundLedger } from "../../support/audited-ledger.ts";
import { type Ledgers, startLedgers } from "../../support/ledger.ts";

let ledgers: Ledgers;
beforeAll(async () => {
  ledgers = await startLedgers("simulated");
});
afterAll(() => ledgers.stop());

describe("a run", () => {
  const context = (remainingMs: () => number) => ({ getRemainingTimeInMillis: remainingMs, awsRequestId: "1" }) as unknown as Context;
  const message = (detail: object, id = "12345678-9") => ({
    Records: [{ messageId: "1", body: JSON.stringify({ id, time: "2027-01-02T03:04:05Z", detail }) }],
  });

  async function handled(): Promise<
    Audited & { readonly called: string[]; readonly call: (event: unknown, remainingMs?: number) => Promise<unknown> }
  > {
    const audited = await soundLedger(ledgers);
    const called: string[] = [];
    const { wiring } = audited.ledger;
    const publisher = { ...wiring.publisher, auditPending: async (runId: string) => void called.push(runId) };
    const handler = createHandler(() => ({ ...wiring, publisher }));
    return {
      ...audited,
      called,
      call: (event, remainingMs = 600_000) =>
        handler(
          event,
          context(() => remainingMs),
        ),
    };
  }

  test("of everything goes on from where it stopped, call by call, and is then through once", async () => {
    const { ledger, table, called, call } = await handled();
    await table.update({
      Key: { ...tallyKey("li", 3, "2026-10", (await table.query({ pk: "A#li", from: "t#000003", to: "t#000004" }))[0]?.k as string) },
      UpdateExpression: "ADD p :one",
      ExpressionAttributeValues: { ":one": 1 },
    });
    await call(message({ all: true }), 1_000);
    const [runId = ""] = called;
    expect(runId).toBe("2027-01-02T03:04:05Z 12345678");
    let calls = 1;
    while (called.length > 0 && calls < 20) {
      called.length = 0;
      await call(message({ runId }, "another"), 1_000);
      calls += 1;
    }
    const { runs } = ledger.wiring.audit;
    // The ledger as a whole, two shards, those in none, three closes.
    expect(calls).toBe(7);
    expect(await runs.find(runId)).toMatchObject({
      mode: "all",
      finishedAt: expect.any(String),
      advisors: 8,
      findings: 1,
      byKind: { tally: 1 },
    });
    expect(await runs.findings(runId)).toMatchObject([
      { kind: "tally", advisorId: "li", month: "2026-10", advice: expect.stringContaining("Restore the row") },
    ]);
    await call(message({ all: true }));
    expect(await runs.find(runId)).toMatchObject({ advisors: 8, findings: 1 });
  });

  test("that two are at goes on once", async () => {
    const { ledger, call } = await handled();
    await Promise.all([call(message({ all: true })), call(message({ all: true }))]);
    expect(await ledger.wiring.audit.runs.find("2027-01-02T03:04:05Z 12345678")).toMatchObject({
      advisors: 8,
      finishedAt: expect.any(String),
    });
  });

  test("that was lost is called for by the next sample", async () => {
    const { ledger, called, call } = await handled();
    const { runs } = ledger.wiring.audit;
    const at = new Date(Date.now() - 2 * 3_600_000).toISOString();
    await runs.begin(newRun(`${at} lost`, { mode: "all" }, at));
    await call({});
    expect(called).toEqual([`${at} lost`]);
  });

  test("by chance answers with what it saw, and is listed", async () => {
    const { ledger, call } = await handled();
    const run = await call({});
    expect(run).toMatchObject({
      mode: "sample",
      advisors: 8,
      findings: 0,
      held: { records: 1, byReason: { "currency: currency-differs": 1 } },
      finishedAt: expect.any(String),
    });
    expect(await ledger.wiring.audit.runs.runs("2026", "2099")).toEqual([run]);
  });

  test("of one advisor looks at all of their orders and statements", async () => {
    const { call } = await handled();
    expect(await call({ advisorId: "wang" })).toMatchObject({ mode: "advisor", advisors: 1, orders: 4, statements: 3, findings: 0 });
  });

  test("that nobody can do is refused", async () => {
    const { call } = await handled();
    await expect(call({ all: "yes" })).rejects.toThrow("all: ");
    await expect(call({ all: true, advisorId: "li" })).rejects.toThrow('xpected {"all":true}');
    await expect(call({ runId: "no such" })).rejects.toThrow("no such");
    // From the queue it is final: delivered again it would only be refused again.
    const warned = vi.spyOn(logger, "warn").mockImplementation(() => undefined);
    const invalid = { messageId: "2", body: "{" };
    const records = [...message({ runId: "no such" }).Records, invalid];
    vi.spyOn(logger, "error").mockImplementation(() => undefined);
    expect(await call({ Records: records })).toEqual({ batchItemFailures: [{ itemIdentifier: "2" }] });
    expect(warned).toHaveBeenCalledOnce();
    vi.restoreAllMocks();
  });
});
