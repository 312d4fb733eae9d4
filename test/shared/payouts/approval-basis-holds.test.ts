import { describe, expect, test } from "vitest";
import { hashOfPayee } from "../../../shared/payees/model/effective-payee.ts";
import { signatureOfPayout } from "../../../shared/payouts/model/apply-step.ts";
import { basisIssue, isApprovalValid } from "../../../shared/payouts/model/approval-basis.ts";
import { failedPayments } from "../../../shared/payouts/model/failed-payment.ts";
import { contentOf } from "../../../shared/payouts/model/lines-file.ts";
import type { PaymentLine, PaymentRecord } from "../../../shared/payouts/model/payment.ts";
import type { PayoutAccount } from "../../../shared/payouts/model/payment-account.ts";
import type { PayoutContent, PayoutStatus } from "../../../shared/payouts/model/payout.ts";
import { AT, accountOf, CONTENT, NONE, payee, paymentOf, payoutOf, said, stated } from "./records.ts";

const STATUSES = new Map<string, PayoutStatus>([
  ["2026-04-1", "exported"],
  ["2026-05-1", "approved"],
  ["2026-06-1", "exported"],
]);
const TERMS = {
  payoutId: "2026-05-1",
  month: "2026-05",
  atMs: Date.parse("2026-06-07T00:00:00Z"),
  securityHoldDays: 2,
  statuses: STATUSES,
};
const OWN: PaymentRecord = { ...paymentOf("2026-05-1", 150n), payeeHash: hashOfPayee(payee("li")) };
const STATEMENTS = [stated("2026-04", 100n), stated("2026-05", 50n)];

/** What stops Li's approved payment of 150, where something is not as it was approved. */
function issueOf(given: Partial<PayoutAccount> = {}, line: Partial<PaymentLine> = {}) {
  const { outcomes: _, ...payment } = OWN;
  return basisIssue(
    { ...payment, kind: "payment", name: "Li", ...line },
    accountOf({ statements: STATEMENTS, payments: [OWN], ...given }),
    TERMS,
  );
}

describe("what an approved payment rests on", () => {
  test("holds where nothing changed, whatever its name is", () => {
    expect(issueOf()).toBeUndefined();
    expect(issueOf({}, { name: "Li N.", storeId: "s2" })).toBeUndefined();
  });

  test("is the payment as it is stored: another reference, amount, payee version, hash or end of the account stops it", () => {
    expect(issueOf({ payments: [] })).toBe("payment");
    expect(issueOf({ payments: [{ ...OWN, payoutId: "2026-04-1" }] })).toBe("payment");
    const changes = [{ reference: "r" }, { amount: 149n }, { payeeVersion: 2 }, { payeeHash: "h" }, { accountLast4: "0000" }];
    for (const change of changes) expect([change, issueOf({}, change)]).toEqual([change, "payment"]);
  });

  test("is a payee that nobody changed or holds, and that doesn't cool", () => {
    expect(issueOf({ hold: { advisorId: "li", by: "gus", at: AT, reason: "asked" } })).toBe("held");
    expect(issueOf({ payees: [] })).toBe("payee-changed");
    const later = payee("li", { version: 2, approvedAt: "2026-06-05T00:00:00.001Z" });
    expect(issueOf({ payees: [payee("li"), later] })).toBe("payee-security-hold");
    expect(issueOf({ payees: [payee("li"), { ...later, approvedAt: "2026-06-05T00:00:00.000Z" }] })).toBe("payee-changed");
    expect(issueOf({ payees: [payee("li", { sealed: { holder: "x", account: "b", bankCode: "c", bankName: "d" } })] })).toBe(
      "payee-changed",
    );
    // The same content under another version was approved by somebody else.
    const same = payee("li", { version: 2 });
    expect(issueOf({ payees: [same] })).toBe("payee-changed");
    const stored = { ...OWN, payeeHash: hashOfPayee(same) };
    expect(issueOf({ payees: [same], payments: [stored] }, { payeeHash: stored.payeeHash })).toBe("payee-changed");
  });

  test("is that as much is owed without it, by all statements: payments of other months may stand by now", () => {
    expect(issueOf({ payments: [OWN, paymentOf("2026-04-1", 1n)] })).toBe("not-owed");
    expect(issueOf({ statements: [stated("2026-05", 149n)] })).toBe("not-owed");
    const june = [...STATEMENTS, stated("2026-06", 30n)];
    expect(issueOf({ statements: june, payments: [OWN, paymentOf("2026-06-1", 30n)] })).toBeUndefined();
    expect(issueOf({ statements: june, payments: [OWN, paymentOf("2026-06-1", 31n)] })).toBe("not-owed");
  });

  test("is that what it pays again came back as it did then", () => {
    const back = paymentOf("2026-04-1", 100n, [said("returned", { code: "AM04" })]);
    const again = failedPayments(accountOf({ payments: [back] }), STATUSES);
    const own = { ...OWN, again };
    expect(issueOf({ payments: [back, own] }, { again })).toBeUndefined();
    const twice = { ...back, outcomes: [...back.outcomes, said("rejected", { code: "AM04", corrects: 1 })] };
    expect(issueOf({ payments: [twice, own] }, { again })).toBe("failed");
    // What it doesn't pay again is in the next one.
    expect(issueOf({ payments: [twice, OWN] })).toBeUndefined();
    const waiting = paymentOf("2026-04-1", 100n, [said("returned", { code: "AC04" })]);
    expect(issueOf({ payments: [waiting, OWN] })).toBe("failed");
  });
});

describe("an approval", () => {
  const parts = [
    { hash: "a", payments: { count: 2, amount: 300n }, excluded: CONTENT.excluded, again: NONE, outcomeAuthors: ["zoe"] },
    { hash: "b", payments: NONE, excluded: CONTENT.excluded, again: NONE, outcomeAuthors: [] },
  ].map((part) => ({ ...part, adjustmentAuthors: ["ida"], settings: CONTENT.settings }));
  const content: PayoutContent = { formats: [{ format: "pain.001" }], ...contentOf(parts) };
  const draft = payoutOf("draft", { content });
  const approvedBy = (by: string, of = draft) =>
    payoutOf("approved", { content: of.content ?? content, approved: { by, at: AT, signs: signatureOfPayout(of) } });

  test("stands for the content that it signed and for its parts", () => {
    expect(isApprovalValid(approvedBy("gus"), parts)).toBe(true);
    expect(isApprovalValid(approvedBy("gus"), parts.slice(1))).toBe(false);
    expect(isApprovalValid(approvedBy("gus"), [...parts].reverse())).toBe(false);
    const more = { ...content, payments: { count: 2, amount: 301n } };
    expect(isApprovalValid({ ...approvedBy("gus"), content: more }, parts)).toBe(false);
    // Signed as it is, and yet not what its parts come to.
    expect(isApprovalValid(approvedBy("gus", payoutOf("draft", { content: more })), parts)).toBe(false);
    // The formats are signed too.
    expect(isApprovalValid({ ...approvedBy("gus"), content: { ...content, formats: [] } }, parts)).toBe(false);
    expect(isApprovalValid({ ...approvedBy("gus"), payoutId: "2026-05-2" }, parts)).toBe(false);
  });

  test("is none without a person or a content, nor by whoever drafted it, proposed what it pays or made it payable again", () => {
    expect(isApprovalValid(draft, parts)).toBe(false);
    const { content: _, ...without } = approvedBy("gus");
    expect(isApprovalValid(without, parts)).toBe(false);
    for (const by of ["fay", "ida", "zoe"]) expect([by, isApprovalValid(approvedBy(by), parts)]).toEqual([by, false]);
  });
});
