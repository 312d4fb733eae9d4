import { sum } from "../../base/money/rounding.ts";
import { MAX_DISPLAYED_ENTRIES } from "../../proposals/model/entries.ts";
import { formatCount } from "../../ui/format.ts";
import { col, num, table } from "../../ui/table.ts";
import type { Block } from "../../ui/view.ts";
import type { Writer } from "../../ui/writer.ts";
import { adjustmentsWordsOf } from "../messages.ts";
import type { AdjustmentsContent } from "../model/content.ts";

/** Adjustments that are proposed, entry by entry, with their total. */
export function proposedAdjustments({ entries }: AdjustmentsContent, writer: Writer): Block {
  const { proposed, ...words } = adjustmentsWordsOf(writer.language);
  const total = sum(entries.map(({ amount }) => BigInt(amount)));

  return table({ id: "adjustments", caption: proposed.caption }, entries.slice(0, MAX_DISPLAYED_ENTRIES), [
    col(proposed.who, ({ advisorId }) => writer.text(advisorId), { total: writer.text(words.total) }),
    col(words.month, ({ month }) => writer.text(writer.month(month))),
    col(
      words.reason,
      ({ reason, counters, kind }) =>
        writer.text(
          reason,
          counters === undefined ? (kind === undefined ? {} : { note: proposed.writeOff }) : { note: proposed.reverses(counters) },
        ),
      { total: writer.text(formatCount(entries.length)) },
    ),
    col(words.evidence, ({ evidence }) => writer.text(evidence)),
    num(words.amount, ({ amount }) => writer.change(BigInt(amount)), { total: writer.change(total) }),
  ]);
}
