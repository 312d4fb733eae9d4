import { sum } from "../../base/money/rounding.ts";
import { MAX_DISPLAYED_ENTRIES } from "../../proposals/model/entries.ts";
import { entryViews } from "../../proposals/views/entry-views.ts";
import { formatCount } from "../../ui/format.ts";
import type { Block, Row } from "../../ui/view.ts";
import { figureColumn, textColumn, type Writer } from "../../ui/writer.ts";
import { adjustmentsWordsOf } from "../messages.ts";
import type { AdjustmentsContent } from "../model/content.ts";

/** What pages say of a proposal of adjustments. */
export const adjustmentsViews = entryViews<AdjustmentsContent>(adjustmentsWordsOf);

/** Adjustments that are proposed, entry by entry, with their total. */
export function proposedAdjustments({ entries }: AdjustmentsContent, writer: Writer): Block {
  const { proposed, ...words } = adjustmentsWordsOf(writer.language);
  const total = sum(entries.map(({ amount }) => BigInt(amount)));
  const rows = entries.slice(0, MAX_DISPLAYED_ENTRIES).map(
    ({ advisorId, month, amount, reason, evidence, counters, kind }): Row => ({
      cells: [
        writer.text(advisorId),
        writer.text(writer.month(month)),
        writer.text(
          reason,
          counters === undefined ? (kind === undefined ? {} : { note: proposed.writeOff }) : { note: proposed.reverses(counters) },
        ),
        writer.text(evidence),
        writer.change(BigInt(amount)),
      ],
    }),
  );
  const foot: Row = {
    kind: "total",
    cells: [writer.text(words.total), writer.text(""), writer.text(formatCount(entries.length)), writer.text(""), writer.change(total)],
  };
  const columns = [
    textColumn(proposed.who),
    textColumn(words.month),
    textColumn(words.reason),
    textColumn(words.evidence),
    figureColumn(words.amount),
  ];
  return { kind: "table", id: "adjustments", caption: proposed.caption, columns, rows: [...rows, foot] };
}
