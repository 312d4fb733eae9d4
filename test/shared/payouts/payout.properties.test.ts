import fc from "fast-check";
import { expect, test } from "vitest";
import { refusal } from "../../../shared/base/issues/issue.ts";
import { sum } from "../../../shared/base/money/money.ts";
import type { Statement } from "../../../shared/engine/statement/statement.ts";
import { createWith, type PayoutStep, takePayoutStep } from "../../../shared/payouts/model/apply-step.ts";
import { lineOf } from "../../../shared/payouts/model/draft-lines.ts";
import { failedPayments } from "../../../shared/payouts/model/failed-payment.ts";
import { contentOf, totalsOfLines } from "../../../shared/payouts/model/lines-file.ts";
import { paidAgainBy, paidTwice } from "../../../shared/payouts/model/paid-again.ts";
import type { OutcomeKind, PaymentRecord } from "../../../shared/payouts/model/payment.ts";
import type { PayoutAccount, PayoutStatuses } from "../../../shared/payouts/model/payment-account.ts";
import { correctableTo, decidingNumber, outcomeFits, stateOf } from "../../../shared/payouts/model/payment-state.ts";
import type { Clearance, Payout, PayoutTotals } from "../../../shared/payouts/model/payout.ts";
import { confirmedTotals, inTransitOf, NO_TOTALS, recordedTotals } from "../../../shared/payouts/model/totals.ts";
import { payablesOf } from "../../../shared/payouts/reconciliation/model/advisor-payables.ts";

const AT = "2026-06-05T01:00:00.000Z";
const person = (username: string) => ({ username, roles: ["finance"] });
const IDS = ["li", "wang"];

/** What anybody may do next, with whichever payout a number falls on. */
type Move =
  | { readonly do: "state"; readonly payable: bigint; readonly of: string }
  | { readonly do: "begin" | "draft" | "approve" | "export" | "confirm" | "withdraw"; readonly at: number }
  | { readonly do: "hold"; readonly of: string }
  | { readonly do: "say" | "correct"; readonly at: number; readonly of: string; readonly kind: OutcomeKind; readonly code: string }
  | { readonly do: "look"; readonly of: string };

/** Mostly one of the latest. */
const at = fc.oneof({ weight: 3, arbitrary: fc.nat(2) }, { weight: 1, arbitrary: fc.nat(9) });
const of = fc.constantFrom(...IDS);
const move: fc.Arbitrary<Move> = fc.oneof(
  { weight: 2, arbitrary: fc.record({ do: fc.constant("state" as const), payable: fc.bigInt(0n, 500n), of }) },
  { weight: 9, arbitrary: fc.record({ do: fc.constantFrom("begin", "draft", "draft", "approve", "approve"), at }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constantFrom("export", "confirm", "withdraw"), at }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("hold" as const), of }) },
  {
    weight: 6,
    arbitrary: fc.record({
      ...{ do: fc.constantFrom("say", "say", "correct"), at, of, kind: fc.constantFrom("paid", "rejected", "returned") },
      code: fc.constantFrom("AM04", "AM04", "AC04", "MS03", ""),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("look" as const), of }) },
);

/** A ledger that does one thing after the other: what conditional writes make of things at one moment. */
class World {
  readonly statements = new Map<string, Statement[]>(IDS.map((id) => [id, []]));
  readonly payments: PaymentRecord[] = [];
  readonly payouts: Payout[] = [];
  readonly totals = new Map<string, PayoutTotals>();
  readonly held = new Set<string>();
  readonly clearances: Clearance[] = [];
  gate = 0;
  month = 1;

  get statuses(): PayoutStatuses {
    return new Map(this.payouts.map(({ payoutId, status }) => [payoutId, status]));
  }

  account(advisorId: string): PayoutAccount {
    return {
      advisorId,
      statements: this.statements.get(advisorId) ?? [],
      payments: this.payments.filter((payment) => payment.advisorId === advisorId),
      payees: [
        {
          ...{
            advisorId,
            version: 1,
            accountLast4: "1",
            accountTag: "tag",
            proposalId: "p",
            approvedBy: "ann",
            approvedAt: "2026-01-01T00:00:00.000Z",
          },
          sealed: { holder: "", account: "", bankCode: "", bankName: "" },
        },
      ],
      clearances: this.clearances.filter((each) => each.advisorId === advisorId),
      hold: this.held.has(advisorId) ? { advisorId, by: "gus", at: AT, reason: "asked" } : undefined,
    };
  }

