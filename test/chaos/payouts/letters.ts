import { strToU8, zipSync } from "fflate";
import { plainAmount } from "../../../shared/base/money/money.ts";
import type { Chance } from "../chance.ts";
import type { Bank, Says } from "./bank.ts";
import { type Booked, type Booking, type CamtKind, camt, FOREIGN, pain002 } from "./bank-messages.ts";
import { noiseAbout } from "./noise.ts";

/** A file of the bank's. */
export interface Letter {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** What it says that has to be recorded without anybody's help, unless something else of it is disputed. */
  readonly facts: readonly Says[];
  /** What it says needs a person, and stays listed. */
  readonly staysOpen: boolean;
}

/** Reasons that keep an amount from being paid again before somebody asked the bank. */
const NEEDS_A_LOOK = ["MS03", "XT99", ""] as const;
const CAMT: readonly CamtKind[] = ["camt.052", "camt.053", "camt.054"];
const LONG_AGO = "1990-01-01";

const messageId = (payoutId: string): string => `FENRUN-${payoutId}`;
const sum = (facts: readonly Says[]): bigint => facts.reduce((total, { amount }) => total + amount, 0n);

/** The bank's post: what happened, in ISO 20022 or a table, of payments or whole batches, and much that says nothing new or isn't true. */
export class Letters {
  readonly #bank: Bank;
  readonly #chance: Chance;
  #count = 0;
  #told = 0;
  #repeats = 0;
  #received = 0;

  constructor(bank: Bank, chance: Chance) {
    this.#bank = bank;
    this.#chance = chance;
  }

  /** Whether everything that happened is told. */
  get isDone(): boolean {
    return this.#told === this.#bank.happened.length && this.#repeats === this.#bank.repeats.length;
  }

