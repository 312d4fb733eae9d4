import * as z from "zod";
import { record, type Stored, textCodec } from "../../base/json/codec.ts";

/** What to do about each kind of finding. A kind without advice does not compile. */
const ADVICE = {
  invalid: "The item was written by something else than Fenrun. Find it in the table's history, and restore what it held.",
  fact: "A fact is put once and never edited: restore the item as it was, or send a higher revision that says what is right.",
  advisor: "Restore the advisor's current item from their highest revision; until then credits are derived by the wrong facts.",
  registry:
    "An advisor who is not in their shard's registry is never settled, one who is in another's is settled twice: restore or take out the item.",
  adjustment: "The adjustment and its copy must say the same and belong to a close that was still to come: restore what was there.",
  tally: "The row does not equal the credits of the credit log. Restore the row; if an entry is what is lost, restore the entry.",
  journal: "The credit log's entry differs from what order and tally agree on. Restore the entry.",
  forecast: "The sum is kept only to be quick, and is made again from the credit log: delete the item.",
  head: "The order's head differs from what credit log and tally agree on. Restore the head, or send the order as a higher revision.",
  credits: "Head and credit log differ, and nothing says which is right. Compare both with the bus's archive, then restore one.",
  recipients: "Another would be credited by today's facts, and no derivation is pending. Derive again: publish the plan's next version.",
  waiting: "Without this marker nobody sees that credits wait. Restore it.",
  statement: "Statement, close entry and body must be the same. Restore the one that differs before anything is paid by it.",
  sums: "The statement does not add up. Do not pay it; look for what wrote it.",
  balance: "The balance that was brought forward is not the one carried before. Do not pay it; look for what wrote it.",
  settlement: "What is settled differs from what was stated, and the next close would settle the difference. Restore the settlement.",
  "settled-rows": "The settlement holds other rows than were tallied in its period. Restore the settlement.",
  recomputed:
    "Computed again from the frozen cut it is not what is stored. Was the code or a setting changed since? If not, restore what was.",
  uncheckable: "The check could not be done with what is stored. Fix what the message names, then audit again.",
  body: "The statement's body is missing or was changed. Bring back the object's earlier version.",
  chain: "The body does not name the hash of the statement before. Bring back the earlier version of whichever was replaced.",
  close: "Closes must follow each other, and end. Run the close again; if its item was changed, restore it.",
  summary: "The close's totals are not the sums over its entries. One of them was changed or is missing: restore it.",
  snapshot: "A simulation would read what the close did not leave. Bring back the object's earlier version.",
  payout:
    "What was approved, its lines and its outcomes must come to the same. Export and confirm nothing of it; restore the item that differs.",
  "payout-lines": "The lines are not those that were noted. Export nothing of this payout; bring back the object's earlier version.",
  payment:
    "Someone would be paid another amount than they are owed. Export nothing that pays them; restore the payment, or what it was drafted from.",
  state: "Commits are let through by gates that must all stand where the ledger stands. Stop ingestion, and restore the item.",
  pending: "The number of derivations is not what the ledger's state says, so a close can't begin, or begins too early. Restore the item.",
  derivation: "A derivation has been pending for long, and no close can begin. Read the log of derive-credits.",
  held: "A record has been held for long. Fix and reprocess it, or dismiss it and say why.",
  "held-body": "The body of a held record is missing or is not the one that was held. Bring it back from the bus's archive.",
} as const satisfies Readonly<Record<string, string>>;

/** What can be found. */
export type FindingKind = keyof typeof ADVICE;
export const FINDING_KINDS = Object.keys(ADVICE) as FindingKind[];

/** The name of a record: its key in the table, `pk sk`, or its key in the bucket. */
export type RecordName = string;

/** Something that does not hold. It names records by their keys and people by their ids, never by their names. */
const finding = record({
  kind: z.enum(FINDING_KINDS),
  /** What is wrong, missing or too many; where that can't be told, all that contradict each other. */
  records: z.array(z.string()),
  advisorId: z.string().optional(),
  month: z.string().optional(),
  /** Amounts in minor units. */
  expected: z.string(),
  found: z.string(),
});
export type Finding = Stored<typeof finding>;
export const findingCodec = textCodec("a finding", finding);

/** What to do about a finding. */
export const adviceFor = (kind: FindingKind): string => ADVICE[kind];

/** A check that can't be done is a finding too, and hides none of the others. */
export function guard(check: () => readonly Finding[], advisorId: string, record: RecordName): readonly Finding[] {
  try {
    return check();
  } catch (error) {
    const told = { expected: "records that can be computed with", found: (error as Error).message };
    return [{ kind: "uncheckable", records: [record], advisorId, ...told }];
  }
}
