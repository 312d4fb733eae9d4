import { afterAll, beforeAll, expect, test } from "vitest";
import type { Wiring } from "../../../functions/_platform/wiring.ts";
import { readAnswer } from "../../../shared/payouts/bank-reports/formats/parse-report.ts";
import { beginAnswer } from "../../../shared/payouts/bank-reports/steps/upload-report.ts";
import { readPayment, readPayout } from "../../../shared/payouts/steps/read-payout.ts";
import { ANSWERED_AT, CASE_PAYOUT, caseFile, exportCasePayout, openCaseWorld } from "../../support/case-world.ts";
import { type Ledger, type Ledgers, startLedgers } from "../../support/ledger.ts";
import { clockedAt, FINANCE } from "../../support/payouts.ts";

/** What banks sent, after public reports: each on a fresh copy of one world whose payout 2026-09-2 went out. */

let ledgers: Ledgers;
let world: Ledger;
beforeAll(async () => {
  ledgers = await startLedgers();
  world = await openCaseWorld(ledgers);
  await exportCasePayout(world);
}, 120_000);
afterAll(() => ledgers.stop());

const fay = FINANCE("fay");

/** Applies a file on a fresh copy of the world, and tells how its entries were matched. */
async function apply(p: Wiring, name: string) {
  const read = await readAnswer(await caseFile(`bank/${name}.xml`), `${name}.xml`, p.agency.currency);
  if (!read.ok) throw new Error(read.reasons.join("\n"));
  return beginAnswer(read.fact, fay, p);
}

const fresh = async (): Promise<Wiring> => clockedAt((await ledgers.copy(world)).wiring, ANSWERED_AT);
const stateOf = async (advisorId: string, p: Wiring) => (await readPayment(CASE_PAYOUT, advisorId, p))?.state;

test("the world's payout has 18 payments of 19,888.83 in all", async () => {
  const { payout } = await readPayout(CASE_PAYOUT, await fresh());
  expect(payout).toMatchObject({ status: "exported", content: { payments: { count: 18, amount: 1_988_883n } } });
});

test("p01: one is paid, one rejected", async () => {
  const p = await fresh();
  expect((await apply(p, "p01-part")).matches).toEqual({ applies: 2 });
  expect([await stateOf("p1", p), await stateOf("p2", p), await stateOf("p3", p)]).toEqual(["paid", "rejected", "in-flight"]);
});
