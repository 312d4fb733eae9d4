import type { Month } from "../../shared/calendar/month.ts";
import { localDayIn } from "../../shared/calendar/time-zone.ts";
import type { Credit } from "../../shared/credits/credit.ts";
import { creditsOf } from "../../shared/credits/credits-of.ts";
import { type CreditFacts, recipientsOf } from "../../shared/credits/recipients.ts";
import type { Books, Terms } from "../../shared/earnings/books.ts";
import { mergeRows, rowOf, type TallyRow } from "../../shared/earnings/tally.ts";
import type { Adjustment } from "../../shared/facts/adjustment.ts";
import type { Advisor } from "../../shared/facts/advisor.ts";
import { type Agency, ratedFacets } from "../../shared/facts/agency.ts";
import { type AttributeHistory, type Attributes, attributeHistory } from "../../shared/facts/attributes.ts";
import type { Order } from "../../shared/facts/order.ts";
import { canonicalJson } from "../../shared/json/exact-json.ts";
import { PlanBook } from "../../shared/plan/plan-book.ts";
import type { Plan } from "../../shared/plan/schema.ts";
import type { Standing } from "../../shared/statement/explain-adjustment.ts";
import { NOTHING_SETTLED, type Settled, type Settlement, settle } from "../../shared/statement/settle.ts";
import type { Statement } from "../../shared/statement/statement.ts";
import { type Fact, readEvent } from "../../shared/use-cases/record-facts/envelope.ts";
import { factKey } from "../../shared/use-cases/record-facts/record-other-facts.ts";
import type { Content, Scenario, Step } from "./scenario.ts";

/** A change of an advisor's eligibility for equity, as the contract writes it. */
export interface EquityChange {
  readonly month: Month;
  readonly advisorId: string;
  readonly eligible: boolean;
}

/** What a close made of each advisor, and the facts as they stood. */
export interface Closed {
  readonly month: Month;
  readonly moment: Moment;
  /** By advisor; of everyone registered. */
  readonly settlements: ReadonlyMap<string, Settlement>;
}

/** Runs a scenario in the pure core: every credit derived anew at every close, and nothing stored. */
export function runInPureCore(scenario: Scenario): PureCore {
  const core = new PureCore(scenario.agency);
  for (const plan of scenario.plans) core.take({ plan });
  for (const advisor of scenario.advisors) core.take({ advisor });
  for (const step of scenario.steps) core.take(step);
  return core;
}

/** The domain without use-cases and adapters: the set of facts, and the closes over it. */
export class PureCore {
  readonly closes: Closed[] = [];
  readonly statements: Statement[] = [];
  readonly equityChanges: EquityChange[] = [];
  /** Why facts were not taken over. */
  readonly held: (readonly string[])[] = [];

  readonly #agency: Agency;
  readonly #setting: Setting;
  readonly #facts: Facts = { orders: new Map(), advisors: new Map(), attributes: new Map(), plans: [], adjustments: [] };
  readonly #hashes = new Map<string, string>();
  readonly #settled = new Map<string, Settled>();
  #revision = 0;
  #moment: Moment | undefined;

  constructor(agency: Agency) {
    this.#agency = agency;
    this.#setting = { ratedFacets: ratedFacets(agency), localDay: localDayIn(agency.timeZone) };
  }

  /** Takes a step. Advisors and attributes without a revision get one by the order of steps: the later wins. */
  take(step: Step): void {
    if ("close" in step) this.#close(step.close);
    else if ("order" in step) this.#deliver("Order", step.order);
    else if ("plan" in step) this.#deliver("Plan", step.plan);
    else if ("adjustment" in step) this.#deliver("Adjustment", step.adjustment);
    else if ("attributes" in step) this.#deliver("Attributes", { revision: this.#nextRevision(), ...step.attributes });
    else this.#takeAdvisor(step.advisor);
  }

  /** Everything that follows from the facts as they stand now. */
  now(): Moment {
    this.#moment ??= new Moment(this.#facts, this.#setting);
    return this.#moment;
  }

  /** What is settled for an advisor so far. */
  settled(advisorId: string): Settled {
    return this.#settled.get(advisorId) ?? NOTHING_SETTLED;
  }

