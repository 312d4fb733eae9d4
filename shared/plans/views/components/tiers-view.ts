import { ownValue } from "../../../base/json/own-value.ts";
import type { Tiers } from "../../../engine/plan/components/tiers.ts";
import { formatPercent } from "../../../ui/format.ts";
import { col, num, table } from "../../../ui/table.ts";
import type { Block, Figure } from "../../../ui/view.ts";
import { figure } from "../../../ui/writer.ts";
import type { PlanWriter } from "../plan-writer.ts";

/** "A ladder of 3 steps, 5% to 7%, by sales of the month, each stretch at its own rate". */
export function tiersText(tiers: Tiers, writer: PlanWriter): string {
  const { terms } = writer.plans;
  const { steps, mode } = tiers;
  const [first, last] = [steps[0]?.rate ?? "0", steps.at(-1)?.rate ?? "0"];
  const text = terms.ladderText(formatPercent(first), formatPercent(last), String(steps.length));
  return [text, measuredText(tiers, writer), ownValue(terms.modes, mode) ?? mode].join(writer.words.joins.list);
}

function measuredText(tiers: Tiers, writer: PlanWriter): string {
  const { terms } = writer.plans;
  return terms.measured(measureName(tiers, writer), ownValue(terms.periods, tiers.period) ?? tiers.period);
}

/** "Sales", or "sales ÷ sales target". */
export function measureName(
  terms: { readonly measure: string } & Partial<{ readonly basis: string; readonly target: string }>,
  writer: PlanWriter,
): string {
  const { measures, attained } = writer.plans.terms;
  const { measure, basis = "sales", target = "" } = terms;
  if (measure !== "attainment") return ownValue(measures, measure) ?? measure;
  return attained(ownValue(measures, basis) ?? basis, writer.name(target));
}

export function tiersFigures(tiers: Tiers, writer: PlanWriter): Figure[] {
  const { terms } = writer.plans;
  return [
    figure(terms.ladder, writer.text(measuredText(tiers, writer), { note: terms.modes[tiers.mode] })),
    figure(terms.of, writer.text(tiers.of === undefined ? terms.ofOwn : writer.where(tiers.of))),
  ];
}

export function tiersTable(name: string, { steps, measure }: Tiers, writer: PlanWriter): Block {
  const { terms } = writer.plans;
  const toText = (index: number) => {
    const next = steps[index + 1]?.from;
    return next === undefined ? terms.openEnd : writer.measure(measure, next);
  };
  return table(
    { id: `ladder-${name}`, caption: terms.ladder },
    [...steps],
    [
      col(terms.from, ({ from }) => writer.text(writer.measure(measure, from))),
      col(terms.to, (_, index) => writer.text(toText(index))),
      num(writer.words.rate, ({ rate }) => writer.percent(rate)),
    ],
  );
}
