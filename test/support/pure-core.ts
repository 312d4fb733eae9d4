import type { Month } from "../../shared/base/calendar/month.ts";
import { localDayIn } from "../../shared/base/calendar/time-zone.ts";
import { type Agency, ratedFacets } from "../../shared/engine/facts/agency.ts";
import { NOTHING_SETTLED, type Settled, type Settlement, settle } from "../../shared/engine/statement/settle.ts";
import type { Statement } from "../../shared/engine/statement/statement.ts";
import { type Fact, readEvent } from "../../shared/ledger/record/parse-event.ts";
import { factKey } from "../../shared/ledger/record/record-reference-data.ts";
import { briefs } from "./issues.ts";
import { type Facts, Moment, type Setting } from "./pure-core-moment.ts";
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
      this.held.push(briefs(reading.issues));
      return;
    }
    const fact = reading.value;
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

function addTo(facts: Facts, fact: Fact): void {
  if (fact.kind === "order") keepHighest(facts.orders, fact.order.orderId, fact.order);
  else if (fact.kind === "advisor") keepHighest(facts.advisors, fact.advisor.advisorId, fact.advisor);
  else if (fact.kind === "plan") facts.plans.push(fact.plan);
  else if (fact.kind === "adjustment") facts.adjustments.push(fact.adjustment);
  else {
    const { advisorId, storeId } = fact.attributes;
    const subject = advisorId === undefined ? `store ${storeId}` : `advisor ${advisorId}`;
    facts.attributes.set(subject, [...(facts.attributes.get(subject) ?? []), fact.attributes]);
  }
}

function keepHighest<Revised extends { readonly revision: number }>(known: Map<string, Revised>, id: string, fact: Revised): void {
  if ((known.get(id)?.revision ?? 0) < fact.revision) known.set(id, fact);
}
