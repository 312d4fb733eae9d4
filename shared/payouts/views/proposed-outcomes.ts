import type { Language } from "../../base/language.ts";
import { entryViews } from "../../proposals/entry-kind.ts";
import type { KindViews } from "../../proposals/kind.ts";
import { MAX_DISPLAYED_ENTRIES } from "../../proposals/model/entries.ts";
import { col, num, table } from "../../ui/table.ts";
import type { Block } from "../../ui/view.ts";
import { EMPTY, type Writer } from "../../ui/writer.ts";
import type { OutcomeEntry, OutcomesContent } from "../outcomes/content.ts";
import { outcomesWordsOf } from "../outcomes/messages.ts";
import { formatReasonWithCode } from "../reasons/messages.ts";

const ofEntries = entryViews<OutcomesContent>(outcomesWordsOf);

/** What pages say of a proposal of payment outcomes: of a single one, whose it is and what is proposed of it. */
export const outcomesViews: KindViews<OutcomesContent> = {
  title(content, language) {
    const [entry, ...more] = content.entries;
    if (entry === undefined || more.length > 0) return ofEntries.title(content, language);
    return outcomesWordsOf(language).proposed.titleOfOne(entry.advisorId, entry.payoutId);
  },
  summary(content, language) {
    const [entry, ...more] = content.entries;
    if (entry === undefined || more.length > 0) return ofEntries.summary(content, language);
    const { titleOfOne } = outcomesWordsOf(language).proposed;
    return { text: titleOfOne(entry.advisorId, entry.payoutId), notes: [formatOutcome(entry, language)] };
  },
};

/** Outcomes that are proposed, entry by entry. */
export function proposedOutcomes({ entries }: OutcomesContent, writer: Writer): Block {
  const { proposed: words, amount: amountTitle, chargesDeducted } = outcomesWordsOf(writer.language);
  return table({ id: "outcomes", caption: words.caption }, entries.slice(0, MAX_DISPLAYED_ENTRIES), [
    col(writer.words.advisor, ({ advisorId }) => writer.text(advisorId)),
    col(writer.words.payoutTitle, ({ payoutId }) => writer.text(payoutId)),
    col(words.what, (entry) =>
      writer.text(formatOutcome(entry, writer.language), entry.on === undefined ? {} : { note: writer.day(entry.on) }),
    ),
    col(writer.words.reasonCode, ({ code }) => writer.text(code === undefined ? "" : formatReasonWithCode(code, writer.language))),
    num(amountTitle, ({ amount }) => writer.amount(BigInt(amount))),
    num(chargesDeducted, ({ charges }) => (charges === undefined ? EMPTY : writer.amount(BigInt(charges)))),
  ]);
}

/** What is proposed of a payment, in words. */
export function formatOutcome({ act, state, outcome = "paid", payeeVersion }: OutcomeEntry, language: Language): string {
  const { acts, paymentStates } = outcomesWordsOf(language).proposed;
  const named = (name: string) => (Object.hasOwn(paymentStates, name) ? (paymentStates[name] ?? name) : name);
  return act === "confirm-details" ? acts[act](`${payeeVersion ?? ""}`) : acts[act](named(state), named(outcome));
}
