import { afterAll, beforeAll, expect, test } from "vitest";
import type { Wiring } from "../../../functions/_platform/wiring.ts";
import { createHandler } from "../../../functions/advisor-site/handler.ts";
import { approvePayout } from "../../../shared/payouts/steps/approve-payout.ts";
import { exportPayout } from "../../../shared/payouts/steps/export-payout.ts";
import { clearPayment, holdAdvisor, releaseAdvisor } from "../../../shared/payouts/steps/hold-payments.ts";
import { recordOutcome } from "../../../shared/payouts/steps/record-outcome.ts";
import { order } from "../../support/facts.ts";
import { type Ledgers, startLedgers } from "../../support/ledger.ts";
import { bankSays, clockedAt, draftNow, exportedPayout, FINANCE, openPayWorld, payee, seen } from "../../support/payouts.ts";
import { ask, createTestTokens } from "../../support/test-tokens.ts";

let ledgers: Ledgers;
beforeAll(async () => {
  ledgers = await startLedgers("simulated");
});
afterAll(() => ledgers.stop());

const fay = FINANCE("fay");
const gus = FINANCE("gus");
const NOVEMBER = { bookedAt: "2026-11-02T09:00:00+08:00", fulfilledAt: "2026-11-03T09:00:00+08:00" };

/** Reads li's pages as plain text, as li does. */
async function readerFor(deps: Wiring) {
  const tokens = await createTestTokens();
  const handler = createHandler(() => ({ ...deps, identity: tokens.identity }));
  const bearer = await tokens.issue({ username: "li", groups: ["advisor"] });
  return async (path: string): Promise<string> => {
    const { status, body } = await ask(handler, path, { headers: { cookie: `__Host-session=${bearer}` } });
    expect([path, status]).toEqual([path, 200]);
    return body
      .replace(/<[^>]+>/g, " ")
      .replace(/&#39;|&apos;/g, "'")
      .replace(/\s+/g, " ");
  };
}

test("payments pages: a payment that came back is outstanding again and told on the advisor's pages, in both languages, until it is paid with the next payout", async () => {
  const { p, ledger } = await openPayWorld(ledgers, { li: 1 });
  const reads = await readerFor(p);
  expect(await reads("/en/me/statements/2026-10")).toContain("¥60.00 is outstanding.");
  await exportedPayout(p);
  const flying = await reads("/en/me/payments");
  expect(flying).toMatch(/Outstanding ¥0.00 Nothing outstanding/);
  expect(flying).toMatch(/October 2026.*In transit.*ending in 1001.*60.00/);
  expect(await reads("/en/me/statements/2026-10")).toContain("The payment of ¥60.00 is with the bank, in transit.");

  const came = { payoutId: "2026-10-1", advisorId: "li", comment: "statement of the bank" };
  await recordOutcome({ ...came, kind: "paid", on: "2026-11-06" }, fay, p);
  expect(await reads("/en/me/statements/2026-10")).toMatch(/The payment of ¥60.00 was paid on .*6/);
  await bankSays(p, { ...came, kind: "returned", on: "2026-11-09", code: "AC04" });
  const back = await reads("/en/me/payments");
  expect(back).toMatch(/Outstanding ¥60.00 Can’t be paid at present/);
  // In the order in which money goes; and what came back is not called paid.
  expect(back).toMatch(/Outstanding 60\.00 \+ Approved, not sent yet 0\.00 \+ In transit 0\.00 \+ Paid 0\.00 = Total of statements 60\.00/);
  expect(back).toContain(
    "The payment of ¥60.00 to the account ending in 1001 was returned. The amount is outstanding again. The bank’s reason: the account is closed.",
  );
  // The account is closed: nothing is paid until somebody changes or confirms it, and the page says who has to do what.
  expect(back).not.toContain("is included in the next payout, to the account");
  expect(back).toContain(
    "It is not paid at present: according to the bank’s reason the payee details are wrong. Give HR or finance the correct account",
  );
  expect(back).not.toMatch(/sealed|statement of the bank|fay|gus/);
  const zh = await reads("/zh/me/payments");
  expect(zh).toContain("¥60.00 的付款已退汇（收款账户尾号 1001），该金额已重新计入待付。银行给出的原因：账户已销户。");
  expect(zh).toContain("这笔金额暂不支付：银行给出的原因说明收款信息有误。请把正确的收款账户告诉人力资源或财务");
  expect(await reads("/zh/me/statements/2026-10")).toContain("¥60.00 的付款已退汇，重新计入待付。");
  expect(await reads("/zh/me/statements")).toMatch(/60.00.*退汇/);

  // Another account, approved by two; the next payout pays both months.
  await p.payouts.putPayees([payee("li", { version: 2, approvedAt: "2026-11-10T00:00:00.000Z" })]);
  expect(await reads("/en/me/payments")).toMatch(/changed to the account ending in 1002.*payments to it start after 2026-11-12/);
  await ledger.record(order({ orderId: "n1", credits: [{ advisorId: "li" }], ...NOVEMBER }));
  await ledger.close("2026-11");
  const later = clockedAt(p, "2026-12-05T01:00:00Z");
  const readsLater = await readerFor(later);
  const draft = await draftNow({ month: "2026-11" }, fay, later);
  // A payment that is only drafted isn't shown to the advisor yet.
  expect(await readsLater("/en/me/statements/2026-11")).toContain("¥60.00 is outstanding.");
  const approved = await approvePayout(seen(draft), gus, later);
  await exportPayout({ ...seen(approved), executeOn: "2026-12-06" }, gus, later);
  expect(await readsLater("/en/me/payments")).toMatch(/November 2026.*In transit.*120.00 of which previously unpaid 60.00/);
  const october = await readsLater("/en/me/statements/2026-10");
  expect(october).toContain("The payment of ¥120.00 is with the bank, in transit. It covers all unpaid statements up to November 2026");
  expect(october).toContain("A previous payment of ¥60.00 was returned.");
  expect(october).not.toMatch(/outstanding again|Paid out/);
});

test("payments pages: a payment that finance has to look at is told as that, and comes with the next payout once they did", async () => {
  const { p } = await openPayWorld(ledgers, { li: 1 });
  await exportedPayout(p);
  await bankSays(p, { payoutId: "2026-10-1", advisorId: "li", kind: "rejected", code: "MS03" });
  const reads = await readerFor(p);
  expect(await reads("/en/me/payments")).toContain("finance is checking the reason with the bank. You don’t have to do anything");
  expect(await reads("/zh/me/payments")).toContain("财务正在向银行核实原因。您无需操作");
  await clearPayment({ payoutId: "2026-10-1", advisorId: "li", comment: "the bank was asked" }, gus, p);
  expect(await reads("/en/me/payments")).toContain("¥60.00 is included in the next payout, to the account ending in 1001.");
});

test("payments pages: a hold and missing payee details are told in plain words, and why someone is held is shown to finance alone", async () => {
  const { p } = await openPayWorld(ledgers, { li: 1, wang: 1 });
  const reads = await readerFor(p);
  await holdAdvisor({ advisorId: "li", reason: "an order that we ask about" }, gus, p);
  const held = await reads("/en/me/payments");
  expect(held).toMatch(/Outstanding ¥60.00 Can’t be paid at present/);
  expect(held).toMatch(/Payments have been on hold since 2026-11-05/);
  expect(held).not.toContain("order that we ask about");
  expect(await reads("/zh/me/payments")).toContain("付款已暂停");
  await releaseAdvisor({ advisorId: "li", reason: "all is well" }, gus, p);
  expect(await reads("/en/me/payments")).toContain("¥60.00 is included in the next payout");
});
