import type { FieldChange } from "../../activity/model/activity-entry.ts";
import { changeText } from "../../activity/views/activity-table.ts";
import { payingBlocks } from "../../adjustments/views/proposed-entries.ts";
import type { PeopleWriter } from "../../advisors/messages.ts";
import type { PlanWriter } from "../../plans/views/plan-writer.ts";
import { isPaying, type Proposal } from "../../proposals/model/proposal.ts";
import type { Block, Row } from "../../ui/view.ts";
import { EMPTY, figureColumn, textColumn } from "../../ui/writer.ts";
import type { ScoresContent } from "../model/content.ts";

/** What other facts are to become: scores as a table against what is stored, an advisor's fields one by one. */
export function factsBlocks({ content }: Proposal, changes: readonly FieldChange[], people: PeopleWriter, writer: PlanWriter): Block[] {
  const words = writer.plans.proposal;
  if (content.kind === "plan") return [];
  if (isPaying(content)) return payingBlocks(content, writer);
  if (content.kind === "scores") return [scoresTable(content, changes, writer)];
  if (content.kind === "correction") return correctionBlocks(changes, people, writer);
  const rows = changes.map((change) => ({ cells: [writer.text(changeText(change, people))] }));
  if (rows.length === 0) return [{ kind: "paragraph", text: words.nothing }];
  return [{ kind: "table", id: "fields", caption: words.advisorFields, columns: [textColumn("")], rows }];
}

/** What a corrected record changes of the one that is held, field by field. */
function correctionBlocks(changes: readonly FieldChange[], people: PeopleWriter, writer: PlanWriter): Block[] {
  const words = writer.plans.proposal;
  const rows = changes.map((change) => ({ cells: [writer.text(changeText(change, people))] }));
  return [
    { kind: "paragraph", text: words.correctionNote, tone: "note" },
    { kind: "table", id: "fields", caption: words.correctedFields, columns: [textColumn("")], rows },
  ];
}

function scoresTable({ entries }: ScoresContent, changes: readonly FieldChange[], writer: PlanWriter): Block {
  const words = writer.plans.proposal;
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
    textColumn(words.month),
    textColumn(words.score),
    figureColumn(words.asBefore),
    figureColumn(words.asAfter),
  ];
  return { kind: "table", id: "scores", caption: words.scores, columns, rows };
}
