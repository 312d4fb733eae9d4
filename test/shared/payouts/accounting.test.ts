import fc from "fast-check";
import { expect, test } from "vitest";
import { balancesOf, turnoverOf } from "../../../shared/payouts/accounting/balances.ts";
import { closeDocument } from "../../../shared/payouts/accounting/close-document.ts";
import { type JournalDocument, makeDocument } from "../../../shared/payouts/accounting/document.ts";
import { byDay, PayoutPostings, type PostedOutcome } from "../../../shared/payouts/accounting/payout-documents.ts";
import type { Payout } from "../../../shared/payouts/model/payout.ts";
import { DEFAULT_FINANCE } from "../../../shared/settings/model/settings.ts";
import { AT, CONTENT, payoutOf } from "./records.ts";

const ACCOUNTS = DEFAULT_FINANCE.accounts;
const EXPORTED = { exported: { by: "gus", at: "2026-06-08T02:00:00.000Z", executeOn: "2026-06-09", format: "pain.001" } };
const on = (day: string) => `2026-06-${day}T02:00:00.000Z`;
const localDay = (instant: string) => instant.slice(0, 10);

/** A document in short: its id, and what each account gains (debits) or loses. */
const brief = ({ documentId, day, count, lines }: JournalDocument) => ({
  [documentId]: [day, count, ...lines.map(({ role, debit, credit }) => `${role} ${debit - credit}`)],
});

function documentsOf(payout: Payout, outcomes: readonly PostedOutcome[] = []) {
  const postings = new PayoutPostings(payout, localDay);
  for (const outcome of outcomes) postings.add(outcome);
  return postings.documents(ACCOUNTS);
}
const briefly = (payout: Payout, outcomes?: readonly PostedOutcome[]) => Object.assign({}, ...documentsOf(payout, outcomes).map(brief));
const posting = (amount: bigint, from: PostedOutcome["from"], kind: "paid" | "rejected" | "returned", day: string, corrects?: number) => ({
  ...{ amount, from, outcome: { kind, at: on(day), ...(corrects !== undefined && { corrects }) } },
});

test("a document: each moving account has one line, on the side of its sign, under its number; its debits are its credits", () => {
  const head = { documentId: "d", day: "2026-06-01", kind: "export", of: "2026-05-1", count: 2 } as const;
  expect(
    makeDocument(
      head,
      [
        ["payable", 5n],
        ["bank", 0n],
        ["inTransit", -5n],
      ],
      ACCOUNTS,
    ),
  ).toEqual([
    {
      ...head,
      lines: [
        { role: "payable", account: "2241.01", debit: 5n, credit: 0n },
        { role: "inTransit", account: "1012.01", debit: 0n, credit: 5n },
      ],
    },
  ]);
  expect(
    makeDocument(
      head,
      [
        ["payable", 0n],
        ["bank", 0n],
      ],
      ACCOUNTS,
    ),
  ).toEqual([]);
  expect(() =>
    makeDocument(
      head,
      [
        ["payable", 5n],
        ["bank", -4n],
      ],
      ACCOUNTS,
    ),
  ).toThrow("document d does not balance: debits less credits are 1");
});

test("a close: what was earned, restated and adjusted is an expense and owed, and what was written off stands by itself", () => {
  const close = { month: "2026-05", day: "2026-06-03", statements: 7, earnings: 1_000n, adjustments: -30n, manualAdjustments: 50n };
  const [document, ...more] = closeDocument({ ...close, writtenOff: 20n }, ACCOUNTS);
  expect(more).toEqual([]);
  expect(document).toMatchObject({ documentId: "close-2026-05", day: "2026-06-03", kind: "close", of: "2026-05", count: 7 });
  expect(document?.lines).toEqual([
    { role: "earnings", account: "6601.01", debit: 1_000n, credit: 0n },
    { role: "adjustments", account: "6601.02", debit: 0n, credit: 30n },
    { role: "manualAdjustments", account: "6601.03", debit: 30n, credit: 0n },
    { role: "writeOffs", account: "6702.01", debit: 20n, credit: 0n },
    { role: "payable", account: "2241.01", debit: 0n, credit: 1_020n },
  ]);
  const [drawn] = closeDocument({ ...close, advanced: 200n, recovered: 80n }, ACCOUNTS);
  expect(drawn?.lines.slice(3)).toEqual([
    { role: "advances", account: "1221.02", debit: 200n, credit: 0n },
    { role: "advances", account: "1221.02", debit: 0n, credit: 80n },
    { role: "payable", account: "2241.01", debit: 0n, credit: 1_140n },
  ]);
  const [forgiven] = closeDocument({ ...close, writtenOff: 50n, recovered: 80n, advancesWrittenOff: 50n }, ACCOUNTS);
  expect(forgiven?.lines.slice(2)).toEqual([
    { role: "writeOffs", account: "6702.01", debit: 50n, credit: 0n },
    { role: "advances", account: "1221.02", debit: 0n, credit: 80n },
    { role: "advances", account: "1221.02", debit: 0n, credit: 50n },
    { role: "payable", account: "2241.01", debit: 0n, credit: 890n },
  ]);
  const [plain] = closeDocument(close, ACCOUNTS);
  expect(plain?.lines.map(({ role }) => role)).toEqual(["earnings", "adjustments", "manualAdjustments", "payable"]);
  expect(closeDocument({ ...close, earnings: 0n, adjustments: 0n, manualAdjustments: 0n }, ACCOUNTS)).toEqual([]);
});

