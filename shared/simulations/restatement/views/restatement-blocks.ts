import { sum } from "../../../base/money/rounding.ts";
import { fileOf } from "../../../ui/links.ts";
import { col, num, table } from "../../../ui/table.ts";
import type { Block } from "../../../ui/view.ts";
import type { Writer } from "../../../ui/writer.ts";
import { simulationMessagesIn } from "../../messages.ts";
import type { Restatement } from "../restatement.ts";

/** What a change of facts makes of closed months: whether somebody else has to approve it, and every adjustment that it causes. */
export function restatementBlocks(restatement: Restatement, writer: Writer): Block[] {
  const words = simulationMessagesIn(writer.language).restates;
  const { lines, advisors, total, reaches } = restatement;
  if (!reaches) return [{ kind: "paragraph", text: words.none }];
  if (lines.length === 0) return [{ kind: "paragraph", text: words.reachesOnly, tone: "warning" }];
  const items = lines.flatMap(({ months, ...who }) => months.map((month, place) => ({ ...who, ...month, isFirst: place === 0 })));
  return [
    { kind: "paragraph", text: words.reaches(String(advisors), writer.changeOf(total)), tone: "warning" },
    table({ id: "restated", caption: words.caption }, items, [
      col(
        words.advisor,
        // Said in each row, as rows stand alone where there is little room.
        ({ advisorId, name, isFirst }) => writer.text(name, isFirst ? { to: fileOf(advisorId), note: advisorId } : {}),
        { total: writer.text(words.total) },
      ),
      col(words.month, ({ month }) => writer.text(writer.month(month))),
      num(words.before, ({ before }) => writer.amount(before), { total: writer.amount(sum(items.map(({ before }) => before))) }),
      num(words.after, ({ after }) => writer.amount(after), { total: writer.amount(sum(items.map(({ after }) => after))) }),
      num(words.difference, ({ before, after }) => writer.change(after - before), { total: writer.change(total) }),
    ]),
    { kind: "paragraph", text: words.openMonth, tone: "note" },
  ];
}
