import type { Tiers } from "./components/tiers.ts";
import type { PlanChange, StepFrom } from "./plan-change.ts";

interface Step {
  readonly from: StepFrom;
  readonly rate: string;
}

/**
 * What differs between two ladders. A step is known by where it begins; one that is gone, and one that is new at the
 * same rate between the same neighbours, is one that moved. Where another thing is measured, all steps are others.
 */
export function diffSteps(component: string, tiersBefore: Tiers | undefined, tiersAfter: Tiers | undefined): PlanChange[] {
  const before: readonly Step[] = tiersBefore?.steps ?? [];
  const after: readonly Step[] = tiersAfter?.steps ?? [];
  const measures = {
    before: tiersBefore?.measure ?? tiersAfter?.measure ?? "sales",
    after: tiersAfter?.measure ?? tiersBefore?.measure ?? "sales",
  };
  const gone = (step: Step): PlanChange => ({ kind: "tier-removed", component, measure: measures.before, ...pick(step) });
  const added = (step: Step): PlanChange => ({ kind: "tier-added", component, measure: measures.after, ...pick(step) });
  const measure = measures.after;
  if (measures.before !== measure) return [...before.map(gone), ...after.map(added)];
  const is = new Map(after.map((step) => [step.from, step]));
  const was = new Map(before.map((step) => [step.from, step]));
  const moved = movedSteps(before, after);
  const movedTo = new Set(moved.values());
  const told: { readonly at: StepFrom; readonly change: PlanChange }[] = [];
  for (const step of before) {
    const [stays, to] = [is.get(step.from), moved.get(step.from)];
    if (to !== undefined) {
      told.push({ at: to, change: { kind: "tier-moved", component, measure, before: step.from, after: to, rate: step.rate } });
    } else if (stays === undefined) {
      told.push({ at: step.from, change: gone(step) });
    } else if (stays.rate !== step.rate) {
      told.push({
        at: step.from,
        change: { kind: "tier-rate", component, measure, from: step.from, before: step.rate, after: stays.rate },
      });
    }
  }
  for (const step of after) if (!was.has(step.from) && !movedTo.has(step.from)) told.push({ at: step.from, change: added(step) });
  return told.sort((left, right) => Number(left.at) - Number(right.at)).map(({ change }) => change);
}

/** From where to where steps moved: neither place is a step's in the other ladder, and the steps on both sides are the same. */
function movedSteps(before: readonly Step[], after: readonly Step[]): Map<StepFrom, StepFrom> {
  const moved = new Map<StepFrom, StepFrom>();
  if (before.length !== after.length) return moved;
  const [froms, tos] = [new Set(before.map(({ from }) => from)), new Set(after.map(({ from }) => from))];
  for (const [place, step] of before.entries()) {
    const other = after[place];
    if (other === undefined || tos.has(step.from) || froms.has(other.from) || other.rate !== step.rate) continue;
    moved.set(step.from, other.from);
  }
  return moved;
}

const pick = ({ from, rate }: Step): Step => ({ from, rate });
