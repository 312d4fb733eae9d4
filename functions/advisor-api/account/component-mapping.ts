import { componentKey } from "../../../shared/account/views/month-source.ts";
import type {
  BareComponent,
  ExplainedComponent,
  ExplainedFactor,
  ExplainedRate,
  ExplainedTarget,
} from "../../../shared/engine/earnings/explained.ts";
import { labelOf } from "../../../shared/engine/plan/component-label.ts";
import type { Plan } from "../../../shared/engine/plan/schema.ts";
import type { Statement } from "../../../shared/engine/statement/statement.ts";
import { type Pay, whole } from "../../_platform/api/money.ts";
import { pathSegment } from "../../_platform/http/path-segment.ts";
import type { ComponentResource } from "./earnings-schema.response.ts";

/** A component's names: what it is called, what its plan calls it for people, and its key in paths. */
export function identityOf({ id, planId, version }: Pick<ExplainedComponent, "id" | "planId" | "version">, plans: readonly Plan[]) {
  const identity = { id, planId, version };
  return { key: componentKey(identity), ...identity, label: labelOf(plans, identity) ?? null };
}

/**
 * A component without its credits, which are a list of their own: it may have thousands.
 * @param monthUrl where the month stands of which the credits can be asked for; none where they can't.
 */
export function toComponent(component: BareComponent, plans: readonly Plan[], pay: Pay, monthUrl?: string): ComponentResource {
  const named = identityOf(component, plans);
  const amount = pay(component.amount);
  if (!("rate" in component)) {
    const { kind, measured, limit, target, atLeast } = component;
    const aimed = { target: target === undefined ? null : toTarget(target), atLeast: atLeast ?? null };
    return { object: "component", kind, ...named, amount, measured: whole(measured), limit: whole(limit), ...aimed };
  }
  const { kind, base, units, rate, factors } = component;
  return {
    object: "component",
    kind,
    ...named,
    amount,
    base: pay(base),
    units: whole(units),
    rate: toRate(rate, pay),
    factors: factors.map(toFactor),
    creditsUrl: monthUrl === undefined ? null : `${monthUrl}/components/${pathSegment(named.key)}/credits`,
  };
}

function toRate(rate: ExplainedRate, pay: Pay): Extract<ComponentResource, { rate: unknown }>["rate"] {
  if (rate.kind === "rate") return rate;
  if (rate.kind === "amount") return { kind: "amount", amount: pay(rate.amount) };
  if (rate.kind === "table")
    return { kind: "table", rows: rate.rows.map(({ where, rate: of, base }) => ({ where: where ?? null, rate: of, base: pay(base) })) };
  return {
    kind: "tiers",
    ...{ mode: rate.mode, measure: rate.measure, period: rate.period, rate: rate.rate },
    basis: rate.basis ?? null,
    target: rate.target === undefined ? null : toTarget(rate.target),
    measured: whole(rate.measured),
    measuredBefore: whole(rate.climbedFrom),
    tier: { from: toBound(rate.step.from), rate: rate.step.rate },
    brackets: rate.stretches.map(({ from, to, rate: of }) => ({ from: toBound(from), to: toBound(to), rate: of })),
  };
}

const toBound = (bound: bigint | string) => (typeof bound === "bigint" ? whole(bound) : bound);

export const toTarget = ({ by, value, givenFor }: ExplainedTarget) => ({ by, value: value ?? null, givenFor: givenFor ?? null });

export const toDraw = (draw: Statement["draw"], pay: Pay) =>
  draw === undefined ? null : { advanced: pay(draw.advanced), recovered: pay(draw.recovered), outstanding: pay(draw.outstanding) };

export function toFactor({ id, by, value, givenFor, factor }: ExplainedFactor) {
  return { id, by, value: value ?? null, givenFor: givenFor ?? null, factor };
}
