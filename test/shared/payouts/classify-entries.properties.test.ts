import fc from "fast-check";
import { expect, test } from "vitest";
import { countOf, sum } from "../../../shared/base/money/money.ts";
import type { BankReportEntry } from "../../../shared/payouts/bank-reports/model/bank-report.ts";
import { classifyEntries } from "../../../shared/payouts/bank-reports/model/classify-entries.ts";
import { totalsOfLines } from "../../../shared/payouts/model/lines-file.ts";
import type { Outcome, OutcomeKind, PaymentRecord } from "../../../shared/payouts/model/payment.ts";
import { decidingNumber, outcomeFits, stateOf } from "../../../shared/payouts/model/payment-state.ts";
import type { Payout } from "../../../shared/payouts/model/payout.ts";
import { messageIdOf, referenceOf } from "../../../shared/payouts/model/reference.ts";
import { NO_TOTALS, recordedTotals } from "../../../shared/payouts/model/totals.ts";

const PAYOUT_ID = "2026-05-1";
const IDS = ["li", "wang", "zhao", "qian"];
const AMOUNTS: Readonly<Record<string, bigint>> = { li: 100n, wang: 2_000n, zhao: 30_000n, qian: 400_000n };

/** What the bank did with each payment: its own books. */
type Fate = "paid" | "rejected" | "returned" | "silent";

/** A payout at the bank, as answers are applied to it. */
class Applied {
  readonly payments = new Map<string, PaymentRecord>(
    IDS.map((advisorId) => {
      const [reference, amount] = [referenceOf(PAYOUT_ID, advisorId), AMOUNTS[advisorId] ?? 0n];
      const payment = {
        payoutId: PAYOUT_ID,
        advisorId,
        reference,
        amount,
        statement: amount,
        earlier: 0n,
        payeeVersion: 1,
        payeeHash: "h",
        accountLast4: "1",
      };
      return [reference, { ...payment, outcomes: [] }];
    }),
  );
  totals = NO_TOTALS;
  readonly payout: Payout = {
    ...{ payoutId: PAYOUT_ID, month: "2026-05", status: "exported", lockVersion: 4, gate: 0 },
    drafted: { by: "fay", at: "2026-06-05T00:00:00.000Z" },
    content: {
      ...{ hash: "", adjustmentAuthors: [], formats: [], again: countOf([]), outcomeAuthors: [], settings: { debtor: [], formats: [] } },
      payments: countOf(this.payments.values()),
      excluded: totalsOfLines([]).excluded,
    },
  };

  classify(reportId: string, entries: readonly BankReportEntry[]) {
    return classifyEntries(entries, { payout: this.payout, payments: this.payments }, { reportId, currency: "CNY" });
  }

  /** Applies an answer, or its beginning, as a crash leaves it. */
  apply(reportId: string, entries: readonly BankReportEntry[], upTo = Number.POSITIVE_INFINITY) {
    for (const [place, { payment, entry }] of this.classify(reportId, entries).due.entries()) {
      if (place >= upTo) break;
      const now = this.payments.get(payment.reference);
      if (now === undefined || outcomeFits(stateOf("exported", now.outcomes), entry.kind) !== "applies") continue;
      const outcome: Outcome = { kind: entry.kind, at: "2026-06-06T00:00:00.000Z", by: "fay", reportId };
      this.totals = recordedTotals(this.payout, this.totals, [{ payment: now, outcome }]);
      this.payments.set(payment.reference, { ...now, outcomes: [...now.outcomes, outcome] });
    }
  }

  get states() {
    return Object.fromEntries([...this.payments.values()].map(({ advisorId, outcomes }) => [advisorId, stateOf("exported", outcomes)]));
  }
}

const fates = fc.record(Object.fromEntries(IDS.map((id) => [id, fc.constantFrom<Fate>("paid", "rejected", "returned", "silent")])));

/** What a bank that did this may say, true and in any number of files. */
function truths(done: Readonly<Record<string, Fate>>): Omit<BankReportEntry, "number">[] {
  return Object.entries(done).flatMap(([advisorId, fate]) => {
    const says = (kind: BankReportEntry["kind"]) => ({
      ...{ reference: referenceOf(PAYOUT_ID, advisorId), isWhole: false, kind, currency: "CNY" },
      ...(kind === "accepted" ? {} : { amount: AMOUNTS[advisorId] ?? 0n }),
    });
    if (fate === "silent") return [says("accepted")];
    return fate === "returned" ? [says("accepted"), says("paid"), says("returned")] : [says("accepted"), says(fate)];
  });
}

const numbered = (entries: readonly Omit<BankReportEntry, "number">[]): BankReportEntry[] =>
  entries.map((entry, index) => ({ ...entry, number: index + 1 }));

