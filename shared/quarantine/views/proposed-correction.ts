import type { FieldChange } from "../../activity/model/activity-entry.ts";
import { changeText, type FieldLabels } from "../../activity/views/activity-table.ts";
import type { PeopleWriter } from "../../advisors/messages.ts";
import type { KindViews } from "../../proposals/kind.ts";
import { col, table } from "../../ui/table.ts";
import { type Block, paragraph } from "../../ui/view.ts";
import { quarantineWordsOf } from "../messages.ts";
import type { CorrectionContent } from "../model/content.ts";

/** What pages say of the correction of a quarantined record. */
export const correctionViews: KindViews<CorrectionContent> = {
  title: ({ factId }, language) => quarantineWordsOf(language).proposed.title(factId),
  summary: ({ record, factId, skipsRevisions }, language) => {
    const words = quarantineWordsOf(language).proposed;
    return { text: words.summary(words.records[record], factId), notes: [skipsRevisions ? words.skipsRevisions : words.changesEarnings] };
  },
};

/** What a corrected record changes of the one that is held, field by field. */
export function proposedCorrection(
  { skipsRevisions }: Pick<CorrectionContent, "skipsRevisions">,
  changes: readonly FieldChange[],
  writer: PeopleWriter,
): Block[] {
  const words = quarantineWordsOf(writer.language).proposed;
  return [
    paragraph(words.note, "note"),
    ...(skipsRevisions ? [paragraph(words.skipped, "note")] : []),
    table({ id: "fields", caption: words.fields }, changes, [col("", (change) => writer.text(recordChangeText(change, writer)))]),
  ];
}

/** The fields of an order that hold amounts, by their paths. */
const AMOUNT = /(?:^|\.)(?:price|refunded|cost|discounts\.[^.]+)$/;

/** What the fields of quarantined records are called. */
export function recordLabels({ language, people }: PeopleWriter): FieldLabels {
  return { ...people.fields, ...quarantineWordsOf(language).proposed.labels };
}

/** A change of a quarantined record as people read it: by the record's own fields, without the event around it, and amounts as money. */
export function readableChange({ path, before, after }: FieldChange, writer: PeopleWriter): FieldChange {
  const own = path.replace(/^detail\./, "");
  const readable = (value: unknown) => (AMOUNT.test(own) && Number.isSafeInteger(value) ? writer.money(BigInt(value as number)) : value);
  return {
    path: own,
    ...(before !== undefined && { before: readable(before) }),
    ...(after !== undefined && { after: readable(after) }),
  };
}

/** The same in one line: the field, what it was, and what it is. */
export const recordChangeText = (change: FieldChange, writer: PeopleWriter): string =>
  changeText(readableChange(change, writer), recordLabels(writer), writer);
