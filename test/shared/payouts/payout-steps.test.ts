import { expect, test } from "vitest";
import { createWith, type PayoutStep, signatureOfPayout, takePayoutStep } from "../../../shared/payouts/model/apply-step.ts";
import type { Payout, PayoutStatus, PayoutTotals } from "../../../shared/payouts/model/payout.ts";
import { NO_TOTALS } from "../../../shared/payouts/model/totals.ts";
import {
  commentRefusals,
  dayPassed,
  PAYERS,
  payoutTransitionIssues,
  possiblePayoutSteps,
  releaseHindrances,
  roleRefusals,
} from "../../../shared/payouts/model/transitions.ts";
import { AT, CONTENT, FAY, GUS, NONE, payoutOf } from "./records.ts";

const DOWNLOADED = { downloaded: { by: "fay", at: AT, format: "icbc" } };
const ASKED = { ...DOWNLOADED, withdrawal: { by: "fay", at: AT, comment: "wrong month" } };

/** What a step by gus makes of a payout, and its line of the log. */
function taken(of: Payout, step: PayoutStep, by = GUS) {
  const stepped = takePayoutStep(of, step, by);
  if (!stepped.ok) throw new Error(stepped.refusals.map(({ code }) => code).join());
  return stepped;
}

test("the log of a payout: its first line says the month, and by whom it was begun", () => {
  const { payout, entry } = createWith({ payoutId: "2026-05-1", month: "2026-05", gate: 7 }, FAY);
  expect(payout).toEqual({
    ...{ payoutId: "2026-05-1", month: "2026-05", status: "drafting", lockVersion: 1, gate: 7, drafted: { by: "fay", at: AT } },
  });
  expect(entry).toEqual({ at: AT, by: "fay", action: "create", changes: [{ path: "month", after: "2026-05" }], lockVersion: 1 });
});

test("the log of a payout: a draft that is done is its drafter's, and tells what is in it and who is left out", () => {
  const content = { ...CONTENT, excluded: { ...CONTENT.excluded, "payments-on-hold": { count: 3, amount: 9_007_199_254_740_993n } } };
  const { payout, entry } = taken(payoutOf("drafting"), { kind: "finish-draft", content }, { ...GUS, person: { username: "", roles: [] } });
  expect(payout).toEqual({ ...payoutOf("draft"), content, lockVersion: 6 });
  expect(entry).toEqual({
    ...{ at: AT, by: "fay", action: "draft", lockVersion: 6 },
    changes: [
      { path: "payments.count", after: 2 },
      { path: "payments.amount", after: "300" },
      { path: "excluded.payments-on-hold.count", after: 3 },
      { path: "excluded.payments-on-hold.amount", after: "9007199254740993" },
      { path: "hash", after: "c0ffee" },
    ],
  });
});

