import type { FieldChange } from "../../activity/model/activity-entry.ts";
import { entryViews } from "../../proposals/entry-kind.ts";
import { col, num, table } from "../../ui/table.ts";
import type { Block } from "../../ui/view.ts";
import { EMPTY, type Writer } from "../../ui/writer.ts";
import { scoresWordsOf } from "../messages.ts";
import type { ScoresContent } from "../model/content.ts";

/** What pages say of a proposal of scores. */
export const scoresViews = entryViews<ScoresContent>(scoresWordsOf);

/** Scores as a table against what is stored. */
export function proposedScores({ entries }: ScoresContent, changes: readonly FieldChange[], writer: Writer): Block {
  const { title, who: subject, attribute, proposed: words } = scoresWordsOf(writer.language);
  const known = new Map(changes.map(({ path, before }) => [path, before]));
  const values = entries.flatMap(({ advisorId, storeId, month, values }) =>
    Object.entries(values).map(([name, value]) => {
      const subject = advisorId === undefined ? `stores.${storeId}` : `advisors.${advisorId}`;
      return { who: advisorId ?? storeId ?? "", month, name, value, before: known.get(`${subject}.${month}.${name}`) };
    }),
  );
  return table({ id: "scores", caption: title }, values, [
    col(subject, ({ who }) => writer.text(who)),
    col(writer.words.month, ({ month }) => writer.text(writer.month(month))),
    col(attribute, ({ name }) => writer.text(writer.title(name))),
    num(words.asBefore, ({ before }) => (typeof before === "string" ? writer.number(before) : EMPTY)),
    num(words.asAfter, ({ value }) => writer.number(value)),
  ]);
}
