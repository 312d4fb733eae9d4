import { afterAll, beforeAll, expect, test } from "vitest";
import { payoutLines } from "../../../shared/payouts/steps/read-payout.ts";
import { openCaseWorld, PAID_AT } from "../../support/case-world.ts";
import { type Ledgers, startLedgers } from "../../support/ledger.ts";
import { all, clockedAt, draftNow, FINANCE } from "../../support/payouts.ts";

let ledgers: Ledgers;
beforeAll(async () => {
  ledgers = await startLedgers("simulated");
});
afterAll(() => ledgers.stop());

test("sepa case: in euros whoever can't be written by SEPA's rules is left out by name before anybody approves; nothing of it is lost", async () => {
  const p = clockedAt((await openCaseWorld(ledgers, "world-eur")).wiring, PAID_AT);
  const { payoutId, content } = await draftNow({ month: "2026-09" }, FINANCE("fay"), p);
  const lines = await all(payoutLines(payoutId, p));
  expect(lines.filter(({ kind }) => kind === "payment").map(({ advisorId }) => advisorId)).toEqual(["eu"]);
  const excluded = lines.filter((line) => line.kind === "excluded");
  expect(excluded.length).toBeGreaterThan(10);
  for (const line of excluded) expect(line).toMatchObject({ reason: "not-in-bank-file", bankFile: { format: "pain.001", code: "iban" } });
  expect(excluded.every(({ name }) => name !== "")).toBe(true);
  expect(content?.payments.count).toBe(1);
  expect(content?.excluded["not-in-bank-file"].count).toBe(excluded.length);
  // What is told of them holds nothing that was typed of an account.
  expect(JSON.stringify(excluded, (_, value) => (typeof value === "bigint" ? value.toString() : value))).not.toContain("62220212345678");
});
