import { afterAll, beforeAll, expect, test } from "vitest";
import type { Proposal } from "../../../shared/proposals/model/proposal.ts";
import { approveProposal } from "../../../shared/proposals/steps/take-steps.ts";
import type { CorrectionOutcome } from "../../../shared/quarantine/steps/correct-record.ts";
import { listQuarantined, readQuarantined } from "../../../shared/quarantine/steps/list-quarantined.ts";
import { acknowledgeHeldRecord, releaseHeld } from "../../../shared/quarantine/steps/reprocess-and-dismiss.ts";
import { advisor, order, plan } from "../../support/facts.ts";
import { type Ledger, type Ledgers, startLedgers } from "../../support/ledger.ts";

let ledgers: Ledgers;
beforeAll(async () => {
  ledgers = await startLedgers("simulated");
});
afterAll(() => ledgers.stop());

const HR = { username: "hr-li", roles: ["hr"] } as const;
const HR_2 = { username: "hr-2", roles: ["hr"] } as const;

/** The proposal that a correction became. */
function proposed(outcome: CorrectionOutcome): Proposal {
  if (outcome.kind !== "proposed") throw new Error(`it became ${outcome.kind}`);
  return outcome.proposal;
}
const refundedTooMuch = (orderId: string, refunded: number) =>
  order({ orderId, lines: [{ lineId: "1", product: "hotel", price: 1_000, refunded }] });

async function withHeld(): Promise<Ledger> {
  const ledger = await ledgers.open();
  await ledger.record(plan(), advisor("li"));
  await ledger.record(refundedTooMuch("o1", 2_000), refundedTooMuch("o2", 3_000), ["Mystery", { of: "nobody" }]);
  return ledger;
}

test("quarantine: what is held is listed by kind and reason, the figures left out, and what may stay is marked", async () => {
  const { wiring } = await withHeld();
  const { records, groups } = await listQuarantined(wiring);
  expect(records.map(({ kind }) => kind).sort()).toEqual(["order", "order", "unknown"]);
  expect(groups.map(({ kind, path, code, ids }) => [kind, path, code, ids.length])).toEqual([
    ["order", "lines[*].refunded", "refund-above-cash", 2],
    ["unknown", "detail-type", "detail-type-unknown", 1],
  ]);
  const id = groups[1]?.ids[0] ?? "";
  await acknowledgeHeldRecord({ id, comment: " a test of the shop's " }, HR, wiring);
  const again = await listQuarantined(wiring);
  expect(again.records.find((each) => each.id === id)?.notes).toMatchObject([{ comment: "a test of the shop's", by: "hr-li" }]);
  expect((await readQuarantined(id, wiring))?.activity).toMatchObject([
    { action: "dismiss", by: "hr-li", comment: "a test of the shop's" },
  ]);
});

test("quarantine: a held record is read again and corrected by two people, and the activity says what was corrected, by whom and why", async () => {
  const ledger = await withHeld();
  const { wiring } = ledger;
  const { groups } = await listQuarantined(wiring);
  const [id = ""] = (await Promise.all((groups[0]?.ids ?? []).map((each) => readQuarantined(each, wiring))))
    .filter((each) => each?.body.includes('"o1"'))
    .map((each) => each?.id ?? "");
  const held = await readQuarantined(id, wiring);
  expect(held).toMatchObject({ kind: "order", released: false, fields: ["lines[0].refunded"], issuesNow: held?.issues });
  expect(held?.body).toContain('\n  "detail-type": "OrderFulfilled"');
  const stillWrong = held?.body.replace("2000", "1500") ?? "";
  expect(await releaseHeld({ id, body: stillWrong, comment: "typed wrong" }, HR, wiring)).toMatchObject({ kind: "held" });
  expect((await readQuarantined(id, wiring))?.activity).toEqual([]);
  const corrected = held?.body.replace("2000", "200") ?? "";
  await expect(releaseHeld({ id, body: corrected, comment: "  " }, HR, wiring)).rejects.toThrow("comment: why-missing");
  const proposal = proposed(await releaseHeld({ id, body: corrected, comment: "the shop sent fen for yuan" }, HR, wiring));
  expect(await readQuarantined(id, wiring)).toMatchObject({ released: false });
  await approveProposal(proposal, HR_2, wiring);
  const released = await readQuarantined(id, wiring);
  expect(released).toMatchObject({ released: true });
  expect(released?.activity.map(({ action, by }) => [action, by])).toEqual([
    ["submit", "hr-li"],
    ["approve", "hr-2"],
    ["publish", "hr-2"],
  ]);
  expect(released?.activity[0]).toMatchObject({
    comment: "the shop sent fen for yuan",
    changes: [{ path: "detail.lines[0].refunded", before: 2000, after: 200 }],
  });
  expect((await listQuarantined(wiring)).records.map((each) => each.id)).not.toContain(id);
  await expect(releaseHeld({ id, comment: "again" }, HR, wiring)).rejects.toThrow("record-released");
  await expect(releaseHeld({ id: "0".repeat(64), comment: "none" }, HR, wiring)).rejects.toThrow("record-unknown");
  expect(await readQuarantined("0".repeat(64), wiring)).toBeUndefined();
  expect(await ledger.close("2026-10")).toMatchObject({ earnings: 48n });
});

test("what held a record may lie in other facts: it reads well, and its first reasons are shown beside", async () => {
  const ledger = await withHeld();
  const late: [string, unknown] = [
    "AdjustmentApproved",
    { adjustmentId: "a1", advisorId: "late", month: "2026-11", amount: 5, reason: "x" },
  ];
  await ledger.record(late);
  const { records } = await listQuarantined(ledger.wiring);
  const { id = "" } = records.find(({ kind }) => kind === "adjustment") ?? {};
  expect(await readQuarantined(id, ledger.wiring)).toMatchObject({
    issuesNow: [],
    fields: ["advisorId"],
    issues: [{ path: "advisorId", code: "advisor-awaited" }],
  });
});

test("quarantine: issues of one code and field are one group, whatever was sent and wherever in a list it stood", async () => {
  const ledger = await ledgers.open();
  const lines = (...prices: number[]) => prices.map((price, index) => ({ lineId: `${index}`, product: "hotel", price }));
  await ledger.record(order({ orderId: "o1", lines: lines(1, -1) }), order({ orderId: "o2", lines: lines(-2, -3, 4) }));
  const { groups } = await listQuarantined(ledger.wiring);
  expect(groups.map(({ path, code, ids }) => [path, code, ids.length])).toEqual([["lines[*].price", "negative", 2]]);
});
