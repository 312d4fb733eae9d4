import type { Day } from "../../base/calendar/month.ts";
import { type Advisor, planIdOn } from "../facts/advisor.ts";
import type { Plan } from "./schema.ts";

/** All known plan versions, and which is in force when. Immutable. */
export class PlanBook {
  readonly #plans = new Map<string, Plan[]>();
  #always: { readonly draft: Plan; readonly replaces: string } | undefined;

  constructor(plans: Iterable<Plan>) {
    for (const plan of plans) {
      const versions = this.#plans.get(plan.planId) ?? [];
      versions.push(plan);
      this.#plans.set(plan.planId, versions);
    }
    // The one in force is the first that has begun: the latest effectiveFrom, then the highest version.
    for (const versions of this.#plans.values()) {
      versions.sort((left, right) =>
        left.effectiveFrom === right.effectiveFrom ? right.version - left.version : left.effectiveFrom < right.effectiveFrom ? 1 : -1,
      );
    }
  }

  /**
   * The book as if a draft had been the only version of a plan from its first day on: it answers whenever a version of
   * that plan is asked for, and on every day on which one is in force.
   * @param replaces the plan; mostly the draft's own.
   */
  withAlways(draft: Plan, replaces: string): PlanBook {
    const book = new PlanBook(this.all());
    book.#always = { draft, replaces };
    return book;
  }

  version(planId: string, version: number): Plan | undefined {
    const { draft, replaces } = this.#always ?? {};
    if (draft !== undefined && (planId === replaces || (planId === draft.planId && version === draft.version))) return draft;
    return this.#plans.get(planId)?.find((plan) => plan.version === version);
  }

  /** The version of a plan in force on a local day. */
  inForce(planId: string | undefined, on: Day): Plan | undefined {
    const known = planId === undefined ? undefined : this.#plans.get(planId)?.find((plan) => plan.effectiveFrom <= on);
    const { draft, replaces } = this.#always ?? {};
    return known !== undefined && planId === replaces ? draft : known;
  }

  /** The version that pays an advisor for what is booked on a local day. */
  forAdvisor(advisor: Advisor, on: Day): Plan | undefined {
    return this.inForce(planIdOn(advisor, on), on);
  }

  /** All versions, by plan and from the latest in force. */
  all(): Plan[] {
    return [...this.#plans.values()].flat();
  }
}

/** A plan's highest published version; 0 where it has none. */
export const latestVersionOf = (planId: string, plans: readonly Plan[]): number =>
  Math.max(0, ...plans.filter((plan) => plan.planId === planId).map(({ version }) => version));
