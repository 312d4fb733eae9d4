import { roundHalfAway } from "../../base/money/rounding.ts";
import type { ExplainedFactor } from "../../engine/earnings/explained.ts";
import { labelOf } from "../../engine/plan/component-label.ts";
import { type Component, paysFor } from "../../engine/plan/components/index.ts";
import type { Plan } from "../../engine/plan/schema.ts";
import type { ChangedTerms, ExplainedAdjustment } from "../../engine/statement/explain-adjustment.ts";
import { formatNumber, formatPercent, readRatio } from "../../ui/format.ts";
import { col, table } from "../../ui/table.ts";
import type { TableBlock } from "../../ui/view.ts";
import type { AccountWriter } from "../messages.ts";

/** An adjustment of a month that was settled before. */
export type Restated = Extract<ExplainedAdjustment, { kind: "restated" }>;

/** Why ladder and factors moved the rest: a row for each component whose terms changed. */
export function becauseTable({ ladderAndFactors }: Restated, plans: readonly Plan[], writer: AccountWriter): TableBlock {
  const { words } = writer;
  return table({ id: "because", caption: words.adjustment.rest }, ladderAndFactors.because, [
    col(words.component, (terms) =>
      writer.text(writer.title(terms.id, labelOf(plans, terms)), { note: `${terms.id} · ${words.plan(terms.planId, terms.version)}` }),
    ),
    col(words.statement.reason, (terms) => writer.text(termsText(terms, plans, writer))),
  ]);
}

/** Terms that the line of ladder and factors names; the others stand in their table. */
const TERMS_NAMED = 3;

/** Why ladder and factors moved the rest, in a line. */
export function restText({ ladderAndFactors }: Restated, plans: readonly Plan[], writer: AccountWriter): string {
  const { joins, adjustment } = writer.words;
  const named = ladderAndFactors.because
    .slice(0, TERMS_NAMED)
    .map((terms) => `${writer.title(terms.id, labelOf(plans, terms))}${joins.colon}${termsText(terms, plans, writer)}`);
  return named.length === 0 ? adjustment.restNote : named.join(joins.list);
}

function termsText(terms: ChangedTerms, plans: readonly Plan[], writer: AccountWriter): string {
  const { adjustment, joins } = writer.words;
  const { rateBefore, rateNow, amountBefore, amountNow } = terms;
  const factors = factorTexts(terms.factorsBefore ?? [], terms.factorsNow ?? [], writer);
  const kind = kindOf(terms, plans);
  const rates =
    kind !== undefined && rateBefore !== undefined && rateNow !== undefined && rateBefore !== rateNow
      ? [adjustment.becauseRate(rateText(kind, rateBefore, writer), rateText(kind, rateNow, writer))]
      : [];
  return [...factors, ...rates, adjustment.becauseAmount(writer.money(amountBefore), writer.money(amountNow))].join(joins.list);
}

function factorTexts(before: readonly ExplainedFactor[], now: readonly ExplainedFactor[], writer: AccountWriter): string[] {
  const { adjustment } = writer.words;
  const said = (value: string | undefined) => (value === undefined ? adjustment.noValue : formatNumber(value));
  return now.flatMap((factor) => {
    const old = before.find(({ id }) => id === factor.id);
    return old === undefined || old.value === factor.value
      ? []
      : [adjustment.becauseFactor(writer.name(factor.by), said(old.value), said(factor.value))];
  });
}

/** A rate as percent, or what is paid for a unit. */
export function rateText(kind: Component["kind"], rate: string, writer: AccountWriter): string {
  if (paysFor(kind) !== "units") return formatPercent(rate);
  const { numerator, denominator } = readRatio(rate);
  return writer.money(roundHalfAway(numerator, denominator));
}

/** The kind of a plan's line; none where the plan isn't at hand. */
export const kindOf = ({ id, planId, version }: Pick<ChangedTerms, "id" | "planId" | "version">, plans: readonly Plan[]) =>
  plans.find((plan) => plan.planId === planId && plan.version === version)?.components.find((component) => component.id === id)?.kind;
