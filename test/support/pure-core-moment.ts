import type { Month } from "../../shared/base/calendar/month.ts";
import { canonicalJson } from "../../shared/base/json/exact-json.ts";
import type { Credit } from "../../shared/engine/credits/credit.ts";
import { type CreditFacts, recipientsOf } from "../../shared/engine/credits/recipients.ts";
import { creditsOf } from "../../shared/engine/credits/split-credits.ts";
import type { EarningsInputs, Terms } from "../../shared/engine/earnings/inputs.ts";
import { mergeRows, rowOf, type TallyRow } from "../../shared/engine/earnings/tally.ts";
import type { Adjustment } from "../../shared/engine/facts/adjustment.ts";
import type { Advisor } from "../../shared/engine/facts/advisor.ts";
import { type AttributeHistory, type Attributes, attributeHistory } from "../../shared/engine/facts/attributes.ts";
import type { Order } from "../../shared/engine/facts/order.ts";
import { PlanBook } from "../../shared/engine/plan/plan-versions.ts";
import type { Plan } from "../../shared/engine/plan/schema.ts";
import type { AdjustmentState } from "../../shared/engine/statement/explain-adjustment.ts";

/** The facts that count: of orders and advisors the highest revision, of all others every one. */
export interface Facts {
  readonly orders: Map<string, Order>;
  readonly advisors: Map<string, Advisor>;
  /** By `advisor` or `store` and id. */
  readonly attributes: Map<string, Attributes[]>;
  readonly plans: Plan[];
  readonly adjustments: Adjustment[];
}

/** What never changes. */
export interface Setting {
  readonly ratedFacets: readonly string[];
  readonly localDay: CreditFacts["localDay"];
}

/** Everything that follows from the facts as they stood at one moment. Later facts don't reach it. */
export class Moment {
  /** Registered advisors, by id. */
  readonly advisors: readonly Advisor[];
  readonly orders: readonly Order[];
  readonly facts: CreditFacts;
  readonly terms: Terms;
  readonly #source: Facts;
  readonly #setting: Setting;
  readonly #histories: ReadonlyMap<string, AttributeHistory>;
  /** Earned credits, by advisor and month; derived when first asked for. */
  #credits: Map<string, Map<Month, Credit[]>> | undefined;

  constructor(facts: Facts, setting: Setting) {
    const { ratedFacets, localDay } = setting;
    const source = copyOf(facts);
    const plans = new PlanBook(source.plans);
    this.#source = source;
    this.#setting = setting;
    this.#histories = new Map([...source.attributes].map(([subject, each]) => [subject, attributeHistory(each)]));
    this.advisors = [...source.advisors.values()].sort((left, right) => (left.advisorId < right.advisorId ? -1 : 1));
    this.orders = [...source.orders.values()];
    this.facts = { advisor: (advisorId) => source.advisors.get(advisorId), plans, localDay };
    this.terms = { plans, ratedFacets, storeHistory: (storeId) => this.#histories.get(`store ${storeId}`) };
  }

  /** The same moment with other orders. */
  withOrders(orders: readonly Order[]): Moment {
    return new Moment({ ...this.#source, orders: new Map(orders.map((order) => [order.orderId, order])) }, this.#setting);
  }

  /** All credits of an order: earned, forecast and waiting. */
  creditsOf(order: Order): Credit[] {
    return creditsOf(order, recipientsOf(order, this.facts), this.terms.ratedFacets, this.facts.localDay(order.bookedAt));
  }

  /** The months in which an advisor earns anything. */
  months(advisorId: string): Month[] {
    return [...(this.#earned().get(advisorId)?.keys() ?? [])];
  }

  /** An advisor's earned credits of a month. */
  credits(advisorId: string, month: Month): readonly Credit[] {
    return this.#earned().get(advisorId)?.get(month) ?? [];
  }

  /** A registered advisor's books. */
  books(advisorId: string): EarningsInputs {
    const advisor = this.facts.advisor(advisorId);
    if (advisor === undefined) throw new Error(`${advisorId} is not registered`);
    const rows = new Map([...(this.#earned().get(advisorId) ?? [])].map(([month, credits]) => [month, mergeRows(credits.map(rowOf))]));
    return { advisor, terms: this.terms, attributes: this.#histories.get(`advisor ${advisorId}`) ?? new Map(), rows };
  }

  /** What an adjustment of an advisor's month is explained by. */
  standing(advisorId: string, month: Month): AdjustmentState {
    return { books: this.books(advisorId), credits: this.credits(advisorId, month) };
  }

  #earned(): ReadonlyMap<string, ReadonlyMap<Month, readonly Credit[]>> {
    this.#credits ??= earnedCredits(this.orders.flatMap((order) => this.creditsOf(order)));
    return this.#credits;
  }
}

/** The lists of facts as they are now, out of reach of what is added later. */
function copyOf({ orders, advisors, attributes, plans, adjustments }: Facts): Facts {
  return {
    orders: new Map(orders),
    advisors: new Map(advisors),
    attributes: new Map([...attributes].map(([subject, each]) => [subject, [...each]])),
    plans: [...plans],
    adjustments: [...adjustments],
  };
}

/** The credits that count in a month, by advisor and month. */
function earnedCredits(credits: readonly Credit[]): Map<string, Map<Month, Credit[]>> {
  const earned = new Map<string, Map<Month, Credit[]>>();
  for (const credit of credits) {
    const { advisorId, state, month } = credit.recipient;
    if (state !== "earned") continue;
    const byMonth = earned.get(advisorId) ?? new Map<Month, Credit[]>();
    earned.set(advisorId, byMonth);
    const ofMonth = byMonth.get(month) ?? [];
    byMonth.set(month, ofMonth);
    ofMonth.push(credit);
  }
  return earned;
}

/** Tally rows as texts in a fixed order, with discounts of 0 left out: they say nothing. */
export function rowTexts(rows: Iterable<TallyRow>): string[] {
  const textOf = ({ discounts, ...row }: TallyRow) =>
    canonicalJson({ ...row, discounts: Object.fromEntries(Object.entries(discounts).filter(([, amount]) => amount !== 0n)) });
  return [...rows].map(textOf).sort();
}
