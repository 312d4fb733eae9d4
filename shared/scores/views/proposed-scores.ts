import type { FieldChange } from "../../activity/model/activity-entry.ts";
import { entryViews } from "../../proposals/views/entry-views.ts";
import type { Block, Row } from "../../ui/view.ts";
import { EMPTY, figureColumn, textColumn, type Writer } from "../../ui/writer.ts";
import { scoresWordsOf } from "../messages.ts";
import type { ScoresContent } from "../model/content.ts";

/** What pages say of a proposal of scores. */
export const scoresViews = entryViews<ScoresContent>(scoresWordsOf);

/** Scores as a table against what is stored. */
export function proposedScores({ entries }: ScoresContent, changes: readonly FieldChange[], writer: Writer): Block {
  const { title, month: monthTitle, proposed: words } = scoresWordsOf(writer.language);
  const known = new Map(changes.map(({ path, before }) => [path, before]));
  const rows = entries.flatMap(({ advisorId, storeId, month, values }): Row[] => {
    const subject = advisorId === undefined ? `stores.${storeId}` : `advisors.${advisorId}`;
    return Object.entries(values).map(([name, value]) => {
      const before = known.get(`${subject}.${month}.${name}`);
      return {
        cells: [
          writer.text(advisorId ?? storeId ?? ""),
          writer.text(writer.month(month)),
          writer.text(writer.title(name)),
          typeof before === "string" ? writer.number(before) : EMPTY,
          writer.number(value),
        ],
      };
    });
  });
  const columns = [
    textColumn(words.who),
    textColumn(monthTitle),
    textColumn(words.score),
    figureColumn(words.asBefore),
    figureColumn(words.asAfter),
  ];
  return { kind: "table", id: "scores", caption: title, columns, rows };
}
