import { MAX_DISPLAYED_ENTRIES } from "../../proposals/model/entries.ts";
import { entryViews } from "../../proposals/views/entry-views.ts";
import type { Block, Row } from "../../ui/view.ts";
import { figureColumn, textColumn, type Writer } from "../../ui/writer.ts";
import type { OutcomeEntry, OutcomesContent } from "../outcomes/content.ts";
import { outcomesWordsOf } from "../outcomes/messages.ts";

/** What pages say of a proposal of payment outcomes. */
export const outcomesViews = entryViews<OutcomesContent>(outcomesWordsOf);

/** Outcomes that are proposed, entry by entry. */
export function proposedOutcomes({ entries }: OutcomesContent, writer: Writer): Block {
  const { proposed: words, amount: amountTitle } = outcomesWordsOf(writer.language);
  const rows = entries.slice(0, MAX_DISPLAYED_ENTRIES).map((entry): Row => {
    const { advisorId, payoutId, amount, on, code } = entry;
    return {
      cells: [
        writer.text(advisorId),
        writer.text(payoutId),
        writer.text(whatOf(entry, writer), on === undefined ? {} : { note: writer.day(on) }),
        writer.text(code ?? ""),
        writer.amount(BigInt(amount)),
      ],
    };
  });
  const columns = [...[words.who, words.payout, words.what, words.reasonCode].map((title) => textColumn(title)), figureColumn(amountTitle)];
  return { kind: "table", id: "outcomes", caption: words.caption, columns, rows };
}

function whatOf({ act, state, outcome = "paid", payeeVersion }: OutcomeEntry, writer: Writer): string {
  const { acts, paymentStates } = outcomesWordsOf(writer.language).proposed;
  const named = (name: string) => (Object.hasOwn(paymentStates, name) ? (paymentStates[name] ?? name) : name);
  return act === "confirm-details" ? acts[act](`${payeeVersion ?? ""}`) : acts[act](named(state), named(outcome));
}
