import { lastDayOf, monthOf, monthsBetween } from "./calendar.ts";
import type { Adjustment, Advisor, Attributes, Order, PlanVersion, Spell } from "./language.ts";
import { parseDecimal, type Rational } from "./rational.ts";

/** A fact as it was recorded: its kind and its content as sent, with its revision or version. */
export interface OracleFact {
  readonly kind: "order" | "advisor" | "attributes" | "plan" | "adjustment";
  readonly content: Readonly<Record<string, unknown>>;
}

/** What counts of the facts: the highest revision of each order and advisor, all plan versions, attributes by whose they are. */
export interface Facts {
  readonly orders: readonly Order[];
  readonly advisors: ReadonlyMap<string, Advisor>;
  readonly plans: readonly PlanVersion[];
  readonly attributes: ReadonlyMap<string, readonly Attributes[]>;
  readonly adjustments: readonly Adjustment[];
}

/** Sorts out which facts count, of a list of readable ones. Of two contents under one id and revision the first stays. */
export function whatCounts(recorded: readonly OracleFact[]): Facts {
  const ofKind = <Content>(kind: OracleFact["kind"]) =>
    recorded.filter((fact) => fact.kind === kind).map((fact) => fact.content as unknown as Content);
  const orders = highest(ofKind<Order>("order"), (order) => order.orderId);
  const attributes = ofKind<Attributes>("attributes");
  return {
    orders: [...orders.values()],
    advisors: highest(ofKind<Advisor>("advisor"), (advisor) => advisor.advisorId),
    plans: firstOfEach(ofKind<PlanVersion>("plan"), (plan) => JSON.stringify([plan.planId, plan.version])),
    attributes: Map.groupBy(attributes, ({ advisorId, storeId }) =>
      advisorId === undefined ? `store ${storeId}` : `advisor ${advisorId}`,
    ),
    adjustments: firstOfEach(ofKind<Adjustment>("adjustment"), (adjustment) => adjustment.adjustmentId),
  };
}

function highest<Content extends { readonly revision: number }>(contents: readonly Content[], idOf: (content: Content) => string) {
  const byId = new Map<string, Content>();
  for (const content of contents) {
    const known = byId.get(idOf(content));
    if (known === undefined || content.revision > known.revision) byId.set(idOf(content), content);
  }
  return byId;
}

function firstOfEach<Content>(contents: readonly Content[], idOf: (content: Content) => string): Content[] {
  return [...Map.groupBy(contents, idOf).values()].flatMap((same) => same.slice(0, 1));
}

/** The last begun of dated entries on a day; of two of one day the later in the list. */
export function lastBegun<Entry extends { readonly from: string }>(entries: readonly Entry[] | undefined, day: string): Entry | undefined {
  return (entries ?? [])
    .filter(({ from }) => from <= day)
    .reduce<Entry | undefined>((last, entry) => (last === undefined || entry.from >= last.from ? entry : last), undefined);
}

/** The plan version in force for an advisor on a day: of the plan that they have then, the latest begun, then the highest version. */
export function planInForce({ plans }: Facts, advisor: Advisor, day: string): PlanVersion | undefined {
  const planId = lastBegun(advisor.assignments, day)?.planId ?? advisor.planId;
  const begun = plans.filter((plan) => plan.planId === planId && plan.effectiveFrom <= day);
  return begun.sort((left, right) => compareText(right.effectiveFrom, left.effectiveFrom) || right.version - left.version)[0];
}

/** When an advisor was there: one spell, where none are listed. */
const spellsOf = ({ spells, joinedOn = "", leftOn }: Advisor): readonly Spell[] => spells ?? [{ from: joinedOn, to: leftOn ?? null }];

/** The spell that counts for a month: the one its last day lies in, or the last one begun; before all of them the first. */
export function spellOf(advisor: Advisor, month: string): Spell {
  const spells = spellsOf(advisor);
  return spells.filter(({ from }) => from <= lastDayOf(month)).at(-1) ?? (spells[0] as Spell);
}

/** How many months ago the advisor joined. */
export const tenureMonths = (advisor: Advisor, month: string): number => monthsBetween(monthOf(spellOf(advisor, month).from), month);

/** Whether a month is one of the first so many since the advisor joined, and not after the one of leaving. */
export function isAmongFirst(advisor: Advisor, month: string, months: number): boolean {
  const tenure = tenureMonths(advisor, month);
  const { to } = spellOf(advisor, month);
  return tenure >= 0 && tenure < months && (to == null || month <= monthOf(to));
}

/** Whether a day comes after a spell's end, and lies in no other. */
export function isAfterLeaving(advisor: Advisor, day: string): boolean {
  const spells = spellsOf(advisor);
  const isIn = ({ from, to }: Spell) => from <= day && (to == null || day <= to);
  return spells.some(({ to }) => to != null && to < day) && !spells.some(isIn);
}

/** An attribute of an advisor, looked up for a month: their own last known value up to it, else that of their store on its last day. */
export function attributeOf(facts: Facts, advisor: Advisor, name: string, month: string): Rational | undefined {
  if (name === "tenureMonths") return parseDecimal(tenureMonths(advisor, month));
  const storeId = lastBegun(advisor.stores, lastDayOf(month))?.storeId;
  const value = lastKnown(facts, `advisor ${advisor.advisorId}`, name, month) ?? lastKnown(facts, `store ${storeId}`, name, month);
  return value === undefined ? undefined : parseDecimal(value);
}

/**
 * What an advisor is to reach in a month: the value given for that very month. Of a calendar year it is the last one given
 * for a month of it up to this one. None where there is none, or none above 0.
 */
export function targetOf(
  { attributes }: Facts,
  advisor: Advisor,
  name: string,
  month: string,
  period: "month" | "year",
): Rational | undefined {
  const since = period === "year" ? `${month.slice(0, 4)}-01` : month;
  const own = (attributes.get(`advisor ${advisor.advisorId}`) ?? []).filter((content) => content.month >= since);
  const value = lastOf(own, name, month);
  const target = value === undefined ? undefined : parseDecimal(value);
  return target !== undefined && target.n > 0n ? target : undefined;
}

/** Of the contents that carry the name: that of the latest month, and of this the highest revision. */
function lastKnown({ attributes }: Facts, whose: string, name: string, month: string): string | undefined {
  return lastOf(attributes.get(whose) ?? [], name, month);
}

function lastOf(contents: readonly Attributes[], name: string, month: string): string | undefined {
  const carrying = contents.filter((content) => content.month <= month && Object.hasOwn(content.values, name));
  const [best] = carrying.toSorted((left, right) => compareText(right.month, left.month) || right.revision - left.revision);
  return best?.values[name];
}

/** Orders texts by their code units. */
export const compareText = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);