  /** What the bank says of what happened since, in parts, in no order. */
  next(): Letter[] {
    const bank = this.#bank;
    const fresh = bank.happened.slice(this.#told).filter(({ outcome, payoutId }) => outcome !== "paid" || bank.tellsPaid(payoutId));
    this.#told = bank.happened.length;
    const { ofBatch = [], single = [] } = Object.groupBy(fresh, (says) => (says.ofBatch ? "ofBatch" : "single"));
    const letters = [...Map.groupBy(ofBatch, ({ payoutId }) => payoutId).values()].map((facts) => this.#refusedBatch(facts));
    const together = new Set<Says>();
    for (const [payoutId, facts] of Map.groupBy(single, (says) => says.payoutId)) {
      const paid = facts.filter(({ outcome }) => outcome === "paid");
      const isAll = bank.isThrough(payoutId) && bank.ordersOf(payoutId).filter(({ state }) => state !== "rejected").length === paid.length;
      if (!isAll || paid.length === 0 || !this.#chance.hits(0.5)) continue;
      for (const says of paid) together.add(says);
      letters.push(this.#bookedBatch(payoutId, paid));
    }
    const rest = this.#chance.shuffled(single.filter((says) => !together.has(says)));
    for (const says of fresh) if (says.outcome === "paid" && !bank.isCalm && this.#chance.hits(0.08)) letters.push(this.#untrue(says));
    while (rest.length > 0) {
      const part = rest.splice(0, this.#chance.pick([1, 1, 4]));
      letters.push(this.#ofSingle(part));
      // A return is told twice, in two reports.
      const back = part.filter(({ outcome }) => outcome === "returned");
      if (back.length > 0 && this.#chance.hits(0.2)) letters.push(this.#ofSingle(back));
    }
    return this.#chance.shuffled([...letters, ...this.#noise()]);
  }

  /** Says nothing of the first file, and acknowledgements, and what can't be true. */
  #noise(): Letter[] {
    const bank = this.#bank;
    const again = bank.repeats.slice(this.#repeats);
    this.#repeats = bank.repeats.length;
    // Mostly before anything has become of its payments.
    const fresh = bank.receipts.slice(this.#received).flatMap((id) => [id, id]);
    this.#received = bank.receipts.length;
    const about = [...fresh.filter(() => this.#chance.hits(0.6)), ...bank.payoutIds.filter(() => this.#chance.hits(0.1))];
    const noises = [...again.map((id) => [id, true] as const), ...about.map((id) => [id, false] as const)];
    return noises.map(([payoutId, isRepeat]) =>
      this.#letter([noiseAbout(payoutId, isRepeat, this.#nextId(), bank.ordersOf(payoutId), this.#chance)], [], true),
    );
  }

  /** The whole batch is refused: within a file that is accepted, or with it. Where nobody says why it waits for a person. */
  #refusedBatch(facts: readonly Says[]): Letter {
    const [{ payoutId, code: reason } = { payoutId: "", code: "" }] = facts;
    this.#noteTold(facts);
    const count = this.#chance.hits(0.5) ? { count: facts.length, sum: sum(facts) } : {};
    const levels = this.#chance.hits(0.5)
      ? { group: { status: this.#chance.pick(["ACCP", "ACTC"]), reason: "", ...count }, batch: { status: "RJCT", reason } }
      : { group: { status: "RJCT", reason, ...count } };
    const text = pain002({ id: this.#nextId(), messageId: messageId(payoutId), ...levels, payments: [] });
    return this.#letter([text], reason === "" ? [] : facts, reason === "");
  }

  /** All that was paid of a payout, booked as one entry or as two. */
  #bookedBatch(payoutId: string, facts: readonly Says[]): Letter {
    this.#noteTold(facts);
    const isSplit = facts.length > 1 && this.#chance.hits(0.4);
    const cut = isSplit ? this.#chance.between(1, facts.length - 1) : facts.length;
    const bookings = [facts.slice(0, cut), facts.slice(cut)]
      .filter((part) => part.length > 0)
      .map((part): Booking => {
        const count = !isSplit && this.#chance.hits(0.5) ? { count: part.length } : {};
        return { messageId: messageId(payoutId), amount: sum(part), isBack: false, payments: [], ...count };
      });
    const text = camt(this.#chance.pick(CAMT), this.#nextId(), bookings);
    // Of parts that were told otherwise meanwhile it can't be said what each entry is of.
    return this.#letter([text], isSplit ? [] : facts, isSplit);
  }

  /** It says that it rejected what it paid. */
  #untrue({ reference, payoutId }: Says): Letter {
    this.#bank.order(reference)?.told.add("rejected");
    this.#bank.dispute(reference);
    const payments = [{ reference, place: "end-to-end", status: "RJCT", reason: this.#chance.pick(NEEDS_A_LOOK) } as const];
    return this.#letter([pain002({ id: this.#nextId(), messageId: messageId(payoutId), payments })], [], true);
  }

  #ofSingle(facts: readonly Says[]): Letter {
    this.#noteTold(facts);
    if (this.#chance.hits(0.3)) return this.#table(facts);
    const { account = [], statuses = [] } = Object.groupBy(facts, ({ outcome }) =>
      outcome === "returned" || (outcome === "paid" && this.#chance.hits(0.6)) ? "account" : "statuses",
    );
    const texts = [...Map.groupBy(statuses, ({ payoutId }) => payoutId)].map(([payoutId, of]) => this.#statusReport(payoutId, of));
    if (account.length > 0) {
      const foreign = this.#chance.hits(0.2) ? this.#chance.pick(FOREIGN) : "";
      texts.push(camt(this.#chance.pick(CAMT), this.#nextId(), this.#bookings(account), foreign));
    }
    return this.#letter(texts, facts, false);
  }

  #statusReport(payoutId: string, facts: readonly Says[]): string {
    const payments = facts.map(({ reference, outcome, code }) => ({
      reference,
      place: this.#chance.pick(["end-to-end", "instruction"] as const),
      ...{ status: outcome === "paid" ? "ACSC" : "RJCT", reason: code },
    }));
    const status = this.#chance.pick(["", "PART", "ACCP", "ACTC"]);
    return pain002({ id: this.#nextId(), messageId: messageId(payoutId), group: { status, reason: "" }, payments });
  }

  #bookings(facts: readonly Says[]): Booking[] {
    const paid = facts.filter(({ outcome }) => outcome === "paid");
    const together = [...Map.groupBy(paid, ({ payoutId }) => payoutId)].filter(([, of]) => of.length > 1 && this.#chance.hits(0.5));
    const inBatches = new Set(together.flatMap(([, of]) => of));
    return [
      ...together.map(([payoutId, of]) => ({
        ...{ messageId: messageId(payoutId), amount: sum(of), isBack: false },
        payments: of.map((each) => this.#booked(each, 0n)),
      })),
      ...facts.filter((each) => !inBatches.has(each)).map((each) => this.#alone(each)),
    ];
  }

  #alone(says: Says): Booking {
    const isBack = says.outcome === "returned";
    const charges = isBack && says.amount > 5_000n && this.#chance.hits(0.3) ? 1_500n : 0n;
    return { amount: says.amount - charges, isBack, payments: [this.#booked(says, charges)] };
  }

  #booked({ reference, amount, outcome, code }: Says, charges: bigint): Booked {
    const place = this.#chance.pick(["end-to-end", "end-to-end", "instruction", "text", "further text"] as const);
    return { reference, place, amount, charges, isBack: outcome === "returned", reason: code };
  }

  #table(facts: readonly Says[]): Letter {
    const lines = facts.map(
      ({ reference, outcome, amount, code }) => `${reference},${outcome},${plainAmount(amount, 2)},2026-06-01,${code}`,
    );
    const text = `reference,outcome,amount,date,code\n${lines.join("\n")}\n`;
    return { name: `answer-${this.#nextId()}.csv`, bytes: strToU8(text), facts, staysOpen: false };
  }

  /** Several documents lie in an archive, and now and then a single one. (What gzip packs is unpacked in real time by threads of its own.) */
  #letter(texts: readonly string[], facts: readonly Says[], staysOpen: boolean): Letter {
    const [text = "", ...more] = texts;
    const name = `report-${this.#nextId()}`;
    if (more.length === 0 && !this.#chance.hits(0.3)) return { name: `${name}.xml`, bytes: strToU8(text), facts, staysOpen };
    const files = Object.fromEntries(texts.map((each, place) => [`${place}.xml`, strToU8(each)]));
    return { name: `${name}.zip`, bytes: zipSync(files, { mtime: LONG_AGO }), facts, staysOpen };
  }

  #noteTold(facts: readonly Says[]): void {
    for (const { reference, outcome } of facts) this.#bank.order(reference)?.told.add(outcome);
  }

  #nextId(): number {
    this.#count += 1;
    return this.#count;
  }
}
