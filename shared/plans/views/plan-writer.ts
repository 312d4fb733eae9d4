import type { FormatIssue } from "../../base/issues/issue.ts";
import { ownValue } from "../../base/json/own-value.ts";
import type { Language } from "../../base/language.ts";
import type { Agency } from "../../engine/facts/agency.ts";
import type { Where } from "../../engine/plan/schema.ts";
import { formatCount, formatPercent } from "../../ui/format.ts";
import { type MomentWriter, momentWriterFor } from "../../ui/writer.ts";
import { type PlanWords, planWordsOf } from "../messages.ts";

/** A writer with the words of HR's pages about plans. */
export interface PlanWriter extends MomentWriter {
  readonly plans: PlanWords;
  /** An amount without the currency's sign, as ladders are read: "100,000.00". */
  plain(minor: bigint | number): string;
  /** A measure: an amount, a count of units, or a decimal of a target as percent. */
  measure(measure: string, value: bigint | number | string): string;
  facet(facet: string): string;
  /** Accepted values of a facet, as one says them. */
  values(values: readonly string[]): string;
  /** What is paid for or measured: without a role it is the seller's. */
  where(where: Where): string;
  /** A condition that holds beside another: without any facet it is everything. */
  condition(where: Where): string;
}

export function planWriterFor(agency: Agency, language: Language, formatIssue: FormatIssue): PlanWriter {
  const writer = momentWriterFor(agency, language, formatIssue);
  const plans = planWordsOf(language);
  const plain = (minor: bigint | number) => writer.amount(BigInt(minor)).text;
  const facet = (id: string) => ownValue(plans.terms.facets, id) ?? id;
  const values = (all: readonly string[]) => all.map((id) => ownValue(plans.terms.values, id) ?? writer.name(id)).join(plans.terms.or);
  const said = (where: Where) =>
    Object.entries(where)
      .map(([id, accepted]) => plans.terms.is(facet(id), values(accepted)))
      .join(writer.words.joins.list);
  return {
    ...writer,
    plans,
    plain,
    measure: (measure, value) =>
      typeof value === "string" ? formatPercent(value) : measure === "units" ? plans.diff.units(formatCount(value)) : plain(value),
    facet,
    values,
    where: (where) => said({ role: ["seller"], ...where }),
    condition: (where) => (Object.keys(where).length === 0 ? plans.terms.anyRow : said(where)),
  };
}
