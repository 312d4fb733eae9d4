import { monthsBetween } from "../../base/calendar/month.ts";
import { compare } from "../../base/text/compare.ts";
import type { SimulatedAdvisor } from "./evaluate-advisor.ts";
import { EvidenceSums } from "./evidence.ts";
import { addSplit, Splits, tenureBand } from "./group-sums.ts";
import { BestOf, BINS, binOf, histogramOf } from "./histogram.ts";
import type { AdvisorLine, Crossing, SimulationRequest, Split, Totals } from "./simulation.ts";

const LISTED = 20;
const NAMED = 200;

/** Adds up what a draft makes of advisors. The same advisors give the same totals, however they are cut and in whatever order they come. */
export class SimulationTotals {
  readonly #monthCount: number;
  readonly #milestone: bigint;
  #all: Split = { before: 0n, after: 0n, advisors: 0 };
  #inForce = 0n;
  #concerned = 0;
  readonly #groups = {
    months: new Splits(),
    components: new Splits(),
    products: new Splits(),
    stores: new Splits(),
    starLevels: new Splits(),
    tenures: new Splits(),
  };
  #increased = { advisors: 0, amount: 0n };
  #decreased = { advisors: 0, amount: 0n };
  readonly #bins = new Array<number>(BINS).fill(0);
  readonly #largestIncreases = new BestOf<AdvisorLine>(
    LISTED,
    by((line) => -change(line)),
  );
  readonly #largestDecreasesByAmount = new BestOf<AdvisorLine>(LISTED, by(change));
  readonly #largestDecreases = new BestOf<AdvisorLine>(LISTED, byPartLost);
  readonly #crossings = { up: namedBy("after"), down: namedBy("before"), gained: namedBy("after"), lost: namedBy("before") };
  readonly #evidence: EvidenceSums;
  #heldFrom: string | undefined;

  /** @param milestone earnings of a month that the agency looks out for, minor units. */
  constructor({ draft, from, to }: Asked, milestone: bigint) {
    this.#monthCount = monthsBetween(from, to) + 1;
    this.#milestone = milestone;
    this.#evidence = new EvidenceSums(draft);
  }

  add({ line, months, inForce, isRounding }: SimulatedAdvisor): void {
    const { before, after, equity } = line;
    this.#inForce += inForce;
    this.#all = addSplit(this.#all, { before, after, advisors: 1 });
    this.#group(line, months);
    const delta = change(line);
    // What comes of rounding alone makes nobody a winner or a loser.
    const moved = isRounding ? 0n : delta;
    const side = moved > 0n ? this.#increased : this.#decreased;
    if (moved !== 0n) Object.assign(side, { advisors: side.advisors + 1, amount: side.amount + moved });
    const bin = binOf(moved, this.#monthCount);
    this.#bins[bin] = (this.#bins[bin] ?? 0) + 1;
    if (moved > 0n) this.#largestIncreases.add([line]);
    if (moved < 0n) this.#largestDecreasesByAmount.add([line]);
    if (moved < 0n && before > 0n) this.#largestDecreases.add([line]);
    const reached = this.#milestone * BigInt(this.#monthCount);
    const named = [{ advisorId: line.advisorId, name: line.name, before, after }];
    if (before < reached && after >= reached) this.#crossings.up.add(named);
    if (before >= reached && after < reached) this.#crossings.down.add(named);
    if (!equity.before && equity.after) this.#crossings.gained.add(named);
    if (equity.before && !equity.after) this.#crossings.lost.add(named);
    for (const { evidence } of months) this.#evidence.add(evidence);
  }

  /** Notes that the trial is about an advisor, whether or not they earned anything. */
  concern(): void {
    this.#concerned += 1;
  }

  /** Notes that an advisor has the draft's plan from a day on. */
  hold(from: string | undefined): void {
    if (from !== undefined && (this.#heldFrom === undefined || from < this.#heldFrom)) this.#heldFrom = from;
  }

  /** Adds the totals of other advisors. */
  merge(part: Totals): void {
    this.#all = addSplit(this.#all, { ...part.cost, advisors: part.advisors });
    this.#inForce += part.inForce;
    this.#concerned += part.concerned;
    for (const name of GROUPS) this.#groups[name].merge(part[name]);
    for (const [side, other] of [
      [this.#increased, part.increased],
      [this.#decreased, part.decreased],
    ] as const)
      Object.assign(side, { advisors: side.advisors + other.advisors, amount: side.amount + other.amount });
    part.histogram.forEach(({ advisors }, bin) => {
      this.#bins[bin] = (this.#bins[bin] ?? 0) + advisors;
    });
    this.#largestIncreases.add(part.largestIncreases);
    this.#largestDecreasesByAmount.add(part.largestDecreasesByAmount);
    this.#largestDecreases.add(part.largestDecreases);
    const { up, down } = part.milestone;
    for (const [name, { advisors, count }] of Object.entries({ up, down, ...part.equity }))
      this.#crossings[name as keyof Crossings].add(advisors, count);
    this.#evidence.add(part.evidence.components);
    this.hold(part.evidence.heldFrom);
  }

  totals(): Totals {
    const { before, after, advisors } = this.#all;
    const { up, down, gained, lost } = this.#crossings;
    const heldFrom = this.#heldFrom;
    return {
      advisors,
      cost: { before, after },
      inForce: this.#inForce,
      concerned: this.#concerned,
      months: this.#groups.months.all(),
      components: this.#groups.components.all(),
      products: this.#groups.products.all(),
      stores: this.#groups.stores.all(),
      starLevels: this.#groups.starLevels.all(),
      tenures: this.#groups.tenures.all(),
      increased: { ...this.#increased },
      decreased: { ...this.#decreased },
      histogram: histogramOf(this.#bins),
      largestIncreases: this.#largestIncreases.items(),
      largestDecreasesByAmount: this.#largestDecreasesByAmount.items(),
      largestDecreases: this.#largestDecreases.items(),
      milestone: { amount: this.#milestone, up: crossing(up), down: crossing(down) },
      equity: { gained: crossing(gained), lost: crossing(lost) },
      evidence: {
        components: this.#evidence.all(),
        ...(heldFrom === undefined ? {} : { heldFrom }),
      },
    };
  }

  #group(line: AdvisorLine, months: SimulatedAdvisor["months"]): void {
    const { before, after } = line;
    const { components, products } = this.#groups;
    for (const each of line.months) this.#groups.months.add(each.month, each.before, each.after);
    components.addAll(months, (part) => [[part.id, part.amount]]);
    products.addAll(months, (part) => part.products);
    this.#groups.stores.add(line.storeId ?? "", before, after);
    this.#groups.starLevels.add(line.starLevel ?? "", before, after);
    this.#groups.tenures.add(tenureBand(line.tenureMonths), before, after);
  }
}

export function addTotals(asked: Asked, parts: readonly Totals[]): Totals {
  const sum = new SimulationTotals(asked, parts[0]?.milestone.amount ?? 0n);
  for (const part of parts) sum.merge(part);
  return sum.totals();
}

const GROUPS = ["months", "components", "products", "stores", "starLevels", "tenures"] as const;
type Asked = Pick<SimulationRequest, "draft" | "from" | "to">;
type Named = Crossing["advisors"][number];
type Crossings = Record<"up" | "down" | "gained" | "lost", BestOf<Named>>;

const change = ({ before, after }: Pick<AdvisorLine, "before" | "after">): bigint => after - before;

function by(amount: (item: Named) => bigint) {
  return (left: Named, right: Named): number => {
    const [ofA, ofB] = [amount(left), amount(right)];
    return ofA < ofB ? -1 : ofA > ofB ? 1 : compare(left.advisorId, right.advisorId);
  };
}

/** Whoever loses the largest part of what they had comes first. Both had something. */
function byPartLost(left: AdvisorLine, right: AdvisorLine): number {
  const [ofA, ofB] = [change(left) * right.before, change(right) * left.before];
  return ofA < ofB ? -1 : ofA > ofB ? 1 : compare(left.advisorId, right.advisorId);
}

const namedBy = (side: "before" | "after"): BestOf<Named> =>
  new BestOf<Named>(
    NAMED,
    by((named) => -named[side]),
  );
const crossing = (all: BestOf<Named>): Crossing => ({ count: all.count, advisors: all.items() });
