import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { canonicalJson } from "../../../shared/base/json/exact-json.ts";
import { concernOf, isConcerned } from "../../../shared/engine/credits/affected-credits.ts";
import { type ClaimedCredit, expandCredits } from "../../../shared/engine/credits/claimed-credit.ts";
import type { Credit, StoredOrder } from "../../../shared/engine/credits/credit.ts";
import { recipientsOf } from "../../../shared/engine/credits/recipients.ts";
import { type CreditLogEntry, creditsHeld, type Place, UNDATED } from "../../../shared/engine/earnings/credit-log.ts";
import { evaluate } from "../../../shared/engine/earnings/evaluate.ts";
import { explainEarnings } from "../../../shared/engine/earnings/explain.ts";
import { everyonesRows, orderChange, type RatingRules, type RowChange } from "../../../shared/engine/earnings/order-change.ts";
import { addRow, isNil, mergeRows, rowOf, type TallyRow } from "../../../shared/engine/earnings/tally.ts";
import { ratedFacets } from "../../../shared/engine/facts/agency.ts";
import type { Order } from "../../../shared/engine/facts/order.ts";
import { AGENCY, CLOSED_MONTHS, factsOf, momentAfter, type World, world } from "../../support/arbitrary-world.ts";
import { PureCore } from "../../support/pure-core.ts";
import { type Moment, rowTexts } from "../../support/pure-core-moment.ts";
import { runs } from "../../support/runs.ts";
import type { Step } from "../../support/scenario.ts";

/** The facts whose taking over depends on nothing but themselves; a manual adjustment may be refused. */
const lasting = (world: World): Step[] => factsOf(world).filter((fact) => !("adjustment" in fact));

/** Facts in any order, each delivered once or more. */
const disordered = (facts: readonly Step[]) =>
  fc.shuffledSubarray([...facts, ...facts, ...facts], { minLength: facts.length }).map((some) => [...some, ...facts]);

/** All credits, rows, earnings and explanations as one text. */
function everythingOf(moment: Moment): string {
  return canonicalJson({
    credits: moment.orders
      .flatMap((order) => moment.creditsOf(order))
      .map(canonicalJson)
      .sort(),
    advisors: moment.advisors.map(({ advisorId }) => {
      const books = moment.books(advisorId);
      return {
        advisor: books.advisor,
        rows: [...books.rows].map(([month, rows]) => canonicalJson([month, rowTexts(rows)])).sort(),
        earnings: CLOSED_MONTHS.map((month) => explainEarnings(evaluate(books, month), moment.credits(advisorId, month))),
      };
    }),
  });
}

describe("the same facts in any order, each delivered any number of times", () => {
  test("give the same credits, tallies, earnings and explanations", () => {
    const deliveries = world.chain((world) => fc.tuple(fc.constant(lasting(world)), disordered(lasting(world))));
    fc.assert(
      fc.property(deliveries, ([inOrder, inDisorder]) => {
        expect(everythingOf(momentAfter(inDisorder))).toBe(everythingOf(momentAfter(inOrder)));
      }),
      runs(50),
    );
  });
});

/** Heads, row changes and journal as they would be stored: only ever added to. */
class Ledger {
  readonly #heads = new Map<string, StoredOrder>();
  readonly #changes: RowChange<TallyRow>[] = [];
  readonly #entries: CreditLogEntry<ClaimedCredit>[] = [];
  readonly #rating: RatingRules;

  constructor(facts: Moment["facts"]) {
    this.#rating = { ratedFacets: ratedFacets(AGENCY), localDay: facts.localDay };
  }