test.each<[string, Payout, PayoutStep, object, object]>([
  [
    "an export says the day and the format",
    payoutOf("approved"),
    { kind: "export", executeOn: "2026-06-08", format: "icbc", basis: [] },
    { status: "exported", exported: { by: "gus", at: AT, executeOn: "2026-06-08", format: "icbc" } },
    {
      action: "export",
      changes: [
        { path: "executeOn", after: "2026-06-08" },
        { path: "format", after: "icbc" },
      ],
    },
  ],
  [
    "a download says the format, and changes no status",
    payoutOf("exported"),
    { kind: "download", format: "icbc", basis: [] },
    { status: "exported", downloaded: { by: "gus", at: AT, format: "icbc" } },
    { action: "download", changes: [{ path: "format", after: "icbc" }] },
  ],
  [
    "a file of a confirmed payout can still be fetched",
    payoutOf("confirmed"),
    { kind: "download", format: "icbc", basis: [] },
    { status: "confirmed", downloaded: { by: "gus", at: AT, format: "icbc" } },
    { action: "download" },
  ],
  [
    "a confirmation says why, and what is paid by it",
    payoutOf("exported"),
    { kind: "confirm", comment: "bank statement", totals: { ...NO_TOTALS, rejected: { count: 1, amount: 100n } } },
    { status: "confirmed", confirmed: { by: "gus", at: AT, comment: "bank statement", paid: { count: 1, amount: 200n } } },
    {
      ...{ action: "confirm", comment: "bank statement" },
      changes: [
        { path: "paid.count", after: 1 },
        { path: "paid.amount", after: "200" },
      ],
    },
  ],
  [
    "a confirmation that finds nothing in flight says no sums",
    payoutOf("exported"),
    { kind: "confirm", comment: "all told", totals: { ...NO_TOTALS, paid: { count: 2, amount: 300n } } },
    { status: "confirmed" },
    { action: "confirm", changes: [], comment: "all told" },
  ],
  [
    "a withdrawal before the export says the statuses and why",
    payoutOf("approved"),
    { kind: "withdraw", comment: "wrong month", totals: NO_TOTALS },
    { status: "withdrawn", withdrawn: { by: "gus", at: AT, comment: "wrong month" } },
    { action: "withdraw", changes: [{ path: "status", before: "approved", after: "withdrawn" }], comment: "wrong month" },
  ],
  [
    "a withdrawal of what a bank may have is only asked for",
    payoutOf("exported", DOWNLOADED),
    { kind: "withdraw", comment: "wrong month", totals: NO_TOTALS },
    { status: "exported", withdrawal: { by: "gus", at: AT, comment: "wrong month" } },
    { action: "request-withdrawal", changes: [{ path: "withdrawal", after: "gus" }], comment: "wrong month" },
  ],
  [
    "the second person's word withdraws it",
    payoutOf("exported", ASKED),
    { kind: "confirm-withdrawal", comment: "nobody sent it", totals: NO_TOTALS },
    { status: "withdrawn", withdrawn: { by: "gus", at: AT, comment: "nobody sent it" } },
    { action: "confirm-withdrawal", changes: [{ path: "status", before: "exported", after: "withdrawn" }], comment: "nobody sent it" },
  ],
])("the log of a payout: %s", (_, before, step, payout, entry) => {
  const stepped = taken(before, step);
  expect(stepped.payout).toMatchObject({ ...payout, lockVersion: 6 });
  expect(stepped.entry).toMatchObject({ at: AT, by: "gus", lockVersion: 6, ...entry });
  if ("comment" in entry) return;
  expect(stepped.entry).not.toHaveProperty("comment");
});

test("the log of a payout: an approval says what it signs", () => {
  const { payout, entry } = taken(payoutOf("draft"), { kind: "approve", gate: 3 });
  expect(payout.approved).toEqual({ by: "gus", at: AT, signs: signatureOfPayout(payoutOf("draft")) });
  expect(entry.changes).toEqual([{ path: "signs", after: payout.approved?.signs }]);
});

test("the log of a payout: a withdrawal that is cancelled says whose it was, and leaves nothing of it", () => {
  const { payout, entry } = taken(payoutOf("exported", ASKED), { kind: "cancel-withdrawal", comment: "it was sent" });
  expect(payout).toEqual({ ...payoutOf("exported", DOWNLOADED), lockVersion: 6 });
  expect(entry).toEqual({
    ...{ at: AT, by: "gus", action: "cancel-withdrawal", lockVersion: 6, comment: "it was sent" },
    changes: [{ path: "withdrawal", before: "fay" }],
  });
});

