import { MAX_DISPLAYED_ENTRIES } from "../../proposals/model/entries.ts";
import { entryViews } from "../../proposals/views/entry-views.ts";
import { col, num, table } from "../../ui/table.ts";
import type { Block } from "../../ui/view.ts";
import type { Writer } from "../../ui/writer.ts";
import type { OutcomeEntry, OutcomesContent } from "../outcomes/content.ts";
import { outcomesWordsOf } from "../outcomes/messages.ts";

/** What pages say of a proposal of payment outcomes. */
export const outcomesViews = entryViews<OutcomesContent>(outcomesWordsOf);

/** Outcomes that are proposed, entry by entry. */
export function proposedOutcomes({ entries }: OutcomesContent, writer: Writer): Block {
  const { proposed: words, amount: amountTitle } = outcomesWordsOf(writer.language);
  return table({ id: "outcomes", caption: words.caption }, entries.slice(0, MAX_DISPLAYED_ENTRIES), [
    col(words.who, ({ advisorId }) => writer.text(advisorId)),
    col(words.payout, ({ payoutId }) => writer.text(payoutId)),
    col(words.what, (entry) => writer.text(whatOf(entry, writer), entry.on === undefined ? {} : { note: writer.day(entry.on) })),
    col(words.reasonCode, ({ code }) => writer.text(code ?? "")),
    num(amountTitle, ({ amount }) => writer.amount(BigInt(amount))),
  ]);
}

function whatOf({ act, state, outcome = "paid", payeeVersion }: OutcomeEntry, writer: Writer): string {
  const { acts, paymentStates } = outcomesWordsOf(writer.language).proposed;
  const named = (name: string) => (Object.hasOwn(paymentStates, name) ? (paymentStates[name] ?? name) : name);
  return act === "confirm-details" ? acts[act](`${payeeVersion ?? ""}`) : acts[act](named(state), named(outcome));
}
