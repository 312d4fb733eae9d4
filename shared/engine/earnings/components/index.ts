import type { CompiledPlan } from "../../plan/compile.ts";
import type { CompiledMonthPart, CompiledPaid } from "../../plan/components/index.ts";
import { bonus } from "./bonus.ts";
import { cap } from "./cap.ts";
import type { MonthKind, PaidKind } from "./component-kind.ts";
import { flat } from "./flat.ts";
import { guarantee } from "./guarantee.ts";
import { share } from "./share.ts";
import { table } from "./table.ts";

const PAID: { readonly [Kind in CompiledPaid["kind"]]: PaidKind<Extract<CompiledPaid, { kind: Kind }>> } = {
  share,
  flat,
  table,
};

/** In the order in which they apply to what stands so far. */
const OF_MONTH: { readonly [Kind in CompiledMonthPart["kind"]]: MonthKind<Extract<CompiledMonthPart, { kind: Kind }>> } = {
  bonus,
  cap,
  guarantee,
};

/** The kinds that pay for credits, and those of a month as a whole. */
export const PAID_KINDS = Object.keys(PAID) as readonly CompiledPaid["kind"][];
export const MONTH_KINDS = Object.keys(OF_MONTH) as readonly CompiledMonthPart["kind"][];

/** How a component that pays for credits is evaluated. */
export const paidKindOf = ({ kind }: CompiledPaid): PaidKind<CompiledPaid> => PAID[kind] as PaidKind<CompiledPaid>;

/** How a component of the month as a whole is evaluated. */
export const monthKindOf = ({ kind }: CompiledMonthPart): MonthKind<CompiledMonthPart> => OF_MONTH[kind] as MonthKind<CompiledMonthPart>;

/** A plan's components of the month as a whole in the order in which they apply; remembered for each plan. */
export function inPhases(plan: CompiledPlan): readonly CompiledMonthPart[] {
  let ordered = ofPlan.get(plan);
  if (ordered === undefined) {
    ordered = MONTH_KINDS.flatMap((kind) => plan.ofMonth.filter((part) => part.kind === kind));
    ofPlan.set(plan, ordered);
  }
  return ordered;
}

const ofPlan = new WeakMap<CompiledPlan, readonly CompiledMonthPart[]>();
