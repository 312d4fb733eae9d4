import { ownValue } from "../../base/json/own-value.ts";
import type { Component } from "../../engine/plan/components/index.ts";
import type { PlanChange } from "../../engine/plan/diff.ts";
import { formatNumber, formatPercent } from "../../ui/format.ts";
import type { PlanWriter } from "./plan-writer.ts";
import { drawText, equityRuleText } from "./terms-view.ts";

/** A change in words: what it is about, and what of it changes from which day on. */
export interface SaidChange {
  readonly about: string;
  readonly text: string;
}

type FieldChanged = Extract<PlanChange, { kind: "field" }>;

/** A field without a sentence of its own, by its name and value. */
export function sayField({ path, before, after }: FieldChanged, components: readonly Component[], writer: PlanWriter): SaidChange {
  const { diff, terms } = writer.plans;
  const [first = "", id = "", ...rest] = path.split(".");
  const isOwn = first === "components" || first === "factors";
  const about = isOwn
    ? first === "factors"
      ? `${terms.factor}${writer.words.joins.colon}${id}`
      : writer.label(id, components.find((part) => part.id === id)?.label)
    : diff.whole;
  const name = fieldName(isOwn ? rest.join(".") : path, writer) || terms.factor;
  const [was, is] = [valueText(path, before, writer), valueText(path, after, writer)];
  if (before === undefined) return { about, text: diff.fieldNew(name, is) };
  return { about, text: after === undefined ? diff.fieldGone(name, was) : diff.field(name, was, is) };
}

function fieldName(path: string, writer: PlanWriter): string {
  const { terms } = writer.plans;
  const names: Readonly<Record<string, string>> = {
    earn: terms.earn,
    base: writer.words.base,
    "base.less": writer.words.base,
    payout: terms.minimum,
    "payout.minimum": terms.minimum,
    "payout.leavers": terms.leavers,
    "payout.draw": terms.draw,
    "payout.draw.amount": terms.draw,
    "payout.draw.months": terms.draw,
    equity: writer.words.equityTitle,
    "equity.anyOf": `${writer.words.equityTitle}${writer.words.joins.colon}${terms.equityAny}`,
    "equity.require": `${writer.words.equityTitle}${writer.words.joins.colon}${terms.equityAll}`,
    factors: terms.factors,
    months: writer.words.month,
    by: terms.factorBy,
    default: terms.factorDefault,
    steps: terms.factor,
    otherwise: terms.otherwise,
    label: terms.label,
    "label.zh": terms.labelZh,
    "label.en": terms.labelEn,
    "tiers.mode": terms.ladder,
    "tiers.measure": terms.ladder,
    "tiers.period": terms.ladder,
    "tiers.of": terms.of,
    "tiers.basis": terms.ladder,
    "tiers.target": terms.target,
    "when.basis": terms.condition,
    "when.target": terms.target,
    "when.measure": terms.condition,
    "when.atLeast": terms.condition,
    "when.of": terms.of,
  };
  return ownValue(names, path) ?? path;
}

/** A field's value as one says it; what has no words of its own stands as it is. */
function valueText(path: string, value: unknown, writer: PlanWriter): string {
  const { terms, diff } = writer.plans;
  if (value === undefined || value === null) return diff.anything;
  // A name stands as it is.
  if (/^components\..*\.label\.(zh|en)$/.test(path)) return String(value);
  if (path.endsWith("payout.minimum") || path === "payout.draw.amount" || path.endsWith("atLeast"))
    return typeof value === "number" ? writer.plain(value) : String(value);
  if (path.endsWith(".otherwise")) return formatPercent(String(value));
  if (path === "payout.leavers") return terms.leaversHow[String(value)] ?? String(value);
  if (path === "base.less" && Array.isArray(value)) return terms.baseOf(value.map((name) => writer.name(String(name))).join(terms.or));
  if (typeof value === "string")
    return (
      [terms.earned, terms.modes, terms.measures, terms.periods].map((names) => ownValue(names, value)).find(Boolean) ??
      formatted(value, writer)
    );
  if (typeof value !== "object") return String(value);
  if (Array.isArray(value))
    return value.length === 0 ? writer.plans.plans.none : value.map((each) => valueText("", each, writer)).join(writer.words.joins.list);
  return objectText(value as Readonly<Record<string, unknown>>, writer);
}

const formatted = (text: string, writer: PlanWriter): string => (/^-?\d+(\.\d+)?$/.test(text) ? formatNumber(text) : writer.name(text));

function objectText(value: Readonly<Record<string, unknown>>, writer: PlanWriter): string {
  const { terms } = writer.plans;
  if ("zh" in value && "en" in value) return `${value.zh} · ${value.en}`;
  if ("less" in value) return valueText("base.less", value.less, writer);
  if ("minimum" in value) {
    const leavers =
      value.leavers === undefined
        ? []
        : [`${terms.leavers}${writer.words.joins.colon}${valueText("payout.leavers", value.leavers, writer)}`];
    const draw =
      value.draw === undefined ? [] : [`${terms.draw}${writer.words.joins.colon}${valueText("payout.draw", value.draw, writer)}`];
    return [valueText("payout.minimum", value.minimum, writer), ...leavers, ...draw].join(writer.words.joins.list);
  }
  if ("by" in value) return [writer.name(String(value.by)), valueText("steps", value.steps, writer)].join(writer.words.joins.colon);
  if ("anyOf" in value)
    return [value.anyOf, value.require]
      .filter((rules) => Array.isArray(rules) && rules.length > 0)
      .map((rules) => valueText("", rules, writer))
      .join(writer.words.joins.list);
  if ("amount" in value && "months" in value) return drawText(value as Parameters<typeof drawText>[0], writer);
  if ("months" in value) return equityRuleText(value as Parameters<typeof equityRuleText>[0], writer);
  if ("attribute" in value) return terms.require(writer.name(String(value.attribute)), formatNumber(String(value.atLeast)));
  if ("factor" in value) return `${formatNumber(String(value.from))} → ${formatNumber(String(value.factor))}`;
  return Object.entries(value)
    .filter(([, part]) => part !== undefined)
    .map(([name, part]) => `${name}${writer.words.joins.colon}${valueText(name, part, writer)}`)
    .join(writer.words.joins.list);
}