  totalsOf({ payoutId }: Payout): PayoutTotals {
    return this.totals.get(payoutId) ?? NO_TOTALS;
  }

  do(next: Move): void {
    if (next.do === "state") this.#state(next.of, next.payable);
    else if (next.do === "begin") this.#begin();
    else if (next.do === "hold") this.#hold(next.of);
    else if (next.do === "look") this.#look(next.of);
    else {
      const payout = this.payouts.at(-1 - (next.at % Math.max(1, this.payouts.length)));
      if (payout === undefined) return;
      if (next.do === "say" || next.do === "correct") this.#say(payout, next);
      else if (next.do === "draft") this.#draft(payout);
      else if (next.do === "confirm") this.#confirm(payout);
      else this.#take(payout, this.#stepOf(payout, next.do));
    }
  }

  #take(payout: Payout, step: PayoutStep): void {
    const stepped = takePayoutStep(payout, step, { person: person("gus"), at: AT });
    if (!stepped.ok) return;
    // What is approved pays nobody who is held, though nobody looks at holds then: the gate tells.
    if (step.kind === "approve")
      expect(this.payments.some((each) => each.payoutId === payout.payoutId && this.held.has(each.advisorId))).toBe(false);
    if (step.kind === "approve" || (step.kind === "withdraw" && payout.status === "approved")) this.gate += 1;
    if (step.kind === "confirm") this.totals.set(payout.payoutId, confirmedTotals(payout, this.totalsOf(payout)));
    this.payouts[this.payouts.indexOf(payout)] = stepped.payout;
  }

  /** Its file is fetched before, as else no bank could have paid anything. */
  #confirm(payout: Payout): void {
    this.#take(payout, { kind: "download", format: "pain.001", basis: [] });
    const sent = this.payouts.find(({ payoutId }) => payoutId === payout.payoutId) ?? payout;
    this.#take(sent, { kind: "confirm", comment: "bank statement", totals: this.totalsOf(sent) });
  }

  #hold(advisorId: string): void {
    this.gate += 1;
    if (!this.held.delete(advisorId)) this.held.add(advisorId);
  }

  #state(advisorId: string, payable: bigint): void {
    const month = `2026-${String(this.month).padStart(2, "0")}`;
    const known = this.statements.get(advisorId) ?? [];
    if (known.some((statement) => statement.month === month)) this.month = Math.min(12, this.month + 1);
    else known.push({ advisorId, month, payable, carriedForward: 0n } as Statement);
  }

  #begin(): void {
    const month = `2026-${String(this.month).padStart(2, "0")}`;
    const payoutId = `${month}-${this.payouts.length + 1}`;
    this.payouts.push(createWith({ payoutId, month, gate: this.gate }, { person: person("fay"), at: AT }).payout);
  }

  /** Its lines are of this moment, which may be long after it began. */
  #draft(payout: Payout): void {
    if (payout.status !== "drafting") return;
    const { payoutId, month } = payout;
    const terms = { payoutId, month, atMs: Date.parse(AT), securityHoldDays: 0, statuses: this.statuses };
    const lines = IDS.flatMap((id) => lineOf(this.account(id), { name: id }, terms) ?? []);
    for (const line of lines) if (line.kind === "payment") this.payments.push({ ...line, outcomes: [] });
    const content = {
      formats: [],
      ...contentOf([{ hash: "h", ...totalsOfLines(lines), adjustmentAuthors: [], settings: { debtor: [], formats: [] } }]),
    };
    const stepped = takePayoutStep(payout, { kind: "finish-draft", content }, { person: person("fay"), at: AT });
    if (stepped.ok) this.payouts[this.payouts.indexOf(payout)] = stepped.payout;
  }

  #stepOf(payout: Payout, kind: "approve" | "export" | "withdraw"): PayoutStep {
    switch (kind) {
      case "approve":
        return { kind, gate: this.gate };
      case "export": {
        const inIt = this.payments.filter(({ payoutId }) => payoutId === payout.payoutId);
        const held = inIt.flatMap(({ advisorId }) => (this.held.has(advisorId) ? [advisorId] : []));
        const basis = held.length > 0 ? [refusal("held-in-payout", { advisors: held.join() })] : [];
        return { kind, executeOn: "2026-06-05", format: "pain.001", basis };
      }
      case "withdraw":
        return { kind, comment: "not yet", totals: this.totalsOf(payout) };
    }
  }

  /** Someone looks at what came back. */
  #look(advisorId: string): void {
    for (const { payoutId, number } of failedPayments(this.account(advisorId), this.statuses)) {
      this.gate += 1;
      this.clearances.push({ kind: "confirmed", advisorId, payoutId, number, by: "ida", at: AT, comment: "asked" });
    }
  }

  #say(payout: Payout, { do: act, of: advisorId, kind, code }: Extract<Move, { kind: OutcomeKind }>): void {
    const payment = this.payments.find((each) => each.payoutId === payout.payoutId && each.advisorId === advisorId);
    if (payment === undefined) return;
    const state = stateOf(payout.status, payment.outcomes);
    const isCorrection = act === "correct";
    if (!(isCorrection ? correctableTo(state).includes(kind) : outcomeFits(state, kind) === "applies")) return;
    if (isCorrection) {
      const again = paidAgainBy(payout.payoutId, this.account(advisorId), this.statuses);
      if (kind === "paid" && again.some((each) => each.state === "approved")) return;
      this.gate += 1;
    }
    const outcome = { kind, at: AT, by: "bank", code, ...(isCorrection && { corrects: decidingNumber(payment.outcomes) }) };
    this.totals.set(payout.payoutId, recordedTotals(payout, this.totalsOf(payout), [{ payment, outcome }]));
    this.payments[this.payments.indexOf(payment)] = { ...payment, outcomes: [...payment.outcomes, outcome] };
  }
}

