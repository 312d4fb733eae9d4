import type { Context } from "aws-lambda";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createHandler } from "../../../functions/reprocess-quarantine/handler.ts";
import type { Finding } from "../../../shared/audit/model/finding.ts";
import { deriveCredits } from "../../../shared/ledger/derive/derive-credits.ts";
import { acknowledgeHeld } from "../../../shared/ledger/quarantine/reprocess.ts";
import { recordFacts } from "../../../shared/ledger/record/record-batch.ts";
import { audit, soundLedger } from "../../support/audited-ledger.ts";
import { advisor, order } from "../../support/facts.ts";
import { body, type Ledgers, startLedgers } from "../../support/ledger.ts";

let ledgers: Ledgers;
beforeAll(async () => {
  ledgers = await startLedgers("simulated");
});
afterAll(() => ledgers.stop());

test.each(["all", "sample"] as const)("a sound ledger has no finding when %s is audited", async (mode) => {
  const { ledger } = await soundLedger(ledgers);
  expect(await audit(ledger, { request: { mode } })).toEqual([]);
});

describe("what is under way or held", () => {
  const DAY = 24 * 3_600_000;

  test("a held record is found after three days, until someone says why it may stay", async () => {
    const { ledger } = await soundLedger(ledgers);
    const [record] = await ledger.wiring.quarantine.list();
    const later = { now: () => Date.now() + 4 * DAY };
    expect(await audit(ledger, { now: () => Date.now() + 2 * DAY })).toEqual([]);
    expect(await audit(ledger, later)).toMatchObject([
      { kind: "held", found: expect.stringMatching(/^held since .*: currency: currency-differs$/) },
    ]);
    await acknowledgeHeld(record?.id ?? "", { comment: "a test order", by: "hr" }, ledger.wiring);
    expect(await audit(ledger, later)).toEqual([]);
    await expect(acknowledgeHeld("0000", { comment: "a test order", by: "hr" }, ledger.wiring)).rejects.toThrow("record-unknown");
  });

  test("a held record is acknowledged by the function that releases, with a comment and by someone", async () => {
    const { ledger, table } = await soundLedger(ledgers);
    const [{ id } = { id: "" }] = await ledger.wiring.quarantine.list();
    const handle = createHandler(() => ledger.wiring);
    const context = { awsRequestId: "1" } as Context;
    expect(await handle({ id, known: "a test order", by: "hr" }, context)).toEqual({ kind: "known" });
    expect(await table.query({ pk: `DISMISSED#${id}`, from: "2", to: "3" })).toMatchObject([{ comment: "a test order", by: "hr" }]);
    await expect(handle({ id, known: "a test order" }, context)).rejects.toThrow("xpected known and by together");
    await expect(handle({ id, known: "a test order", by: "hr", body: "{}" }, context)).rejects.toThrow("xpected either known or body");
  });

  test("a held record whose body was changed is found", async () => {
    const { ledger, table } = await soundLedger(ledgers);
    const [{ id } = { id: "" }] = await ledger.wiring.quarantine.list();
    const item = await table.get({ pk: `QUARANTINE#${id.slice(0, 1)}`, sk: id });
    await table.put({ Item: { ...item, body: `${item?.body}`.replace("EUR", "CNY") } });
    expect(await audit(ledger)).toMatchObject([{ kind: "held-body", records: [`${item?.pk} ${item?.sk}`] }]);
  });

  test("a close that is settled for over a day, and a derivation that is pending for over an hour, are found by when audits saw them first", async () => {
    const { ledger } = await soundLedger(ledgers);
    await ledger.wiring.ledger.beginClose(
      { month: "2027-01", period: 3, firstMonth: "2026-10", status: "settling" },
      await ledger.wiring.ledger.state(),
    );
    await ledger.record(advisor("zhao", { revision: 2, managers: [{ managerId: "chief", from: "2026-01-01" }] }));
    const later = (ms: number) => ({ now: () => Date.now() + ms });
    expect(await audit(ledger)).toEqual([]);
    expect(await audit(ledger, later(DAY / 2))).toMatchObject([
      { kind: "derivation", records: [expect.stringMatching(/^DERIVATIONS 0+\d+$/)] },
    ]);
    const late = await audit(ledger, later(1.1 * DAY));
    expect(late.map(({ kind, records }) => [kind, records[0]])).toContainEqual(["close", "CLOSES 2027-01"]);
  });
});

test("audit: nothing is told of a ledger into which batches are recorded and derived meanwhile", async () => {
  const { ledger } = await soundLedger(ledgers);
  const batch = (prefix: string) =>
    Array.from({ length: 60 }, (_, index) =>
      body(...order({ orderId: `${prefix}${index}`, credits: [{ advisorId: index % 2 ? "li" : "wang" }] })),
    );
  let isWriting = true;
  const write = async () => {
    for (const prefix of ["a", "b", "c", "d", "e", "f"]) {
      await Promise.all([recordFacts(batch(prefix), ledger.rival()), recordFacts(batch(prefix), ledger.rival())]);
      await recordFacts([body(...advisor(`new-${prefix}`))], ledger.rival());
      await deriveCredits(ledger.rival(), () => true);
    }
    isWriting = false;
  };
  const watch = async () => {
    const found: Finding[] = [];
    while (isWriting)
      for (const advisorId of ["li", "wang", "boss", "chief"])
        found.push(...(await audit(ledger, { request: { mode: "advisor", advisorId } })));
    return found;
  };
  const [, found] = await Promise.all([write(), watch()]);
  expect(found).toEqual([]);
  expect(await audit(ledger)).toEqual([]);
});