/** What is true, doubled and shuffled, in files. */
const world = fates.chain((done) => {
  const all = truths(done);
  return fc.record({
    done: fc.constant(done),
    files: fc.shuffledSubarray([...all, ...all], { minLength: all.length * 2 }).chain((entries) =>
      fc.array(fc.nat({ max: entries.length }), { maxLength: 4 }).map((cuts) => {
        const at = [0, ...cuts.sort((left, right) => left - right), entries.length];
        return at.slice(1).map((end, place) => entries.slice(at[place], end));
      }),
    ),
    crashes: fc.array(fc.nat({ max: 3 }), { maxLength: 4 }),
  });
});

test("classify entries: answers in any order, doubled, cut anywhere and taken up after a crash come to what the bank did", () => {
  fc.assert(
    fc.property(world, ({ done, files, crashes }) => {
      const applied = new Applied();
      for (const [place, entries] of files.entries()) {
        for (const crash of crashes) applied.apply(`a${place}`, numbered(entries), crash);
        applied.apply(`a${place}`, numbered(entries));
      }
      const expected = Object.fromEntries(Object.entries(done).map(([id, fate]) => [id, fate === "silent" ? "in-transit" : fate]));
      expect(applied.states).toEqual(expected);
      for (const kind of ["paid", "rejected", "returned"] as const)
        expect(applied.totals[kind].amount).toBe(sum(IDS.map((id) => (done[id] === kind ? (AMOUNTS[id] ?? 0n) : 0n))));
    }),
    { numRuns: 300 },
  );
});

test("classify entries: an answer says the same of its entries once it is applied, however often it was taken up, and then nothing is due", () => {
  fc.assert(
    fc.property(world, ({ files: [first = [], ...others], crashes }) => {
      const applied = new Applied();
      for (const [place, entries] of others.entries()) applied.apply(`b${place}`, numbered(entries));
      const before = applied.classify("a", numbered(first)).matches;
      for (const crash of crashes) applied.apply("a", numbered(first), crash);
      applied.apply("a", numbered(first));
      const after = applied.classify("a", numbered(first));
      expect(after.matches).toEqual(before);
      expect(after.due).toEqual([]);
    }),
  );
});

const said = (kind: BankReportEntry["kind"], id = "li", more: Partial<BankReportEntry> = {}) => ({
  ...{ reference: referenceOf(PAYOUT_ID, id), isWhole: false, kind },
  ...more,
});
const whole = (kind: BankReportEntry["kind"], amount?: bigint) => ({
  ...{ reference: messageIdOf(PAYOUT_ID), isWhole: true, kind },
  ...(amount !== undefined && { amount, currency: "CNY" }),
});
const ALL = sum(Object.values(AMOUNTS));
const matchesOf = (applied: Applied, entries: readonly Omit<BankReportEntry, "number">[], reportId = "a") => [
  ...[...applied.classify(reportId, numbered(entries)).matches].sort(([a], [b]) => a - b).map(([, match]) => match),
];

test("classify entries: of several reasons of one payment in a report the strictest counts, wherever it stands", () => {
  const reference = referenceOf(PAYOUT_ID, "li");
  const says = (code: string) => ({ reference, isWhole: false, kind: "rejected" as const, currency: "CNY", code });
  fc.assert(
    fc.property(fc.shuffledSubarray(["AM04", "AC04", "MS03", "TM01"], { minLength: 4 }), (codes) => {
      const { due, matches } = new Applied().classify("a", numbered(codes.map(says)));
      expect(due.map(({ entry }) => entry.code)).toEqual(["AC04"]);
      expect([...matches].filter(([, match]) => match !== "already-recorded")).toEqual([[codes.indexOf("AC04") + 1, "applies"]]);
    }),
  );
});

test("classify entries: of reasons in one report after another the strictest counts in the end, in any order; none says nothing", () => {
  const reference = referenceOf(PAYOUT_ID, "li");
  const says = (code: string | undefined) => ({
    reference,
    isWhole: false,
    kind: "rejected" as const,
    ...(code !== undefined && { code }),
  });
  const strictest = ["AC04", "MS03", "AM04", undefined];
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...strictest), { minLength: 1, maxLength: 8 }), (codes) => {
      const applied = new Applied();
      for (const [place, code] of codes.entries()) {
        const reportId = `r${place}`;
        const entries = numbered([says(code)]);
        const { due, matches } = applied.classify(reportId, entries);
        expect(due.length).toBe(matches.get(1) === "already-recorded" ? 0 : 1);
        for (const { payment, entry } of due) {
          const outcome = { kind: entry.kind, at: "", by: "fay", reportId, ...(entry.code !== undefined && { code: entry.code }) };
          applied.totals = recordedTotals(applied.payout, applied.totals, [{ payment, outcome }]);
          applied.payments.set(reference, { ...payment, outcomes: [...payment.outcomes, outcome] });
        }
        // What it has recorded is told as before, and nothing is due twice.
        expect(applied.classify(reportId, entries)).toEqual({ matches, due: [] });
      }
      const outcomes = applied.payments.get(reference)?.outcomes ?? [];
      expect(outcomes[decidingNumber(outcomes) - 1]?.code).toBe(strictest.find((code) => codes.includes(code)));
      expect(applied.totals.rejected).toEqual({ count: 1, amount: 100n });
    }),
  );
});

