import type { Day, Instant } from "../../base/calendar/month.ts";
import type { NumberedOutcome } from "../model/payment.ts";
import type { Payout } from "../model/payout.ts";
import { type AccountRole, type Accounts, type JournalDocument, type Movements, makeDocument } from "./document.ts";

/** An outcome as the journal needs it: of what amount (minor units), and how it found its payment. */
export interface PostedOutcome extends Pick<NumberedOutcome, "from" | "charges"> {
  readonly amount: bigint;
  readonly outcome: Pick<Outcome, "kind" | "at" | "corrects">;
}

type Outcome = NumberedOutcome["outcome"];

/** What outcomes of one kind, or corrections, came to on one day. */
interface DaySum {
  readonly day: Day;
  readonly kind: Outcome["kind"] | "correction";
  count: number;
  /** Debits above 0, credits below; minor units. */
  readonly moved: Map<AccountRole, bigint>;
}

/**
 * Sums a payout's outcomes up into documents: one a day for each kind, however many payments. Outcomes are added one by
 * one, so that no list of them is held.
 */
export class PayoutPostings {
  readonly #payout: Payout;
  readonly #localDay: (instant: Instant) => Day;
  readonly #byDay = new Map<string, DaySum>();
  /** What confirming finds without an outcome. */
  #left: { count: number; amount: bigint };

  /** @param localDay the agency's day of an instant. */
  constructor(payout: Payout, localDay: (instant: Instant) => Day) {
    this.#payout = payout;
    this.#localDay = localDay;
    this.#left = { count: payout.content?.payments.count ?? 0, amount: payout.content?.payments.amount ?? 0n };
  }

  /** What is corrected is posted by a document of its own, on the day of the correction: none that is there changes. */
  add({ amount, from, charges = 0n, outcome: { kind: state, at, corrects } }: PostedOutcome): void {
    // A further reason for what came back already moves nothing.
    if (from === state && corrects === undefined) return;
    const day = this.#localDay(at);
    const kind = corrects === undefined ? state : "correction";
    const key = `${day}#${kind}`;
    const sum: DaySum = this.#byDay.get(key) ?? { day, kind, count: 0, moved: new Map() };
    sum.count += 1;
    move(sum.moved, ACCOUNT_OF[from], amount);
    move(sum.moved, ACCOUNT_OF[state], -amount);
    // The payee is owed the whole amount again, so what the bank took is the agency's expense.
    move(sum.moved, "charges", charges);
    move(sum.moved, "bank", -charges);
    if (from === "in-transit") this.#left = { count: this.#left.count - 1, amount: this.#left.amount - amount };
    this.#byDay.set(key, sum);
  }

  /** The payout's documents, by day. None for one that did not go out. */
  documents(accounts: Accounts): JournalDocument[] {
    const { payoutId, content, exported, confirmed, withdrawn } = this.#payout;
    if (exported === undefined || content === undefined) return [];
    const make = (name: string, day: Day, kind: JournalDocument["kind"], count: number, movements: Movements) =>
      makeDocument({ documentId: `${payoutId}-${name}`, day, kind, of: payoutId, count }, movements, accounts);
    const { count, amount } = content.payments;
    const documents = make("export", this.#localDay(exported.at), "export", count, [
      ["payable", amount],
      ["inTransit", -amount],
    ]);
    for (const { day, kind, count: of, moved } of this.#byDay.values())
      documents.push(
        ...make(
          `${kind}-${day}`,
          day,
          kind,
          of,
          IN_ORDER.map((role) => [role, moved.get(role) ?? 0n]),
        ),
      );
    if (confirmed !== undefined) {
      const left: Movements = [
        ["inTransit", this.#left.amount],
        ["bank", -this.#left.amount],
      ];
      documents.push(...make("confirm", this.#localDay(confirmed.at), "confirm", this.#left.count, left));
    }
    // It went out for us, and never reached the bank: what was in transit is payable again.
    if (withdrawn !== undefined) {
      documents.push(
        ...make("withdraw", this.#localDay(withdrawn.at), "withdraw", count, [
          ["inTransit", amount],
          ["payable", -amount],
        ]),
      );
    }
    return documents.sort(byDay);
  }
}

/**
 * On which account an exported payment's amount stands, as a credit, by how the payment stands: in flight it is in
 * transit; of what was paid, by its own outcome or by confirming, it has left the bank; what failed is payable again.
 */
const ACCOUNT_OF = {
  "in-transit": "inTransit",
  paid: "bank",
  rejected: "payable",
  returned: "payable",
} as const satisfies Readonly<Record<PostedOutcome["from"], AccountRole>>;

/** The order of a document's lines. */
const IN_ORDER = ["inTransit", "bank", "payable", "charges"] as const satisfies readonly AccountRole[];

const move = (moved: Map<AccountRole, bigint>, role: AccountRole, amount: bigint): void =>
  void moved.set(role, (moved.get(role) ?? 0n) + amount);

/** What has to come first on a day: nothing is paid before it went out, or comes back before it was paid. */
const ORDER: readonly JournalDocument["kind"][] = ["close", "export", "withdraw", "paid", "rejected", "confirm", "returned", "correction"];

/** Documents in the order of a journal. */
export function byDay(left: JournalDocument, right: JournalDocument): number {
  if (left.day !== right.day) return left.day < right.day ? -1 : 1;
  const order = ORDER.indexOf(left.kind) - ORDER.indexOf(right.kind);
  return order !== 0 ? order : left.documentId < right.documentId ? -1 : 1;
}
