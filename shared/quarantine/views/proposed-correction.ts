import type { FieldChange } from "../../activity/model/activity-entry.ts";
import type { PeopleWriter } from "../../advisors/messages.ts";
import type { KindViews } from "../../proposals/kind.ts";
import { paragraph } from "../../ui/blocks.ts";
import { col, table } from "../../ui/table.ts";
import type { Block } from "../../ui/view.ts";
import { quarantineWordsOf } from "../messages.ts";
import type { CorrectionContent } from "../model/content.ts";
import { recordChangeText } from "./record-changes.ts";

/** What pages say of the correction of a quarantined record. */
export const correctionViews: KindViews<CorrectionContent> = {
  title: ({ factId }, language) => quarantineWordsOf(language).proposed.title(factId),
  summary: ({ record, factId }, language) => {
    const words = quarantineWordsOf(language).proposed;
    return { text: words.summary(words.records[record], factId), notes: [words.changesEarnings] };
  },
};

/** What a corrected record changes of the one that is held, field by field. */
export function proposedCorrection(changes: readonly FieldChange[], writer: PeopleWriter): Block[] {
  const words = quarantineWordsOf(writer.language).proposed;

  return [
    paragraph(words.note, "note"),
    table({ id: "fields", caption: words.fields }, changes, [col("", (change) => writer.text(recordChangeText(change, writer)))]),
  ];
}
