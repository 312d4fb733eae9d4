import { ownValue } from "../../base/json/own-value.ts";
import type { PlanChange } from "../../engine/plan/diff.ts";
import type { Component, Plan } from "../../engine/plan/schema.ts";
import { formatPercent } from "../../ui/format.ts";
import { col, table } from "../../ui/table.ts";
import { type Block, paragraph } from "../../ui/view.ts";
import { componentText } from "./components/index.ts";
import { type SaidChange, sayField } from "./diff-fields.ts";
import type { PlanWriter } from "./plan-writer.ts";

/** What a version changes as a table: the components in their order, a line for each change. */
export function diffBlock(
  id: string,
  changes: readonly PlanChange[],
  { effectiveFrom, components }: Pick<Plan, "effectiveFrom" | "components">,
  writer: PlanWriter,
  caption?: string,
): Block {
  const { diff } = writer.plans;
  if (changes.length === 0) return paragraph(diff.nothing);
  // Of a first version everything is new from its day on: that is said once.
  const isFirst = changes.some((change) => change.kind === "effective-from" && change.before === undefined);
  const said = changes.map((change) => sayChange(change, isFirst ? undefined : effectiveFrom, components, writer));
  return table({ id, caption: caption ?? diff.title }, said, [
    col(diff.about, ({ about }) => writer.text(about)),
    col(writer.words.difference, ({ text }) => writer.text(text)),
  ]);
}

/**
 * "Tour share (tour)": "from 100,000.00 on: 6% → 6.5%, from 1 January 2027".
 * @param components of the version that changes: what they are called.
 */
export function sayChange(
  change: PlanChange,
  effectiveFrom: string | undefined,
  components: readonly Component[],
  writer: PlanWriter,
): SaidChange {
  const { diff } = writer.plans;
  if (change.kind === "effective-from") {
    const after = writer.day(change.after);
    return {
      about: diff.whole,
      text: change.before === undefined ? diff.begins(after) : diff.effectiveFrom(writer.day(change.before), after),
    };
  }
  const { about, text } =
    change.kind === "field"
      ? sayField(change, components, writer)
      : { about: writer.label(change.component, labelIn(change, components)), text: sayComponent(change, writer) };
  return { about, text: effectiveFrom === undefined ? text : diff.dated(text, writer.day(effectiveFrom)) };
}

/** What the changed component is called; one that goes, by its last terms. */
const labelIn = (change: OfComponent, components: readonly Component[]) =>
  change.kind === "component-removed" ? change.content.label : components.find(({ id }) => id === change.component)?.label;

type OfComponent = Exclude<PlanChange, { kind: "effective-from" | "field" }>;

function sayComponent(change: OfComponent, writer: PlanWriter): string {
  const { diff } = writer.plans;
  switch (change.kind) {
    case "component-added":
      return diff.added(contentText(change.content, writer));
    case "component-removed":
      return diff.removed(contentText(change.content, writer));
    case "component-kind":
      return diff.kind(contentText(change.before, writer), contentText(change.after, writer));
    case "tier-rate":
      return diff.step(writer.measure(change.measure, change.from), formatPercent(change.before), formatPercent(change.after));
    case "tier-added":
      return diff.stepAdded(writer.measure(change.measure, change.from), formatPercent(change.rate));
    case "tier-removed":
      return diff.stepRemoved(writer.measure(change.measure, change.from), formatPercent(change.rate));
    case "tier-moved":
      return diff.stepMoved(
        writer.measure(change.measure, change.before),
        writer.measure(change.measure, change.after),
        formatPercent(change.rate),
      );
    case "row-rate":
      return diff.row(writer.condition(change.where), formatPercent(change.before), formatPercent(change.after));
    case "row-added":
      return diff.rowAdded(writer.condition(change.where), formatPercent(change.rate));
    case "row-removed":
      return diff.rowRemoved(writer.condition(change.where), formatPercent(change.rate));
    case "rows-moved":
      return diff.rowsMoved;
    case "rate":
      if (change.before === undefined) return diff.rateNew(formatPercent(change.after ?? "0"));
      return change.after === undefined
        ? diff.rateGone(formatPercent(change.before))
        : diff.rate(formatPercent(change.before), formatPercent(change.after));
    case "amount":
      return diff.amount(writer.money(BigInt(change.before)), writer.money(BigInt(change.after)));
    case "where":
    case "of": {
      // Without a role, the seller is meant.
      const otherwise = change.facet === "role" ? writer.values(["seller"]) : diff.anything;
      const said = (values: readonly string[] | undefined) => (values === undefined ? otherwise : writer.values(values));
      return diff[change.kind](writer.facet(change.facet), said(change.before), said(change.after));
    }
  }
}

/** A component that comes or goes: its kind, what it pays, and for what. */
function contentText(part: Component, writer: PlanWriter): string {
  const { joins } = writer.words;
  const kind = ownValue(writer.plans.terms.kinds, part.kind) ?? part.kind;
  const paysFor = "where" in part ? `${joins.list}${writer.where(part.where)}` : "";
  return `${kind}${joins.colon}${componentText(part, writer)}${paysFor}`;
}
