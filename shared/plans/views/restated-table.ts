import { sum } from "../../base/money/rounding.ts";
import type { AdvisorLine } from "../../simulations/model/simulation.ts";
import { col, num, table } from "../../ui/table.ts";
import type { Block, Row } from "../../ui/view.ts";
import { EMPTY } from "../../ui/writer.ts";
import type { PlanWriter } from "./plan-writer.ts";

/** More advisors than this are listed by the trial alone. */
const MAX_RESTATED = 200;

/** The adjustments of a restatement: a row for each advisor and month that changes, and their total. */
export function restatedBlocks(lines: readonly Pick<AdvisorLine, "advisorId" | "name" | "months">[], writer: PlanWriter): Block[] {
  const words = writer.plans.proposal;
  const changed = lines
    .map((line) => ({ ...line, months: line.months.filter(({ before, after }) => before !== after) }))
    .filter(({ months }) => months.length > 0);
  if (changed.length === 0) return [{ kind: "paragraph", text: words.restatementNone }];
  const sumsOf = (all: readonly { readonly before: bigint; readonly after: bigint }[]) => ({
    before: sum(all.map(({ before }) => before)),
    after: sum(all.map(({ after }) => after)),
  });
  const total = sumsOf(changed.flatMap((line) => line.months));
  const shown = changed.slice(0, MAX_RESTATED);
  const left = changed.slice(MAX_RESTATED).flatMap((line) => line.months);
  const rest = sumsOf(left);
  const more: Row = {
    kind: "carried",
    cells: [
      writer.text(words.more(String(changed.length - shown.length))),
      EMPTY,
      writer.amount(rest.before),
      writer.amount(rest.after),
      writer.change(rest.after - rest.before),
    ],
  };
  const items = shown.flatMap(({ advisorId, name, months }) => months.map((month) => ({ ...month, advisorId, name })));
  return [
    { kind: "paragraph", text: words.restatementNote },
    table({ id: "restated", caption: words.restatement, rest: left.length === 0 ? [] : [more] }, items, [
      col(
        writer.words.advisor,
        ({ advisorId, name }) => writer.text(name, { to: `advisors/${encodeURIComponent(advisorId)}`, note: advisorId }),
        { total: writer.text(words.total) },
      ),
      col(words.month, ({ month }) => writer.text(writer.month(month))),
      num(words.before, ({ before }) => writer.amount(before), { total: writer.amount(total.before) }),
      num(words.after, ({ after }) => writer.amount(after), { total: writer.amount(total.after) }),
      num(words.difference, ({ before, after }) => writer.change(after - before), { total: writer.change(total.after - total.before) }),
    ]),
    ...(left.length === 0 ? [] : [{ kind: "paragraph" as const, text: words.restatementLarge(String(changed.length)) }]),
  ];
}
