import type { LocalEvent } from "../start.ts";
import type { Step } from "./parse-scenario.ts";

export type FactStep = Exclude<Step, { close: string }>;

/**
 * Makes the events of a scenario's facts. Facts that carry no revision are numbered so that the later step wins. What
 * isn't even an object goes out as it is: the functions say what is wrong with it.
 */
export class Events {
  readonly #revisions = new Map<string, number>();

  /** The events of an advisor that a scenario lists: the advisor, and the attributes known from the start. */
  ofAdvisor(listed: unknown): LocalEvent[] {
    if (!isRecord(listed)) return [{ detailType: "AdvisorChanged", detail: JSON.stringify(listed) }];
    const { months, ...advisor } = listed;
    const given = Object.entries(isRecord(months) ? months : {}).map(([month, values]) =>
      this.#attributes({ advisorId: advisor.advisorId, month, values }),
    );
    return [{ detailType: "AdvisorChanged", detail: this.#numbered("advisor", [advisor.advisorId], advisor) }, ...given];
  }

  ofPlan(plan: unknown): LocalEvent {
    return { detailType: "PlanPublished", detail: JSON.stringify(plan) };
  }

  of(step: FactStep): LocalEvent[] {
    if ("order" in step) return [{ detailType: orderType(step.order), detail: JSON.stringify(step.order) }];
    if ("advisor" in step) return this.ofAdvisor(step.advisor);
    if ("attributes" in step) return [this.#attributes(step.attributes)];
    if ("plan" in step) return [this.ofPlan(step.plan)];
    return [{ detailType: "AdjustmentApproved", detail: JSON.stringify(step.adjustment) }];
  }

  #attributes(attributes: unknown): LocalEvent {
    const subject = isRecord(attributes) ? [attributes.advisorId ?? null, attributes.storeId ?? null, attributes.month ?? null] : [];
    return { detailType: "AttributesGiven", detail: this.#numbered("attributes", subject, attributes) };
  }

  #numbered(kind: string, id: readonly unknown[], fact: unknown): string {
    if (!isRecord(fact)) return JSON.stringify(fact);
    const key = JSON.stringify([kind, ...id]);
    const last = this.#revisions.get(key) ?? 0;
    const revision = fact.revision ?? last + 1;
    if (typeof revision === "number") this.#revisions.set(key, Math.max(last, revision));
    return JSON.stringify({ ...fact, revision });
  }
}

function orderType(order: unknown): string {
  const status = isRecord(order) && typeof order.status === "string" ? order.status : "changed";
  return `Order${status.charAt(0).toUpperCase()}${status.slice(1)}`;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}
