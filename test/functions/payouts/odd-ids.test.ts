import { afterAll, beforeAll, expect, test } from "vitest";
import { parseBankReport } from "../../../shared/payouts/bank-reports/formats/parse-report.ts";
import { uploadBankReport } from "../../../shared/payouts/bank-reports/steps/upload-report.ts";
import { referenceOf } from "../../../shared/payouts/model/reference.ts";
import { payablesOfAdvisor } from "../../../shared/payouts/reconciliation/steps/advisor-payables.ts";
import { totalPayables } from "../../../shared/payouts/reconciliation/steps/total-payables.ts";
import { approvePayout } from "../../../shared/payouts/steps/approve-payout.ts";
import { listFailedPayments, payoutLines } from "../../../shared/payouts/steps/read-payout.ts";
import { pain002 } from "../../support/bank-reports.ts";
import { type Ledgers, startLedgers } from "../../support/ledger.ts";
import { all, draftNow, exportedPayout, FINANCE, openStatedWorld, payee, seen } from "../../support/payouts.ts";

let ledgers: Ledgers;
beforeAll(async () => {
  ledgers = await startLedgers("simulated");
});
afterAll(() => ledgers.stop());

/** Names of an object's own members, parts of paths, of keys of the table and of references, and what people type. */
const IDS = ["__proto__", "constructor", "..", "a", "a#b", "a#", "a/b", "p.p#2026-10-1", "2026-10-1", 'O\'Brien "x"', "李 娜", "😀"];

test("odd ids: each is paid, fails and is paid again by itself, whatever its name looks like", async () => {
  const { p } = await openStatedWorld(ledgers, Object.fromEntries(IDS.map((id) => [id, 1])));
  const [fay, gus, ida] = [FINANCE("fay"), FINANCE("gus"), FINANCE("ida")];
  const first = await exportedPayout(p);
  expect(first.content?.payments).toEqual({ count: IDS.length, amount: 6_000n * BigInt(IDS.length) });
  const closed = IDS.filter((_, place) => place % 2 === 0);
  const says = IDS.map((id) => ({
    reference: referenceOf(first.payoutId, id),
    amount: 6_000n,
    ...(closed.includes(id) ? { status: "RJCT", code: "AC04" } : { status: "ACSC" }),
  }));
  const read = await parseBankReport(new TextEncoder().encode(pain002(says)), "report.xml", "CNY");
  if (!read.ok) throw new Error("the report can't be read");
  expect((await uploadBankReport(read.value, ida, p)).matches).toEqual({ applies: IDS.length });
  const failed = await listFailedPayments(p);
  expect(failed.map(({ advisorId, waits }) => [advisorId, waits])).toEqual([...closed].sort().map((id) => [id, "needs-new-details"]));
  await p.payouts.putPayees([payee("__proto__", { version: 2 }), payee("..", { version: 2 })]);
  const draft = await draftNow({ month: "2026-10" }, fay, p);
  const lines = await all(payoutLines(draft.payoutId, p));
  expect(
    lines
      .filter(({ kind }) => kind === "payment")
      .map(({ advisorId }) => advisorId)
      .sort(),
  ).toEqual(["..", "__proto__"]);
  expect((await approvePayout(seen(draft), gus, p)).status).toBe("approved");
  for (const id of IDS) {
    const paidAgain = id === "__proto__" || id === "..";
    const paid = closed.includes(id) ? 0n : 6_000n;
    expect([id, await payablesOfAdvisor(id, p)]).toMatchObject([
      id,
      { statementTotal: 6_000n, paid, approved: paidAgain ? 6_000n : 0n, outstanding: paidAgain ? 0n : 6_000n - paid },
    ]);
  }
  for (const { name, left, right } of (await totalPayables(p)).checks) expect([name, left]).toEqual([name, right]);
});
