import type { Day } from "../../base/calendar/month.ts";
import { parseDecimal } from "../../base/money/money.ts";
import { kindOf, tiersOf } from "./components/index.ts";
import { highestPay } from "./highest-rate.ts";
import type { Component, Plan } from "./schema.ts";

/** What a person overlooks, found by a check. Its id stays the same while the matter does; `about` by kind, see `inspectPlan`. */
export interface Finding {
  readonly id: string;
  readonly kind: "gap" | "overlap" | "decreasing-tiers" | "hidden-row" | "unmatched" | "above-margin" | "dropped";
  readonly about: Readonly<Record<string, string>>;
}

/** What a trial tells of a draft's components; amounts in minor units. */
export interface Evidence {
  readonly components: readonly {
    readonly id: string;
    readonly credits: bigint;
    readonly base: bigint;
    readonly margin: bigint;
    readonly cost: bigint;
  }[];
  /** The first day on which any advisor has the plan. */
  readonly heldFrom?: Day;
}

/**
 * Checks a draft.
 * gap {heldFrom, begins}: advisors have the plan before the draft, its first version, is in force.
 * overlap {version, day, how: "same-day" | "replaced"}: another version begins the same day and is never in force from
 * then on, or a published one that begins later replaces the draft on its day.
 * decreasing-tiers {component, from, rate, before}: a step that pays a lower rate than the one below it.
 * hidden-row {component, row, by}: a row of a table that never pays, as the row `by` before it matches all that it does;
 * both counted from 1.
 * unmatched {component}: a share, flat or bonus for which no credit of the trial counts; caps and guarantees ask for none.
 * above-margin {component, pays, margin}: at its highest rate and factors it pays more than its credits leave; minor units.
 * dropped {component, kind}: a component of the base version that the draft no longer has, or has as another kind; kind
 * "equity" for the equity terms.
 * @param versions the plan's published versions.
 * @param evidence of the draft's trial, where there is one.
 */
export function inspectPlan(
  draft: Plan,
  versions: readonly Plan[],
  evidence: Evidence | undefined,
  { base }: { readonly base?: Plan } = {},
): Finding[] {
  return [
    ...gaps(draft, versions, evidence?.heldFrom),
    ...overlaps(draft, versions),
    ...draft.components.flatMap(fallingSteps),
    ...draft.components.flatMap(hiddenRows),
    ...unmatched(draft, evidence),
    ...aboveMargin(draft, evidence),
    ...dropped(draft, base),
  ];
}

/** Of a draft that is to be the plan's beginning: a gap before a version that is published is no later draft's doing. */
function gaps({ effectiveFrom: begins }: Plan, versions: readonly Plan[], heldFrom: Day | undefined): Finding[] {
  if (heldFrom === undefined || heldFrom >= begins || versions.some(({ effectiveFrom }) => effectiveFrom <= begins)) return [];
  return [{ id: "gap", kind: "gap", about: { heldFrom, begins } }];
}

function overlaps(draft: Plan, versions: readonly Plan[]): Finding[] {
  const others = versions.filter(({ version }) => version !== draft.version).sort((left, right) => left.version - right.version);
  return others.flatMap(({ version, effectiveFrom: day }): Finding[] => {
    if (day < draft.effectiveFrom) return [];
    const how = day === draft.effectiveFrom ? "same-day" : "replaced";
    return [{ id: `overlap:${version}`, kind: "overlap", about: { version: String(version), day, how } }];
  });
}

function fallingSteps(part: Component): Finding[] {
  const steps = tiersOf(part)?.steps ?? [];
  return steps.flatMap(({ from, rate }, place): Finding[] => {
    const before = steps[place - 1]?.rate;
    if (before === undefined || parseDecimal(rate) >= parseDecimal(before)) return [];
    return [
      { id: `falling:${part.id}:${from}`, kind: "decreasing-tiers", about: { component: part.id, from: String(from), rate, before } },
    ];
  });
}

function hiddenRows(part: Component): Finding[] {
  return (kindOf(part).hiddenRows?.(part) ?? []).map(({ row, by }) => ({
    id: `hidden-row:${part.id}:${row + 1}`,
    kind: "hidden-row",
    about: { component: part.id, row: String(row + 1), by: String(by + 1) },
  }));
}

function unmatched({ components }: Plan, evidence: Evidence | undefined): Finding[] {
  const met = new Map(evidence?.components.map(({ id, credits }) => [id, credits]));
  return components
    .filter((part) => kindOf(part).needsCredits && met.get(part.id) === 0n)
    .map(({ id }) => ({ id: `unmatched:${id}`, kind: "unmatched", about: { component: id } }));
}

/** Only where costs are known: without them the margin says nothing. */
function aboveMargin({ components, factors }: Plan, evidence: Evidence | undefined): Finding[] {
  return (evidence?.components ?? []).flatMap(({ id, credits, base, margin, cost }): Finding[] => {
    const part = components.find((each) => each.id === id);
    const paid = part && kindOf(part).pays;
    if (cost <= 0n || part === undefined || paid === undefined) return [];
    const { numerator, denominator } = highestPay(part, factors);
    const pays = (paid.atRateOne(part, { base, credits }) * numerator) / denominator;
    if (pays <= margin) return [];
    return [{ id: `above-margin:${id}`, kind: "above-margin", about: { component: id, pays: String(pays), margin: String(margin) } }];
  });
}

function dropped(draft: Plan, base: Plan | undefined): Finding[] {
  const kinds = new Map(draft.components.map(({ id, kind }) => [id, kind]));
  const parts = (base?.components ?? [])
    .filter(({ id, kind }) => kinds.get(id) !== kind)
    .map(({ id, kind }): Finding => ({ id: `dropped:${id}`, kind: "dropped", about: { component: id, kind } }));
  if (base?.equity === undefined || draft.equity !== undefined) return parts;
  return [...parts, { id: "dropped-equity", kind: "dropped", about: { component: "", kind: "equity" } }];
}