test("accounting: a payout that did not go out has no document", () => {
  expect(documentsOf(payoutOf("approved"))).toEqual([]);
  const { content: _, ...without } = payoutOf("exported", EXPORTED);
  expect(documentsOf(without, [posting(1n, "in-transit", "paid", "09")])).toEqual([]);
});

test("accounting: a payout that goes out is in transit, and what the bank tells moves it on by day and kind", () => {
  const outcomes = [
    posting(100n, "in-transit", "paid", "09"),
    posting(50n, "in-transit", "paid", "09"),
    posting(40n, "in-transit", "paid", "10"),
    posting(30n, "in-transit", "rejected", "09"),
    posting(50n, "paid", "returned", "11"),
  ];
  expect(briefly(payoutOf("exported", EXPORTED), outcomes)).toEqual({
    "2026-05-1-export": ["2026-06-08", 2, "payable 300", "inTransit -300"],
    "2026-05-1-paid-2026-06-09": ["2026-06-09", 2, "inTransit 150", "bank -150"],
    "2026-05-1-rejected-2026-06-09": ["2026-06-09", 1, "inTransit 30", "payable -30"],
    "2026-05-1-paid-2026-06-10": ["2026-06-10", 1, "inTransit 40", "bank -40"],
    "2026-05-1-returned-2026-06-11": ["2026-06-11", 1, "bank 50", "payable -50"],
  });
  expect(documentsOf(payoutOf("exported", EXPORTED), outcomes).map(({ kind, of }) => `${kind} ${of}`)).toEqual([
    ...["export 2026-05-1", "paid 2026-05-1", "rejected 2026-05-1", "paid 2026-05-1", "returned 2026-05-1"],
  ]);
});

test("accounting: a confirmation takes what is left in transit from the bank, and a withdrawal makes all of it payable again", () => {
  const confirmed = payoutOf("confirmed", { ...EXPORTED, confirmed: { by: "gus", at: on("12"), comment: "so", paid: CONTENT.payments } });
  const rejected = posting(100n, "in-transit", "rejected", "09");
  // It came back only after it was confirmed as paid.
  const returned = posting(200n, "paid", "returned", "13");
  expect(briefly(confirmed, [rejected, returned])).toMatchObject({
    "2026-05-1-confirm": ["2026-06-12", 1, "inTransit 200", "bank -200"],
    "2026-05-1-returned-2026-06-13": ["2026-06-13", 1, "bank 200", "payable -200"],
  });
  expect(briefly(confirmed, [rejected, posting(200n, "in-transit", "paid", "10")])).not.toHaveProperty("2026-05-1-confirm");
  expect(documentsOf(confirmed, [rejected]).map(({ kind }) => kind)).toEqual(["export", "rejected", "confirm"]);
  const withdrawn = payoutOf("withdrawn", { ...EXPORTED, withdrawn: { by: "gus", at: on("12"), comment: "no bank got it" } });
  expect(documentsOf(withdrawn).map(({ kind }) => kind)).toEqual(["export", "withdraw"]);
  expect(briefly(withdrawn)).toEqual({
    "2026-05-1-export": ["2026-06-08", 2, "payable 300", "inTransit -300"],
    "2026-05-1-withdraw": ["2026-06-12", 2, "inTransit 300", "payable -300"],
  });
});