test("steps of a payout: a refusal tells its status, who asked, and what the bank has told already", () => {
  const refusalsOf = (of: Payout, step: PayoutStep) => {
    const stepped = takePayoutStep(of, step, FAY);
    return stepped.ok ? [] : stepped.refusals;
  };
  const withdraw = { kind: "withdraw", comment: "wrong month" } as const;
  expect(refusalsOf(payoutOf("confirmed"), { ...withdraw, totals: NO_TOTALS })).toEqual([
    { code: "payout-status", params: { status: "confirmed", step: "withdraw" } },
  ]);
  const told = { ...NO_TOTALS, paid: { count: 1, amount: 1n }, rejected: { count: 2, amount: 1n }, returned: { count: 4, amount: 1n } };
  expect(refusalsOf(payoutOf("exported"), { ...withdraw, totals: told })).toEqual([
    { code: "bank-has-told", params: { payoutId: "2026-05-1", count: 7 } },
  ]);
  // It answered, and said nothing of any payment: it has the file.
  expect(refusalsOf(payoutOf("exported"), { ...withdraw, totals: { ...NO_TOTALS, isHeard: true } })).toEqual([
    { code: "bank-has-file", params: { payoutId: "2026-05-1" } },
  ]);
  expect(refusalsOf(payoutOf("exported", ASKED), { ...withdraw, totals: NO_TOTALS })).toEqual([
    { code: "withdrawal-pending", params: { payoutId: "2026-05-1", by: "fay" } },
  ]);
  expect(refusalsOf(payoutOf("exported", ASKED), { kind: "confirm-withdrawal", comment: "so", totals: NO_TOTALS })).toEqual([
    { code: "withdrawal-four-eyes", params: { by: "fay" } },
  ]);
  expect(refusalsOf(payoutOf("exported"), { kind: "cancel-withdrawal", comment: "so" })).toEqual([
    { code: "no-withdrawal", params: { payoutId: "2026-05-1" } },
  ]);
  expect(refusalsOf(payoutOf("draft"), { kind: "approve", gate: 3 })).toEqual([{ code: "payout-four-eyes", params: { by: "fay" } }]);
});

test("steps of a payout: whoever made a payment payable again can't approve, nor anyone a draft without content", () => {
  const zoe = { username: "zoe", roles: ["finance"] };
  const ofZoe = (of: Payout) => payoutTransitionIssues(of, "approve", zoe).map(({ code, params }) => [code, params]);
  expect(ofZoe(payoutOf("draft"))).toEqual([["report-four-eyes", { by: "zoe" }]]);
  expect(ofZoe(payoutOf("draft", { content: { ...CONTENT, outcomeAuthors: [], adjustmentAuthors: ["zoe"] } }))).toEqual([
    ["adjustment-four-eyes", { by: "zoe" }],
  ]);
  expect(ofZoe(payoutOf("draft", { content: { ...CONTENT, outcomeAuthors: [], payments: NONE } }))).toMatchObject([["payout-empty", {}]]);
  const { content: _, ...without } = payoutOf("draft");
  expect(ofZoe(without)).toMatchObject([["payout-empty", {}]]);
});

test("steps of a payout: a draft that is computed asks nobody's role, even while a withdrawal waits; all else asks finance's", () => {
  const nobody = { username: "", roles: [] };
  expect(payoutTransitionIssues(payoutOf("drafting"), "finish-draft", nobody)).toEqual([]);
  expect(payoutTransitionIssues(payoutOf("drafting", ASKED), "finish-draft", nobody)).toEqual([]);
  for (const step of ["approve", "export", "download", "confirm", "withdraw", "confirm-withdrawal", "cancel-withdrawal"] as const)
    expect(payoutTransitionIssues(payoutOf("exported"), step, nobody)).toEqual([{ code: "role", params: { needs: "finance" } }]);
  expect(PAYERS).toEqual(["finance"]);
  expect(roleRefusals({ username: "ann", roles: ["hr", "finance"] })).toEqual([]);
});

