import type { Instant } from "../../base/calendar/instant.ts";
import type { Day } from "../../base/calendar/month.ts";
import type { NumberedOutcome } from "../model/payment.ts";
import type { Payout } from "../model/payout.ts";
import { type Accounts, type JournalDocument, type Movements, makeDocument } from "./document.ts";

/** An outcome as the journal needs it: of what amount (minor units), and how it found its payment. */
export interface OutcomePosting extends Pick<NumberedOutcome, "from"> {
  readonly amount: bigint;
  readonly outcome: Pick<Outcome, "kind" | "at">;
}

type Outcome = NumberedOutcome["outcome"];

/** What outcomes of one kind came to on one day, by where the money was before. */
interface DaySum {
  count: number;
  fromInTransit: bigint;
  fromBank: bigint;
}

/**
 * Sums a payout's outcomes up into documents: one a day for each kind, however many payments. Outcomes are added one by
 * one, so that no list of them is held.
 */
export class PayoutPostings {
  readonly #payout: Payout;
  readonly #localDay: (instant: Instant) => Day;
  readonly #byDay = new Map<string, DaySum & { readonly day: Day; readonly kind: Outcome["kind"] }>();
  /** What confirming finds without an outcome. */
  #left: { count: number; amount: bigint };

  /** @param localDay the agency's day of an instant. */
  constructor(payout: Payout, localDay: (instant: Instant) => Day) {
    this.#payout = payout;
    this.#localDay = localDay;
    this.#left = { count: payout.content?.payments.count ?? 0, amount: payout.content?.payments.amount ?? 0n };
  }

  /** In flight the money was in transit; of what was paid, by its own outcome or by confirming, it had left the bank. */
  add({ amount, from, outcome: { kind, at } }: OutcomePosting): void {
    const day = this.#localDay(at);
    const key = `${day}#${kind}`;
    const sum = this.#byDay.get(key) ?? { day, kind, count: 0, fromInTransit: 0n, fromBank: 0n };
    sum.count += 1;
    if (from === "in-flight") {
      sum.fromInTransit += amount;
      this.#left = { count: this.#left.count - 1, amount: this.#left.amount - amount };
    } else sum.fromBank += amount;
    this.#byDay.set(key, sum);
  }

  /** The payout's documents, by day. None for one that did not go out. */
  documents(accounts: Accounts): JournalDocument[] {
    const { payoutId, content, exported, confirmed } = this.#payout;
    if (exported === undefined || content === undefined) return [];
    const make = (name: string, day: Day, kind: JournalDocument["kind"], count: number, movements: Movements) =>
      makeDocument({ documentId: `${payoutId}-${name}`, day, kind, of: payoutId, count }, movements, accounts);
    const { count, amount } = content.payments;
    const documents = make("export", this.#localDay(exported.at), "export", count, [
      ["payable", amount],
      ["inTransit", -amount],
    ]);
    for (const { day, kind, ...sum } of this.#byDay.values())
      documents.push(...make(`${kind}-${day}`, day, kind, sum.count, movementsOf(kind, sum)));
    if (confirmed !== undefined) {
      const movements = movementsOf("paid", { fromInTransit: this.#left.amount, fromBank: 0n });
      documents.push(...make("confirm", this.#localDay(confirmed.at), "confirm", this.#left.count, movements));
    }
    return documents.sort(byDay);
  }
}

function movementsOf(kind: Outcome["kind"], { fromInTransit, fromBank }: Pick<DaySum, "fromInTransit" | "fromBank">): Movements {
  if (kind === "paid") {
    return [
      ["inTransit", fromInTransit],
      ["bank", -fromInTransit],
    ];
  }
  return [
    ["inTransit", fromInTransit],
    ["bank", fromBank],
    ["payable", -(fromInTransit + fromBank)],
  ];
}

/** What has to come first on a day: nothing is paid before it went out, or comes back before it was paid. */
const ORDER: readonly JournalDocument["kind"][] = ["close", "export", "paid", "rejected", "confirm", "returned"];

/** Documents in the order of a journal. */
export function byDay(a: JournalDocument, b: JournalDocument): number {
  if (a.day !== b.day) return a.day < b.day ? -1 : 1;
  const order = ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind);
  return order !== 0 ? order : a.documentId < b.documentId ? -1 : 1;
}
