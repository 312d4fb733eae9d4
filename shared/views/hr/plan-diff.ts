import type { PlanChange } from "../../plan/diff.ts";
import type { Component } from "../../plan/schema.ts";
import { formatNumber, formatPercent } from "../format.ts";
import type { Block } from "../view.ts";
import { textColumn } from "../writer.ts";
import { componentText, equityRuleText } from "./plan-terms.ts";
import type { PlanWriter } from "./plans-writer.ts";

/** A change in words: what it is about, and what of it changes from which day on. */
export interface SaidChange {
  readonly about: string;
  readonly text: string;
}

/** What a version changes as a table: the components in their order, a line for each change. */
export function diffBlock(id: string, changes: readonly PlanChange[], effectiveFrom: string, writer: PlanWriter, caption?: string): Block {
  const { diff } = writer.plans;
  if (changes.length === 0) return { kind: "paragraph", text: diff.nothing };
  // Of a first version everything is new from its day on: that is said once.
  const isFirst = changes.some((change) => change.kind === "effective-from" && change.before === undefined);
  const said = changes.map((change) => sayChange(change, isFirst ? undefined : effectiveFrom, writer));
  return {
    kind: "table",
    id,
    caption: caption ?? diff.title,
    columns: [textColumn(diff.about), textColumn(diff.change)],
    rows: said.map(({ about, text }) => ({ cells: [writer.text(about), writer.text(text)] })),
  };
}

/** "Tour share (tour)": "from 100,000.00 on: 6% → 6.5%, from 1 January 2027". */
export function sayChange(change: PlanChange, effectiveFrom: string | undefined, writer: PlanWriter): SaidChange {
  const { diff } = writer.plans;
  if (change.kind === "effective-from") {
    const after = writer.day(change.after);
    return {
      about: diff.whole,
      text: change.before === undefined ? diff.begins(after) : diff.effectiveFrom(writer.day(change.before), after),
    };
  }
  const { about, text } =
    change.kind === "field" ? sayField(change, writer) : { about: writer.label(change.component), text: sayComponent(change, writer) };
  return { about, text: effectiveFrom === undefined ? text : diff.dated(text, writer.day(effectiveFrom)) };
}

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
    case "step-rate":
      return diff.step(writer.measure(change.measure, change.from), formatPercent(change.before), formatPercent(change.after));
    case "step-added":
      return diff.stepAdded(writer.measure(change.measure, change.from), formatPercent(change.rate));
    case "step-removed":
      return diff.stepRemoved(writer.measure(change.measure, change.from), formatPercent(change.rate));
    case "step-moved":
      return diff.stepMoved(
        writer.measure(change.measure, change.before),
        writer.measure(change.measure, change.after),
        formatPercent(change.rate),
      );
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
  const kind = writer.plans.terms.kinds[part.kind] ?? part.kind;
  const paysFor = part.kind === "share" || part.kind === "flat" ? `${joins.list}${writer.where(part.where)}` : "";
  return `${kind}${joins.colon}${componentText(part, writer)}${paysFor}`;
}

type FieldChanged = Extract<PlanChange, { kind: "field" }>;

function sayField({ path, before, after }: FieldChanged, writer: PlanWriter): SaidChange {
  const { diff, terms } = writer.plans;
  const [first = "", id = "", ...rest] = path.split(".");
  const isOwn = first === "components" || first === "factors";
  const about = isOwn ? (first === "factors" ? `${terms.factor}${writer.words.joins.colon}${id}` : writer.label(id)) : diff.whole;
  const name = fieldName(isOwn ? rest.join(".") : path, writer) || terms.factor;
  const [was, is] = [valueText(path, before, writer), valueText(path, after, writer)];
  if (before === undefined) return { about, text: diff.fieldNew(name, is) };
  return { about, text: after === undefined ? diff.fieldGone(name, was) : diff.field(name, was, is) };
}

function fieldName(path: string, writer: PlanWriter): string {
  const { terms } = writer.plans;
  const names: Readonly<Record<string, string>> = {
    earn: terms.earn,
    base: terms.base,
    "base.less": terms.base,
    payout: terms.minimum,
    "payout.minimum": terms.minimum,
    equity: terms.equity,
    "equity.anyOf": `${terms.equity}${writer.words.joins.colon}${terms.equityAny}`,
    "equity.require": `${terms.equity}${writer.words.joins.colon}${terms.equityAll}`,
    factors: terms.factors,
    months: writer.words.month,
    by: terms.factorBy,
    default: terms.factorDefault,
    steps: terms.factor,
    "tiers.mode": terms.ladder,
    "tiers.measure": terms.ladder,
    "tiers.period": terms.ladder,
    "tiers.of": terms.of,
    "when.measure": terms.condition,
    "when.atLeast": terms.condition,
    "when.of": terms.of,
  };
  return names[path] ?? path;
}

/** A field's value as one says it; what has no words of its own stands as it is. */
function valueText(path: string, value: unknown, writer: PlanWriter): string {
  const { terms, diff } = writer.plans;
  if (value === undefined || value === null) return diff.anything;
  if (path.endsWith("payout.minimum") || path.endsWith("atLeast")) return typeof value === "number" ? writer.plain(value) : String(value);
  if (path === "base.less" && Array.isArray(value)) return terms.baseOf(value.map((name) => writer.name(String(name))).join(terms.or));
  if (typeof value === "string")
    return terms.earned[value] ?? terms.modes[value] ?? terms.measures[value] ?? terms.periods[value] ?? formatted(value, writer);
  if (typeof value !== "object") return String(value);
  if (Array.isArray(value))
    return value.length === 0 ? writer.plans.plans.none : value.map((each) => valueText("", each, writer)).join(writer.words.joins.list);
  return objectText(value as Readonly<Record<string, unknown>>, writer);
}

const formatted = (text: string, writer: PlanWriter): string => (/^-?\d+(\.\d+)?$/.test(text) ? formatNumber(text) : writer.name(text));

function objectText(value: Readonly<Record<string, unknown>>, writer: PlanWriter): string {
  const { terms } = writer.plans;
  if ("less" in value) return valueText("base.less", value.less, writer);
  if ("minimum" in value) return valueText("payout.minimum", value.minimum, writer);
  if ("by" in value) return [writer.name(String(value.by)), valueText("steps", value.steps, writer)].join(writer.words.joins.colon);
  if ("anyOf" in value)
    return [value.anyOf, value.require]
      .filter((rules) => Array.isArray(rules) && rules.length > 0)
      .map((rules) => valueText("", rules, writer))
      .join(writer.words.joins.list);
  if ("months" in value) return equityRuleText(value as Parameters<typeof equityRuleText>[0], writer);
  if ("attribute" in value) return terms.require(writer.name(String(value.attribute)), formatNumber(String(value.atLeast)));
  if ("factor" in value) return `${formatNumber(String(value.from))} → ${formatNumber(String(value.factor))}`;
  return Object.entries(value)
    .filter(([, part]) => part !== undefined)
    .map(([name, part]) => `${name}${writer.words.joins.colon}${valueText(name, part, writer)}`)
    .join(writer.words.joins.list);
}