test("payout: whatever is done in whatever order, nobody is ever paid or about to be paid more than their statements say, and nothing is lost", () => {
  const reached = new Set<string>();
  fc.assert(
    fc.property(fc.array(move, { minLength: 40, maxLength: 120 }), (moves) => {
      const world = new World();
      for (const next of moves) {
        world.do(next);
        for (const id of IDS) {
          const { statementTotal, outstanding, approved, inTransit, paid } = payablesOf(world.account(id), world.statuses);
          // Below nothing only by what people have found to be paid twice.
          expect(outstanding + paidTwice(world.account(id), world.statuses)).toBeGreaterThanOrEqual(0n);
          expect(outstanding + approved + inTransit + paid).toBe(statementTotal);
        }
      }
      for (const payout of world.payouts) {
        reached.add(payout.status);
        const states = world.payments
          .filter(({ payoutId }) => payoutId === payout.payoutId)
          .map(({ amount, outcomes }) => ({ amount, state: stateOf(payout.status, outcomes) }));
        const told = (wanted: string) => {
          const found = states.filter(({ state }) => state === wanted);
          return { count: found.length, amount: sum(found.map(({ amount }) => amount)) };
        };
        const totals = world.totalsOf(payout);
        expect(inTransitOf(payout, totals)).toEqual(told("in-transit"));
        for (const kind of ["paid", "rejected", "returned"] as const) expect(totals[kind]).toEqual(told(kind));
      }
    }),
    { numRuns: 300 },
  );
  expect([...reached].sort()).toEqual(["approved", "confirmed", "draft", "drafting", "exported", "withdrawn"]);
});

test("payout: what doesn't contradict may be said in any order and any number of times: the payment ends the same", () => {
  const said = fc.constantFrom<OutcomeKind[]>(["paid"], ["returned"], ["paid", "returned"], ["rejected"]);
  fc.assert(
    fc.property(
      said.chain((kinds) => fc.tuple(fc.constant(kinds), fc.shuffledSubarray([...kinds, ...kinds], { minLength: kinds.length * 2 }))),
      ([kinds, inAnyOrder]) => {
        const recorded: { kind: OutcomeKind }[] = [];
        for (const kind of inAnyOrder) if (outcomeFits(stateOf("exported", recorded), kind) === "applies") recorded.push({ kind });
        expect(recorded.length).toBeLessThanOrEqual(2);
        expect(stateOf("exported", recorded)).toBe(kinds.at(-1));
      },
    ),
  );
});
