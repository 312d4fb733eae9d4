import { localDayIn } from "../../../shared/base/calendar/time-zone.ts";
import type { ClaimedCredit } from "../../../shared/engine/credits/claimed-credit.ts";
import type { StoredOrder } from "../../../shared/engine/credits/credit.ts";
import { recipientsOf } from "../../../shared/engine/credits/recipients.ts";
import type { CreditLogEntry } from "../../../shared/engine/earnings/credit-log.ts";
import { orderChange, type RatingRules, type RowChange } from "../../../shared/engine/earnings/order-change.ts";
import { type Agency, ratedFacets } from "../../../shared/engine/facts/agency.ts";
import { type Fact, readEvent } from "../../../shared/ledger/record/parse-event.ts";
import { factKey } from "../../../shared/ledger/record/record-reference-data.ts";
import type { Recorded } from "../../../shared/ledger/store/close-store.ts";
import { PureCore } from "../../support/pure-core.ts";
import type { Content, Scenario, Step } from "../../support/scenario.ts";

/** Everything that a run recorded, each with its period, as a ledger would hold it after all its closes. */
export interface RecordedFacts {
  readonly agency: Agency;
  readonly core: PureCore;
  /** Of all kinds but orders. */
  readonly facts: readonly Recorded<Fact>[];
  readonly rows: readonly Recorded<RowChange>[];
  readonly entries: readonly Recorded<CreditLogEntry<ClaimedCredit>>[];
}

/** Runs steps in the pure core, and notes in which period each fact was recorded and what it changed of rows and journal. */
export function recordAll(agency: Agency, steps: readonly Step[]): RecordedFacts {
  const core = new PureCore(agency);
  const recorder = new Recorder(agency, core);
  for (const step of steps) recorder.take(step);
  return recorder;
}

/** The steps of a scenario with what it knows from the start, each fact with a revision of its own. */
export function numberedSteps({ plans, advisors, steps }: Scenario): Step[] {
  const all: Step[] = [...plans.map((plan) => ({ plan })), ...advisors.map((advisor) => ({ advisor })), ...steps];
  return all
    .flatMap((step) => ("advisor" in step ? withMonths(step.advisor) : [step]))
    .map((step, index): Step => {
      if ("advisor" in step) return { advisor: { revision: index + 1, ...step.advisor } };
      return "attributes" in step ? { attributes: { revision: index + 1, ...step.attributes } } : step;
    });
}

function withMonths({ months = {}, ...advisor }: Content): Step[] {
  const { advisorId } = advisor;
  return [{ advisor }, ...Object.entries(months as Content).map(([month, values]) => ({ attributes: { advisorId, month, values } }))];
}

class Recorder implements RecordedFacts {
  readonly agency: Agency;
  readonly core: PureCore;
  readonly facts: Recorded<Fact>[] = [];
  readonly rows: Recorded<RowChange>[] = [];
  readonly entries: Recorded<CreditLogEntry<ClaimedCredit>>[] = [];
  readonly #rating: RatingRules;
  readonly #known = new Set<string>();
  readonly #heads = new Map<string, StoredOrder>();

  constructor(agency: Agency, core: PureCore) {
    this.agency = agency;
    this.core = core;
    this.#rating = { ratedFacets: ratedFacets(agency), localDay: localDayIn(agency.timeZone) };
  }

  take(step: Step): void {
    const held = this.core.held.length;
    // What is derived anew before a close is recorded before it.
    if ("close" in step) this.#writeOrders();
    this.core.take(step);
    if (this.core.held.length > held || "close" in step || "order" in step) return;
    const [[kind, detail] = ["", {}]] = Object.entries(step);
    const detailType = `${kind.charAt(0).toUpperCase()}${kind.slice(1)}`;
    const reading = readEvent(JSON.stringify({ "detail-type": detailType, detail }), this.agency);
    if (!reading.ok || reading.value.kind === "order") throw new Error(`the core took what can't be read: ${detailType}`);
    const key = factKey(reading.value);
    if (!this.#known.has(key)) this.facts.push({ period: this.core.closes.length, fact: reading.value });
    this.#known.add(key);
  }

  /** Writes every order by the facts as they stand; one whose credits stand as they did changes nothing. */
  #writeOrders(): void {
    const period = this.core.closes.length;
    const moment = this.core.now();
    for (const order of moment.orders) {
      const before = this.#heads.get(order.orderId);
      const after = { order, seen: {}, recipients: recipientsOf(order, moment.facts), sequence: (before?.sequence ?? 0) + 1 };
      const { rows, entries } = orderChange(before, after, this.#rating);
      this.#heads.set(order.orderId, after);
      this.rows.push(...rows.map((fact) => ({ period, fact })));
      this.entries.push(...entries.map((fact) => ({ period, fact })));
    }
  }
}