  #takeAdvisor({ months = {}, ...advisor }: Content): void {
    this.#deliver("Advisor", { revision: this.#nextRevision(), ...advisor });
    for (const [month, values] of Object.entries(months as Content)) {
      this.#deliver("Attributes", { advisorId: advisor.advisorId, month, values, revision: this.#nextRevision() });
    }
  }

  #nextRevision(): number {
    this.#revision += 1;
    return this.#revision;
  }

  #deliver(detailType: string, detail: Content): void {
    const reading = readEvent(JSON.stringify({ "detail-type": detailType, detail }), this.#agency);
    if (!reading.ok) {
      this.held.push(reading.reasons);
      return;
    }
    const { fact } = reading;
    const key = fact.kind === "order" ? JSON.stringify(["order", fact.order.orderId, fact.order.revision]) : factKey(fact);
    const known = this.#hashes.get(key);
    const reason = known === undefined ? this.#refusal(fact) : known === fact.hash ? undefined : "of two contents the first stays";
    if (reason !== undefined) this.held.push([reason]);
    if (reason !== undefined || known !== undefined) return;
    this.#hashes.set(key, fact.hash);
    addTo(this.#facts, fact);
    this.#moment = undefined;
  }

  #refusal(fact: Fact): string | undefined {
    if (fact.kind !== "adjustment") return undefined;
    if (!this.#facts.advisors.has(fact.adjustment.advisorId)) return "the advisor is unknown";
    const closed = this.closes.at(-1)?.month;
    return closed !== undefined && fact.adjustment.month <= closed ? "the month is closed" : undefined;
  }

  #close(month: Month): void {
    const moment = this.now();
    const firstMonth = this.closes[0]?.month ?? month;
    const settlements = new Map<string, Settlement>();
    for (const { advisorId } of moment.advisors) {
      const before = this.settled(advisorId);
      const manual = this.#facts.adjustments.filter((adjustment) => adjustment.advisorId === advisorId);
      const settlement = settle(moment.books(advisorId), month, firstMonth, before, manual);
      settlements.set(advisorId, settlement);
      this.#settled.set(advisorId, settlement.settled);
      if (settlement.statement !== undefined) this.statements.push(settlement.statement);
      const eligible = settlement.settled.equityEligible;
      if (eligible !== before.equityEligible) this.equityChanges.push({ month, advisorId, eligible });
    }
    this.closes.push({ month, moment, settlements });
  }
}

/** The facts that count: of orders and advisors the highest revision, of all others every one. */
interface Facts {
  readonly orders: Map<string, Order>;
  readonly advisors: Map<string, Advisor>;
  /** By `advisor` or `store` and id. */
  readonly attributes: Map<string, Attributes[]>;
  readonly plans: Plan[];
  readonly adjustments: Adjustment[];
}

interface Setting {
  readonly ratedFacets: readonly string[];
  readonly localDay: CreditFacts["localDay"];
}

function addTo(facts: Facts, fact: Fact): void {
  if (fact.kind === "order") keepHighest(facts.orders, fact.order.orderId, fact.order);
  else if (fact.kind === "advisor") keepHighest(facts.advisors, fact.advisor.advisorId, fact.advisor);
  else if (fact.kind === "plan") facts.plans.push(fact.plan);
  else if (fact.kind === "adjustment") facts.adjustments.push(fact.adjustment);
  else {
    const { advisorId, storeId } = fact.attributes;
    append(facts.attributes, advisorId === undefined ? `store ${storeId}` : `advisor ${advisorId}`, fact.attributes);
  }
}

function keepHighest<Revised extends { readonly revision: number }>(known: Map<string, Revised>, id: string, fact: Revised): void {
  if ((known.get(id)?.revision ?? 0) < fact.revision) known.set(id, fact);
}

function append<Item>(lists: Map<string, Item[]>, key: string, item: Item): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [item]);
  else list.push(item);
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
    const source = { ...facts, orders: new Map(facts.orders), advisors: new Map(facts.advisors), plans: [...facts.plans] };
    const plans = new PlanBook(source.plans);
    this.#source = source;
    this.#setting = setting;
    this.#histories = new Map([...facts.attributes].map(([subject, each]) => [subject, attributeHistory(each)]));
    this.advisors = [...source.advisors.values()].sort((a, b) => (a.advisorId < b.advisorId ? -1 : 1));
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
  books(advisorId: string): Books {
    const advisor = this.facts.advisor(advisorId);
    if (advisor === undefined) throw new Error(`${advisorId} is not registered`);
    const rows = new Map([...(this.#earned().get(advisorId) ?? [])].map(([month, credits]) => [month, mergeRows(credits.map(rowOf))]));
    return { advisor, terms: this.terms, attributes: this.#histories.get(`advisor ${advisorId}`) ?? new Map(), rows };
  }

  /** What an adjustment of an advisor's month is explained by. */
  standing(advisorId: string, month: Month): Standing {
    return { books: this.books(advisorId), credits: this.credits(advisorId, month) };
  }

  #earned(): ReadonlyMap<string, ReadonlyMap<Month, readonly Credit[]>> {
    this.#credits ??= earnedCredits(this.orders.flatMap((order) => this.creditsOf(order)));
    return this.#credits;
  }
}

/** The credits that count in a month, by advisor and month. */
function earnedCredits(credits: readonly Credit[]): Map<string, Map<Month, Credit[]>> {
  const earned = new Map<string, Map<Month, Credit[]>>();
  for (const credit of credits) {
    const { advisorId, state, month } = credit.recipient;
    if (state !== "earned") continue;
    const byMonth = earned.get(advisorId) ?? new Map<Month, Credit[]>();
    earned.set(advisorId, byMonth);
    append(byMonth, month, credit);
  }
  return earned;
}

/** Tally rows as texts in a fixed order, with discounts of 0 left out: they say nothing. */
export function rowTexts(rows: Iterable<TallyRow>): string[] {
  const textOf = ({ discounts, ...row }: TallyRow) =>
    canonicalJson({ ...row, discounts: Object.fromEntries(Object.entries(discounts).filter(([, amount]) => amount !== 0n)) });
  return [...rows].map(textOf).sort();
}
