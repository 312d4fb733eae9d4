import type { OutcomeKind } from "../../../shared/payouts/model/payment.ts";
import type { Chance } from "../chance.ts";
import type { Clockwork } from "../cloud/clockwork.ts";
import { type FileLine, linesOfFile } from "./bank-file.ts";

/** What became of one payment at the bank. */
export interface Says {
  readonly reference: string;
  readonly payoutId: string;
  readonly advisorId: string;
  readonly outcome: OutcomeKind;
  /** Minor units. */
  readonly amount: bigint;
  /** Why it failed, as ISO 20022 names reasons; "" where the bank doesn't say. */
  readonly code: string;
  /** The bank refused the whole batch at once, and says so of the batch alone. */
  readonly ofBatch: boolean;
}

/** A payment that the bank was told to make. */
interface Order {
  readonly line: FileLine;
  readonly payoutId: string;
  isDone: boolean;
  willReturn: boolean;
  state: "taken" | OutcomeKind;
  /** What a report said of it in a way that has to be recorded, true or not. */
  readonly told: Set<OutcomeKind>;
  /** A report, or somebody by hand, said what isn't true of it. */
  isDisputed: boolean;
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
  /** Payouts whose file it was sent, as they came. */
  readonly receipts: string[] = [];
  /** Payouts whose file it was sent once more. */
  readonly repeats: string[] = [];
  /** What is wrong with what it was sent, a sentence each. */
  readonly complaints: string[] = [];
  /** From now on it pays whatever it is sent at once, nothing comes back, and it says nothing untrue. */
  isCalm = false;
  readonly #clockwork: Clockwork;
  readonly #chance: Chance;
  readonly #orders = new Map<string, Order>();
  readonly #silent = new Set<string>();
  readonly #files = new Map<string, { readonly text: string; readonly references: readonly string[] }>();

  constructor(clockwork: Clockwork, chance: Chance) {
    this.#clockwork = clockwork;
    this.#chance = chance;
  }

  /** Takes a payout's file, pain.001. What it knows by its reference it doesn't pay again. */
  receive(payoutId: string, text: string): void {
    const before = this.#files.get(payoutId);
    if (before !== undefined) {
      if (before.text !== text) this.complaints.push(`the file of ${payoutId} changed after it was sent`);
      this.repeats.push(payoutId);
      return;
    }
    this.receipts.push(payoutId);
    const lines = linesOfFile(text);
    this.#files.set(payoutId, { text, references: lines.map(({ reference }) => reference) });
    // Of some payouts it tells only what went wrong.
    if (this.#chance.hits(0.25)) this.#silent.add(payoutId);
    const isRefused = this.#chance.hits(0.12) && !this.isCalm;
    if (isRefused) this.#refuseAll(payoutId, lines);
    else for (const line of lines) this.#pay(this.#take(payoutId, line));
  }

  /** Whether it has a payout's file. */
  has(payoutId: string): boolean {
    return this.#files.has(payoutId);
  }

  /** Whether all that it was sent of a payout is paid or rejected. */
  isThrough(payoutId: string): boolean {
    return this.#files.has(payoutId) && this.ordersOf(payoutId).every(({ isDone }) => isDone);
  }

  /** Whether nothing more will happen. */
  get isQuiet(): boolean {
    return [...this.#orders.values()].every(({ isDone, willReturn }) => isDone && !willReturn);
  }

  /** Whether it says that a payment of this payout was paid. */
  tellsPaid(payoutId: string): boolean {
    return !this.#silent.has(payoutId);
  }

  /** The payouts whose file it has. */
  get payoutIds(): string[] {
    return [...this.#files.keys()];
  }

  /** The payments that it was sent of a payout. */
  ordersOf(payoutId: string): Order[] {
    return (this.#files.get(payoutId)?.references ?? []).flatMap((reference) => this.#orders.get(reference) ?? []);
  }

  /** The payment under a reference. */
  order(reference: string): Order | undefined {
    return this.#orders.get(reference);
  }

  /** Notes that something untrue is said of a payment. */
  dispute(reference: string): void {
    const order = this.#orders.get(reference);
    if (order !== undefined) order.isDisputed = true;
  }

  /** Why it may reject something. */
  reason(): string {
    return this.#chance.pick(REASONS);
  }

  #take(payoutId: string, line: FileLine): Order {
    if (this.#orders.has(line.reference)) this.complaints.push(`${line.reference} stands in two files`);
    const order: Order = { line, payoutId, isDone: false, willReturn: false, state: "taken", told: new Set(), isDisputed: false };
    this.#orders.set(line.reference, order);
    return order;
  }

  #pay(order: Order): void {
    const [isRejected, willReturn] = [this.#chance.hits(0.25), this.#chance.hits(0.4)];
    this.#clockwork.call(this.isCalm ? 0 : this.#chance.between(0, 20 * HOUR), () => {
      order.isDone = true;
      if (isRejected && !this.isCalm) return this.#note(order, "rejected", this.reason());
      this.#note(order, "paid", "");
      if (!willReturn || this.isCalm) return;
      order.willReturn = true;
      this.#clockwork.call(this.#chance.between(0, 60 * HOUR), () => {
        order.willReturn = false;
        this.#note(order, "returned", this.reason());
      });
    });
  }

  #refuseAll(payoutId: string, lines: readonly FileLine[]): void {
    const orders = lines.map((line) => this.#take(payoutId, line));
    const code = this.reason();
    this.#clockwork.call(this.#chance.between(0, 20 * HOUR), () => {
      for (const order of orders) {
        order.isDone = true;
        this.#note(order, "rejected", code, true);
      }
    });
  }

  #note(order: Order, outcome: OutcomeKind, code: string, ofBatch = false): void {
    const { reference, advisorId, amount } = order.line;
    order.state = outcome;
    const change = outcome === "paid" ? amount : outcome === "returned" ? -amount : 0n;
    this.paid.set(advisorId, (this.paid.get(advisorId) ?? 0n) + change);
    this.happened.push({ reference, payoutId: order.payoutId, advisorId, outcome, amount, code, ofBatch });
    this.onPaid(advisorId);
  }
}
