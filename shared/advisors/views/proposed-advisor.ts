import type { FieldChange } from "../../activity/model/activity-entry.ts";
import { changeText } from "../../activity/views/activity-table.ts";
import type { KindViews } from "../../proposals/kind.ts";
import { col, table } from "../../ui/table.ts";
import { type Block, paragraph } from "../../ui/view.ts";
import { type PeopleWriter, peopleWordsOf } from "../messages.ts";
import type { AdvisorContent } from "../model/content.ts";

/** What pages say of a change of an advisor. */
export const advisorViews: KindViews<AdvisorContent> = {
  title: ({ advisor }, language) => peopleWordsOf(language).proposed.title(advisor.name),
  summary: ({ advisor }, language) => ({ text: peopleWordsOf(language).proposed.summary(advisor.name, advisor.advisorId), notes: [] }),
};

/** An advisor's fields that are to change, one by one. */
export function proposedAdvisor(changes: readonly FieldChange[], writer: PeopleWriter): Block[] {
  const words = writer.people.proposed;
  if (changes.length === 0) return [paragraph(words.nothing)];
  return [
    table({ id: "fields", caption: words.fields }, changes, [
      col("", (change) => writer.text(changeText(change, writer.people.fields, writer))),
    ]),
  ];
}