test("steps of a payout: only those with consequences that many read ask why", () => {
  const asksComment = (of: Payout, step: Parameters<typeof payoutTransitionIssues>[1]) =>
    payoutTransitionIssues(of, step, GUS.person, " ").some(({ code }) => code === "why-missing");
  expect(asksComment(payoutOf("draft"), "approve")).toBe(false);
  expect(asksComment(payoutOf("approved"), "export")).toBe(false);
  expect(asksComment(payoutOf("exported"), "download")).toBe(false);
  expect(asksComment(payoutOf("exported"), "confirm")).toBe(true);
  expect(asksComment(payoutOf("draft"), "withdraw")).toBe(true);
  expect(asksComment(payoutOf("exported", ASKED), "confirm-withdrawal")).toBe(true);
  expect(asksComment(payoutOf("exported", ASKED), "cancel-withdrawal")).toBe(true);
  expect(commentRefusals()).toMatchObject([{ code: "why-missing" }]);
  expect(commentRefusals("card 4111 1111 1111 1111")).toMatchObject([{ code: "account-in-text" }]);
  expect(commentRefusals("the bank asked")).toEqual([]);
});

test("steps of a payout: what is offered follows from what the bank told, and from whether a draft is outdated alone", () => {
  const told = { ...NO_TOTALS, returned: { count: 1, amount: 1n } };
  expect(possiblePayoutSteps(payoutOf("approved"), GUS.person, { isOutdated: true })).toEqual(["export", "withdraw"]);
  expect(possiblePayoutSteps(payoutOf("draft"), GUS.person, { isOutdated: false, totals: NO_TOTALS })).toEqual(["approve", "withdraw"]);
  expect(possiblePayoutSteps(payoutOf("draft"), GUS.person, { totals: told })).toEqual(["approve"]);
  expect(possiblePayoutSteps(payoutOf("exported", ASKED), GUS.person, { totals: NO_TOTALS })).toEqual([
    "confirm-withdrawal",
    "cancel-withdrawal",
  ]);
});

test("downloads: no file leaves first once the day on which the bank is to pay has passed; one that left may be fetched again", () => {
  const exported = { exported: { by: "gus", at: AT, executeOn: "2026-06-09", format: "icbc" } };
  const refusals = (given: Partial<Payout>, today: string, more: { format?: string; totals?: PayoutTotals; status?: PayoutStatus } = {}) =>
    releaseHindrances(payoutOf(more.status ?? "exported", { ...exported, ...given }), more.format ?? "icbc", {
      today,
      totals: more.totals ?? NO_TOTALS,
    });
  const passed = [{ code: "execute-on-passed", params: { payoutId: "2026-05-1", executeOn: "2026-06-09" } }];
  expect([refusals({}, "2026-06-08"), refusals({}, "2026-06-09"), refusals({}, "2026-06-10")]).toEqual([[], [], passed]);
  expect(refusals(DOWNLOADED, "2026-06-10")).toEqual([]);
  // Whatever the bank has told, and though it is confirmed: a file that nobody fetched is a second order to pay.
  expect(refusals({}, "2026-06-10", { totals: { ...NO_TOTALS, paid: { count: 1, amount: 1n } } })).toEqual(passed);
  expect(refusals({}, "2026-06-10", { status: "confirmed" })).toEqual(passed);
  // What came back is payable again, and would be paid by the file too.
  const cameBack = { totals: { ...NO_TOTALS, rejected: { count: 1, amount: 1n }, returned: { count: 2, amount: 2n } } };
  expect(refusals({}, "2026-06-08", cameBack)).toEqual([{ code: "came-back-in-payout", params: { payoutId: "2026-05-1", count: 3 } }]);
  expect(refusals(DOWNLOADED, "2026-06-08", cameBack)).toEqual([]);
  expect(dayPassed(payoutOf("approved"), "2026-06-10")).toEqual([]);
  // Two formats would be two payments.
  expect(refusals(DOWNLOADED, "2026-06-08", { format: "pain.001" })).toEqual([
    { code: "downloaded-otherwise", params: { format: "icbc" } },
  ]);
  expect(refusals(ASKED, "2026-06-08")).toEqual([{ code: "withdrawal-pending", params: { payoutId: "2026-05-1", by: "fay" } }]);
});
