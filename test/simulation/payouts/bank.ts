import type { OutcomeKind } from "../../../shared/payouts/model/payment.ts";
import type { Chance } from "../chance.ts";
import type { Clockwork } from "../cloud/clockwork.ts";
import type { FileLine } from "./desk.ts";

/** What the bank has to say of one payment. */
export interface Says {
  readonly reference: string;
  readonly payoutId: string;
  readonly advisorId: string;
  readonly outcome: OutcomeKind;
  /** Minor units. */
  readonly amount: bigint;
  /** Why it failed, as ISO 20022 names reasons; "" where the bank doesn't say. */
  readonly code: string;
}

/** An account that is closed, a wrong name, no reason that one knows, no funds for a moment, and nothing said. */
const REASONS = ["AC04", "BE01", "MS03", "XT99", "AM04", "AM04", ""] as const;

const HOUR = 3_600_000;

/**
 * The bank: it pays each reference of a file once, whatever is sent twice, or rejects it; some of what it paid comes back
 * later. Its own books are what all is compared with in the end. What it has to say it says late, in any order, and twice.
 */
export class Bank {
  /** What it has paid to each advisor, less what came back; minor units. */
  readonly paid = new Map<string, bigint>();
  /** Called where something becomes final, right after it did. */
  onPaid: (advisorId: string) => void = () => {};
  /** Everything that it ever had to say, whether it said it or not. */
  readonly happened: Says[] = [];
  /** What is wrong with what it was sent, a sentence each. */
  readonly complaints: string[] = [];
  readonly #clockwork: Clockwork;
  readonly #chance: Chance;
  readonly #known = new Map<string, { readonly line: FileLine; isDone: boolean; willReturn: boolean }>();
  readonly #silent = new Set<string>();
  readonly #payouts = new Map<string, string[]>();
  #isCalm = false;

  constructor(clockwork: Clockwork, chance: Chance) {
    this.#clockwork = clockwork;
    this.#chance = chance;
  }

  /** From now on it pays whatever it is sent at once, and nothing comes back. */
  calm(): void {
    this.#isCalm = true;
  }

  /** Takes a payout's file. What it knows by its reference it doesn't pay again. */
  receive(payoutId: string, lines: readonly FileLine[]): void {
    // Of some payouts it tells only what went wrong.
    if (!this.#payouts.has(payoutId) && this.#chance.hits(0.25)) this.#silent.add(payoutId);
    const references = lines.map(({ reference }) => reference).sort();
    const before = this.#payouts.get(payoutId);
    if (before !== undefined && before.join() !== references.join())
      this.complaints.push(`the file of ${payoutId} changed after it was sent`);
    this.#payouts.set(payoutId, references);
    for (const line of lines) this.#take(payoutId, line);
  }

  /** Whether all that it was sent of a payout is paid or rejected. */
  isThrough(payoutId: string): boolean {
    const references = this.#payouts.get(payoutId);
    return references?.every((reference) => this.#known.get(reference)?.isDone === true) ?? false;
  }

  /** Whether nothing more will happen. */
  get isQuiet(): boolean {
    return [...this.#known.values()].every(({ isDone, willReturn }) => isDone && !willReturn);
  }

  /** Whether it says that a payment of this payout was paid. */
  tellsPaid(payoutId: string): boolean {
    return !this.#silent.has(payoutId);
  }

  #take(payoutId: string, line: FileLine): void {
    const known = this.#known.get(line.reference);
    if (known !== undefined) {
      if (known.line.amount !== line.amount || known.line.advisorId !== line.advisorId)
        this.complaints.push(`${line.reference} came twice with other content: ${JSON.stringify([known.line, line])}`);
      return;
    }
    const order = { line, isDone: false, willReturn: false };
    this.#known.set(line.reference, order);
    const [isRejected, willReturn] = [this.#chance.hits(0.25), this.#chance.hits(0.4)];
    this.#clockwork.call(this.#isCalm ? 0 : this.#chance.between(0, 20 * HOUR), () => {
      order.isDone = true;
      if (isRejected && !this.#isCalm) return this.#note(payoutId, line, "rejected");
      this.#note(payoutId, line, "paid");
      if (!willReturn || this.#isCalm) return;
      order.willReturn = true;
      this.#clockwork.call(this.#chance.between(0, 60 * HOUR), () => {
        order.willReturn = false;
        this.#note(payoutId, line, "returned");
      });
    });
  }

  #note(payoutId: string, { reference, advisorId, amount }: FileLine, outcome: OutcomeKind): void {
    const minor = BigInt(amount);
    const change = outcome === "paid" ? minor : outcome === "returned" ? -minor : 0n;
    this.paid.set(advisorId, (this.paid.get(advisorId) ?? 0n) + change);
    const code = outcome === "paid" ? "" : this.#chance.pick(REASONS);
    this.happened.push({ reference, payoutId, advisorId, outcome, amount: minor, code });
    this.onPaid(advisorId);
  }
}