  /** Takes an order over, unless a newer revision is known, by the facts as they stand. */
  write(order: Order, facts: Moment["facts"]): void {
    const before = this.#heads.get(order.orderId);
    if (before !== undefined && before.order.revision > order.revision) return;
    const after = { order, seen: {}, recipients: recipientsOf(order, facts), sequence: (before?.sequence ?? 0) + 1 };
    const { rows, entries } = orderChange(before, after, this.#rating);
    this.#heads.set(order.orderId, after);
    this.#changes.push(...everyonesRows({ rows }));
    this.#entries.push(...entries);
  }

  /** Derives those orders anew that name an advisor in a credit that is concerned, or are not dated yet. */
  deriveAnew(advisorId: string, isConcerned: (credit: { bookedOn: string; month: string }) => boolean, facts: Moment["facts"]): void {
    const isTheirs = ({ place, credits, before }: CreditLogEntry<ClaimedCredit>) =>
      [advisorId, UNDATED].includes(place.advisorId) ||
      [...credits, ...before].some(({ group }) => group.claims.some((claim) => claim.advisorId === advisorId));
    const named = this.#entries.filter((entry) => isTheirs(entry) && isConcerned({ bookedOn: entry.bookedOn, month: entry.place.month }));
    for (const orderId of new Set(named.map((entry) => entry.orderId))) {
      const head = this.#heads.get(orderId);
      if (head !== undefined) this.write(head.order, facts);
    }
  }

  /** The credits that hold, by the journal. */
  credits(): Credit[] {
    return expandCredits([...byPlace(this.#entries).values()].flatMap((ofPlace) => creditsHeld(ofPlace)));
  }

  /** The sums of all row changes, by place; those that came to nothing left out. */
  tallies(): Map<string, string[]> {
    return talliesOf(this.#changes);
  }

  /** Whether rows without a credit hold no amount either. */
  leavesNoResidue(): boolean {
    return [...byPlace(this.#changes).values()].every((changes) => {
      const tally = new Map<string, TallyRow>();
      for (const { row } of changes) addRow(tally, row);
      return [...tally.values()].every((row) => row.count > 0n || isNil(row));
    });
  }
}

const byPlace = <Item extends { readonly place: Place }>(items: readonly Item[]) => Map.groupBy(items, ({ place }) => canonicalJson(place));

function talliesOf(changes: readonly RowChange<TallyRow>[]): Map<string, string[]> {
  const sums = [...byPlace(changes)].map(([place, ofPlace]): [string, string[]] => [
    place,
    rowTexts(mergeRows(ofPlace.map(({ row }) => row))),
  ]);
  return new Map(sums.filter(([, rows]) => rows.length > 0).sort());
}

/** Checks that a ledger holds what follows from all orders derived at once. */
function expectDerivedAtOnce(ledger: Ledger, moment: Moment): void {
  // An undated credit is only there for its order to be found by; its entry may outlast it.
  const isDated = ({ recipient }: Credit) => recipient.state !== "undated";
  const credits = moment.orders.flatMap((order) => moment.creditsOf(order)).filter(isDated);
  const counting = credits.filter(({ recipient }) => recipient.state === "earned");
  const rows = counting.map((credit): RowChange<TallyRow> => {
    const { advisorId, state, month } = credit.recipient;
    return { place: { advisorId, state, month }, row: rowOf(credit) };
  });
  expect(ledger.credits().filter(isDated).map(canonicalJson).sort()).toEqual(credits.map(canonicalJson).sort());
  expect(ledger.tallies()).toEqual(talliesOf(rows));
  expect(ledger.leavesNoResidue()).toBe(true);
}

const isOrder = (fact: Step): boolean => "order" in fact;

/** Takes facts one by one, and into the ledger what each changes. */
function follow(facts: readonly Step[], core: PureCore): Ledger {
  const ledger = new Ledger(core.now().facts);
  for (const fact of facts) {
    const before = core.now();
    core.take(fact);
    const after = core.now();
    if ("order" in fact) for (const order of momentAfter([fact]).orders) ledger.write(order, after.facts);
    if ("advisor" in fact) {
      const advisorId = String(fact.advisor.advisorId);
      const advisor = after.facts.advisor(advisorId);
      const concern = advisor && concernOf(before.facts.advisor(advisorId), advisor);
      if (concern !== undefined) ledger.deriveAnew(advisorId, (credit) => isConcerned(concern, credit), after.facts);
    }
    if ("plan" in fact) {
      for (const { advisorId, planId, assignments = [] } of after.advisors) {
        const everHad = [planId, ...assignments.map((assignment) => assignment.planId)];
        const isLater = ({ bookedOn }: { bookedOn: string }) => bookedOn >= String(fact.plan.effectiveFrom);
        if (everHad.includes(String(fact.plan.planId))) ledger.deriveAnew(advisorId, isLater, after.facts);
      }
    }
  }
  return ledger;
}

describe("what each fact changes", () => {
  test("adds up, orders in any order and with duplicates, to the credits and tallies of the highest revisions", () => {
    const deliveries = world.chain((world) => {
      const facts = lasting(world);
      return fc.tuple(fc.constant(facts.filter((fact) => !isOrder(fact))), disordered(facts.filter(isOrder)));
    });
    fc.assert(
      fc.property(deliveries, ([others, orders]) => {
        const core = new PureCore(AGENCY);
        const ledger = follow([...others, ...orders], core);
        expectDerivedAtOnce(ledger, core.now());
      }),
      runs(50),
    );
  });

  test("adds up to the same where only what an advisor's or a plan's change concerns is derived anew", () => {
    const deliveries = world.chain((world) => disordered(lasting(world)));
    fc.assert(
      fc.property(deliveries, (facts) => {
        const core = new PureCore(AGENCY);
        const ledger = follow(facts, core);
        expectDerivedAtOnce(ledger, core.now());
      }),
      runs(50),
    );
  });

  test("reaches an order of which nobody knows when the trip is, once its advisor's plan earns on booking", () => {
    const order = { orderId: "o1", revision: 1, status: "booked", bookedAt: "2026-01-05T09:00:00+08:00", currency: "CNY" };
    const lines = [{ lineId: "1", product: "hotel", price: 100_000 }];
    const facts: Step[] = [
      { plan: { planId: "partner", version: 1, effectiveFrom: "2026-01-01", components: [] } },
      { advisor: { advisorId: "li", revision: 1, name: "li", joinedOn: "2026-01-01", planId: "partner" } },
      { order: { ...order, lines, credits: [{ advisorId: "li" }] } },
      { plan: { planId: "partner", version: 2, effectiveFrom: "2026-01-01", earn: "booked", components: [] } },
    ];
    const core = new PureCore(AGENCY);
    expectDerivedAtOnce(follow(facts, core), core.now());
  });
});