test("nothing is guessed: what differs in reference, amount or currency, or gainsays itself, changes nothing", () => {
  const applied = new Applied();
  const entries = [
    said("paid", "nobody"),
    said("paid", "li", { amount: 101n }),
    said("paid", "li", { amount: 100n, currency: "USD" }),
    said("unknown"),
    said("rejected", "wang"),
    said("returned", "wang"),
    whole("paid", ALL + 1n),
    whole("unknown"),
  ];
  expect(matchesOf(applied, entries)).toEqual([
    ...["no-such-reference", "amount-differs", "currency-differs", "unknown-status", "contradicts", "contradicts", "amount-differs"],
    "unknown-status",
  ]);
  applied.apply("a", numbered(entries));
  expect(new Set(Object.values(applied.states))).toEqual(new Set(["in-transit"]));
  expect(matchesOf(Object.assign(new Applied(), { payout: { ...applied.payout, status: "approved" } }), [said("paid")])).toEqual([
    "not-exported",
  ]);
});

test("classify entries: what is said of a whole payout is said of each payment that nothing else is said of; where one contradicts it, of none", () => {
  const paid = new Applied();
  paid.apply("a", numbered([whole("paid", ALL), said("returned", "li"), said("paid", "li")]));
  expect(paid.states).toEqual({ li: "returned", wang: "paid", zhao: "paid", qian: "paid" });
  expect(matchesOf(paid, [whole("rejected")], "b")).toEqual(["contradicts"]);
  expect(matchesOf(paid, [whole("paid", ALL)], "b")).toEqual(["already-recorded"]);

  const some = new Applied();
  some.apply("a", numbered([said("rejected", "wang")]));
  expect(matchesOf(some, [whole("paid", ALL)], "b")).toEqual(["contradicts"]);
  some.apply("b", numbered([whole("paid", ALL)]));
  expect(some.states.li).toBe("in-transit");
  // The bank booked what was left once that one was rejected.
  expect(matchesOf(some, [whole("paid", ALL - 2_000n)], "c")).toEqual(["applies"]);
  some.apply("c", numbered([whole("paid", ALL - 2_000n)]), 1);
  some.apply("c", numbered([whole("paid", ALL - 2_000n)]));
  expect(some.states).toEqual({ li: "paid", wang: "rejected", zhao: "paid", qian: "paid" });
  expect(matchesOf(some, [whole("paid", ALL - 2_000n)], "c")).toEqual(["applies"]);

  const none = new Applied();
  none.apply("a", numbered([{ ...whole("rejected"), level: "file", code: "FF01" }]));
  expect(new Set(Object.values(none.states))).toEqual(new Set<OutcomeKind>(["rejected"]));
});

test("classify entries: what repeats an outcome that people corrected is listed, of a whole payout as of one payment, and nothing is due", () => {
  const applied = new Applied();
  applied.apply("a", numbered([said("paid"), said("returned")]));
  const reference = referenceOf(PAYOUT_ID, "li");
  const li = applied.payments.get(reference);
  if (li === undefined) throw new Error("no such payment");
  const correction: Outcome = { kind: "paid", at: "2026-06-07T00:00:00.000Z", by: "fay", approvedBy: "gus", corrects: 2 };
  applied.payments.set(reference, { ...li, outcomes: [...li.outcomes, correction] });
  for (const repeated of [said("returned"), { ...whole("returned"), level: "file" as const, code: "AM04" }]) {
    expect(matchesOf(applied, [repeated], "b")).toEqual(["contradicts"]);
    expect(applied.classify("b", numbered([repeated])).due).toEqual([]);
  }
  // What is true of the others is still taken, and the first report stays what it was.
  expect(matchesOf(applied, [said("returned"), said("paid", "wang")], "b")).toEqual(["contradicts", "applies"]);
  expect(matchesOf(applied, [said("paid"), said("returned")], "a")).toEqual(["applies", "applies"]);
});
