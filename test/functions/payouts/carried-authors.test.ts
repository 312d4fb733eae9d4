import { afterAll, beforeAll, expect, test } from "vitest";
import { proposeAdjustments } from "../../../shared/adjustments/steps/propose-adjustments.ts";
import { settledThrough } from "../../../shared/payouts/model/draft-lines.ts";
import { approvePayout } from "../../../shared/payouts/steps/approve-payout.ts";
import { approveProposal } from "../../../shared/proposals/steps/take-steps.ts";
import { advisor, order, plan } from "../../support/facts.ts";
import { type Ledgers, startLedgers } from "../../support/ledger.ts";
import { clockedAt, draftNow, FINANCE, payee, seen } from "../../support/payouts.ts";
import { codesOf } from "../../support/proposals.ts";

let ledgers: Ledgers;
beforeAll(async () => {
  ledgers = await startLedgers("simulated");
});
afterAll(() => ledgers.stop());

const [fay, gus, ida] = [FINANCE("fay"), FINANCE("gus"), FINANCE("ida")];
const orderOf = (orderId: string, month: string, price: number) =>
  order({
    ...{ orderId, bookedAt: `${month}-08T09:00:00+08:00`, fulfilledAt: `${month}-09T09:00:00+08:00` },
    lines: [{ lineId: "1", product: "hotel", price }],
  });

test("carried authors: who proposed an adjustment that a statement carried can't approve the payout that pays it in the end", async () => {
  const ledger = await ledgers.open();
  await ledger.record(plan({ payout: { minimum: 10_000 } }), advisor("li"), orderOf("o1", "2026-10", 300_000));
  await ledger.close("2026-10");
  const p = clockedAt(ledger.wiring, "2026-11-20T01:00:00Z");
  await p.payouts.putPayees([payee("li")]);
  const entries = [{ advisorId: "li", month: "2026-11", amount: 5_000, reason: "prize", evidence: "T-1" }];
  const { proposalId, lockVersion } = await proposeAdjustments({ kind: "adjustments", entries, source: "form" }, "as agreed", gus, p);
  await approveProposal({ proposalId, lockVersion }, ida, p);
  await ledger.close("2026-11");
  // October is paid with November's payout; November's own 50.00 are below the minimum, and carried.
  const november = await approvePayout(seen(await draftNow({ month: "2026-11" }, fay, p)), ida, p);
  expect(november.content?.payments).toEqual({ count: 1, amount: 18_000n });
  await ledger.record(orderOf("o2", "2026-12", 200_000));
  await ledger.close("2026-12");
  const draft = await draftNow({ month: "2026-12" }, fay, p);
  expect(draft.content).toMatchObject({ payments: { count: 1, amount: 17_000n }, adjustmentAuthors: ["gus"] });
  expect(await codesOf(approvePayout(seen(draft), gus, p))).toEqual(["adjustment-four-eyes"]);
  expect((await approvePayout(seen(draft), ida, p)).status).toBe("approved");
});

test.each([
  ["nothing was paid: all statements count", undefined, [0n, 0n, 0n], undefined],
  ["nothing was carried: what comes after the last payment", "2026-02", [0n, 0n, 0n], "2026-02"],
  ["a balance was carried in: back to the statement that brought it", "2026-02", [0n, 0n, 5n], "2026-01"],
  ["it was carried for long: back to where it began", "2026-02", [0n, -3n, 5n], undefined],
  ["a debt counts as any balance", "2026-02", [0n, 0n, -5n], "2026-01"],
  ["nothing came after the last payment", "2026-03", [0n, 5n, 5n], "2026-03"],
] as const)("carried authors: %s", (_, paid, brought, through) => {
  const statements = brought.map((broughtForward, at) => {
    const nothing = { components: [], adjustments: [], manualAdjustments: 0n, carriedForward: 0n, equityEligible: false };
    return { advisorId: "li", month: `2026-0${at + 1}`, earnings: 0n, payable: 0n, broughtForward, ...nothing };
  });
  expect(settledThrough({ statements }, paid)).toBe(through);
});