test("accounting: what a bank took off a payment that came back is the agency's expense, and a correction takes it back", () => {
  const returned = { ...posting(50n, "paid", "returned", "11"), charges: 3n };
  expect(briefly(payoutOf("exported", EXPORTED), [returned])).toMatchObject({
    "2026-05-1-returned-2026-06-11": ["2026-06-11", 1, "bank 47", "payable -50", "charges 3"],
  });
  expect(briefly(payoutOf("exported", EXPORTED), [{ ...posting(50n, "returned", "paid", "12", 1), charges: -3n }])).toMatchObject({
    "2026-05-1-correction-2026-06-12": ["2026-06-12", 1, "bank -47", "payable 50", "charges -3"],
  });
});

test("accounting: a correction is posted by itself on its own day, and changes nothing that is there", () => {
  const before = [posting(100n, "in-transit", "returned", "09")];
  const after = [...before, posting(100n, "returned", "paid", "12", 1), posting(70n, "paid", "rejected", "12", 1)];
  expect(briefly(payoutOf("exported", EXPORTED), after)).toEqual({
    ...briefly(payoutOf("exported", EXPORTED), before),
    "2026-05-1-correction-2026-06-12": ["2026-06-12", 2, "bank -30", "payable 30"],
  });
});

test("accounting: a journal is by day; on one day what went out comes before what became of it, and a correction last", () => {
  const kinds = ["close", "export", "withdraw", "paid", "rejected", "confirm", "returned", "correction"] as const;
  const of = (kind: JournalDocument["kind"], day: string, documentId: string = kind): JournalDocument => ({
    ...{ documentId, day, kind, of: "x", count: 1, lines: [] },
  });
  const sorted = [of("close", "2026-06-02"), ...kinds.map((kind) => of(kind, "2026-06-01")).reverse()].sort(byDay);
  expect(sorted.map(({ kind, day }) => `${day} ${kind}`)).toEqual([...kinds.map((kind) => `2026-06-01 ${kind}`), "2026-06-02 close"]);
  const twins = [of("paid", "2026-06-01", "b"), of("paid", "2026-06-01", "a"), of("paid", "2026-06-01", "c")].sort(byDay);
  expect(twins.map(({ documentId }) => documentId)).toEqual(["a", "b", "c"]);
});

test("balances: debits less credits by account, and what a journal moved in all", () => {
  const documents = [
    ...makeDocument(
      { documentId: "a", day: AT, kind: "close", of: "x", count: 1 },
      [
        ["earnings", 90n],
        ["payable", -90n],
      ],
      ACCOUNTS,
    ),
    ...makeDocument(
      { documentId: "b", day: AT, kind: "paid", of: "x", count: 1 },
      [
        ["payable", 60n],
        ["bank", -60n],
      ],
      ACCOUNTS,
    ),
  ];
  expect(balancesOf(documents)).toEqual({
    ...{
      earnings: 90n,
      adjustments: 0n,
      manualAdjustments: 0n,
      writeOffs: 0n,
      advances: 0n,
      charges: 0n,
      payable: -30n,
      inTransit: 0n,
      bank: -60n,
    },
  });
  expect(turnoverOf(documents)).toEqual({ debits: 150n, credits: 150n });
  expect(turnoverOf([])).toEqual({ debits: 0n, credits: 0n });
});

test("balances: whatever becomes of payments, nothing is left in transit once a payout is confirmed, and payable is what came back", () => {
  const fate = fc.constantFrom("silent", "paid", "rejected", "returned", "paid-returned", "rejected-corrected");
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.bigInt(1n, 10n ** 18n), fate), { minLength: 1, maxLength: 8 }), (payments) => {
      const total = payments.reduce((sum, [amount]) => sum + amount, 0n);
      const postings = payments.flatMap(([amount, what]): PostedOutcome[] => {
        if (what === "silent") return [];
        if (what === "paid-returned") return [posting(amount, "in-transit", "paid", "09"), posting(amount, "paid", "returned", "10")];
        if (what === "rejected-corrected")
          return [posting(amount, "in-transit", "rejected", "09"), posting(amount, "rejected", "paid", "10", 1)];
        return [posting(amount, "in-transit", what, "09")];
      });
      const confirmed = payoutOf("confirmed", {
        ...EXPORTED,
        content: { ...CONTENT, payments: { count: payments.length, amount: total } },
        confirmed: { by: "gus", at: on("12"), comment: "so", paid: { count: 0, amount: 0n } },
      });
      const back = payments.reduce((sum, [amount, what]) => (/^(rejected|returned|paid-returned)$/.test(what) ? sum + amount : sum), 0n);
      expect(balancesOf(documentsOf(confirmed, postings))).toMatchObject({ inTransit: 0n, payable: total - back, bank: back - total });
    }),
  );
});
