import * as z from "zod";
import { addDays, type Day, lastDayOf, type Month, monthOfDay } from "../../base/calendar/month.ts";
import { addIssue, code, type IssueCode, type Params } from "../../base/issues/issue.ts";
import { type Decimal, parseDecimal } from "../../base/money/money.ts";
import { day, decimal, id, month, name, revision } from "./fields.ts";

/** A time during which somebody is an advisor: both days belong to it, and without `to` it goes on. */
export interface Spell {
  readonly from: Day;
  readonly to?: Day | undefined;
}

/** What an advisor's record says of when they are there. */
interface Employment {
  readonly joinedOn?: Day | undefined;
  readonly leftOn?: Day | undefined;
  readonly spells?: readonly Spell[] | undefined;
}

/** The advisor's spells in order, at least one: `joinedOn` and `leftOn` are one spell, where `spells` isn't sent. */
export function spellsOf({ joinedOn, leftOn, spells }: Employment): readonly Spell[] {
  if (spells !== undefined) return spells;
  return [{ from: joinedOn ?? BEGINNING, ...(leftOn === undefined ? {} : { to: leftOn }) }];
}

/** The spell that a day lies in, else the last one begun by then; none before the first. */
export function spellBegunBy(advisor: Employment, day: Day): Spell | undefined {
  return spellsOf(advisor).findLast(({ from }) => from <= day);
}

/** The spell in which a month's tenure and guarantees count: that of its last day, else the last begun, else the first of all. */
export function spellOfMonth(advisor: Employment, month: Month): Spell {
  return spellBegunBy(advisor, lastDayOf(month)) ?? firstSpell(advisor);
}

/** Whether on a day the advisor has left, and isn't back: a spell ended before it, and no later one has begun. */
export function hasLeftBy(advisor: Employment, day: Day): boolean {
  const { to } = spellBegunBy(advisor, day) ?? {};
  return to !== undefined && to < day;
}

/** Whether the month ends with the advisor gone: having left before its last day, and not being back on it. */
export const hasLeftByEndOf = (advisor: Employment, month: Month): boolean => hasLeftBy(advisor, lastDayOf(month));

/** The advisor's first spell. */
export const firstSpell = (advisor: Employment): Spell => spellsOf(advisor)[0] ?? { from: BEGINNING };

/** The advisor's last spell: the present one, or the one that was left last. */
export const lastSpell = (advisor: Employment): Spell => spellsOf(advisor).at(-1) ?? { from: BEGINNING };

/** The advisor with another last day of the last spell; none where they stay. */
export function withLastDay<Known extends Employment>(advisor: Known, lastDay: Day | undefined): Known {
  if (advisor.spells === undefined) return { ...advisor, leftOn: lastDay };
  const { from } = lastSpell(advisor);
  return { ...advisor, spells: [...advisor.spells.slice(0, -1), { from, ...(lastDay === undefined ? {} : { to: lastDay }) }] };
}

/** The advisor with one more spell, which begins on a day. Whether it may follow the others is for the schema to say. */
export function withReturn<Known extends Employment>(advisor: Known, from: Day): Known {
  return { ...advisor, joinedOn: undefined, leftOn: undefined, spells: [...spellsOf(advisor), { from }] };
}

/** The first day on which two revisions of an advisor differ in whether they have left by then, if any. */
export function firstDayLeftDiffers(before: Employment, after: Employment): Day | undefined {
  const turns = [before, after].flatMap((each) =>
    spellsOf(each).flatMap(({ from, to }) => (to === undefined || to >= LAST_DAY ? [from] : [from, addDays(to, 1)])),
  );
  return turns.sort().find((day) => hasLeftBy(before, day) !== hasLeftBy(after, day));
}

/** Whether any day of a month lies in one of the advisor's spells. */
export function isThereIn(advisor: Employment, month: Month): boolean {
  return spellsOf(advisor).some(({ from, to }) => monthOfDay(from) <= month && (to === undefined || month <= monthOfDay(to)));
}

/** What is wrong with one of several spells, and at which of its days. */
interface SpellIssue {
  readonly index: number;
  readonly field: "from" | "to";
  readonly code: IssueCode;
  readonly params: Params;
}

/**
 * What is wrong with spells, by their index: they have to be in order, each ended before the next begins with at least a
 * day between.
 */
export function spellIssues(spells: readonly Spell[]): SpellIssue[] {
  return spells.flatMap(({ from, to }, index) => {
    const next = spells[index + 1];
    const issue = (field: SpellIssue["field"], code: IssueCode, params: Params = {}, at = index) => [{ index: at, field, code, params }];
    if (to !== undefined && to < from) return issue("to", "spell-ends-early", { to, from });
    if (next === undefined) return [];
    if (to === undefined) return issue("to", "spell-unfinished");
    if (next.from <= to || next.from <= addDays(to, 1)) return issue("from", "spells-too-close", { from: next.from, to }, index + 1);
    return [];
  });
}

const BEGINNING: Day = "0000-01-01";
const LAST_DAY: Day = "9999-12-31";

/**
 * An advisor at a revision: who they are, and what holds from which day on. When they were there stands either in
 * `spells`, or as `joinedOn` and `leftOn`, which are one spell and ignored where `spells` is sent.
 */
export const advisorSchema = z
  .strictObject({
    advisorId: id,
    name: z.string(code("person-name-missing")).min(1, code("person-name-missing")).max(200),
    joinedOn: day.optional().describe("first day; ignored where spells is sent"),
    leftOn: day.optional().describe("last day; ignored where spells is sent"),
    spells: z
      .array(z.strictObject({ from: day, to: day.optional().describe("last day") }))
      .min(1)
      .max(200)
      .optional()
      .describe("of who came back: in order, at least a day between two"),
    planId: id.optional().describe("the plan where no assignment has begun"),
    assignments: z
      .array(z.strictObject({ planId: id, from: day }))
      .max(200)
      .optional(),
    managers: z
      .array(z.strictObject({ managerId: id.nullable(), from: day }))
      .max(200)
      .optional(),
    stores: z
      .array(z.strictObject({ storeId: id, from: day }))
      .max(200)
      .optional(),
    revision,
  })
  .superRefine(({ joinedOn, leftOn, spells }, context) => {
    if (spells !== undefined) {
      for (const { index, field, code, params } of spellIssues(spells)) addIssue(context, ["spells", index, field], code, params);
    } else if (joinedOn === undefined) addIssue(context, ["joinedOn"], "joined-on-missing");
    else if (leftOn !== undefined && leftOn < joinedOn) addIssue(context, ["leftOn"], "left-before-joined", { leftOn, joinedOn });
  })
  // What is ignored isn't kept: two revisions that differ in it alone are the same.
  .overwrite((advisor) => {
    if (advisor.spells === undefined) return advisor;
    const { joinedOn: _joinedOn, leftOn: _leftOn, ...rest } = advisor;
    return rest;
  });

/** An advisor at a revision. */
export type Advisor = z.infer<typeof advisorSchema>;

/** What holds on a day: of what has begun by then, the last begun; of equal beginnings, the later entry. */
export function lastBegun<Entry extends { readonly from: Day }>(entries: readonly Entry[] | undefined, on: Day): Entry | undefined {
  let held: Entry | undefined;
  for (const entry of entries ?? []) {
    if (entry.from <= on && (held === undefined || entry.from >= held.from)) held = entry;
  }
  return held;
}

/** The advisor's plan on a day: the last assignment begun wins over `planId`. */
export const planIdOn = (advisor: Advisor, on: Day): string | undefined => lastBegun(advisor.assignments, on)?.planId ?? advisor.planId;

/** The advisor's manager on a day, if any. */
export const managerOn = (advisor: Advisor, on: Day): string | undefined => lastBegun(advisor.managers, on)?.managerId ?? undefined;

/** The advisor's store on a day, if any. */
export const storeOn = (advisor: Advisor, on: Day): string | undefined => lastBegun(advisor.stores, on)?.storeId;

/** The attribute that is built in and so may not be sent. */
export const TENURE = "tenureMonths";

/** Attributes of an advisor or a store for a month: scores, star levels, inspections. */
export const attributesSchema = z
  .strictObject({
    advisorId: id.optional(),
    storeId: id.optional(),
    month,
    values: z.record(
      name.refine((key) => key !== TENURE, { error: code("attribute-built-in"), params: { attribute: TENURE } }),
      decimal,
    ),
    revision,
  })
  .superRefine(({ advisorId, storeId }, context) => {
    if ((advisorId === undefined) === (storeId === undefined)) {
      addIssue(context, [], "subject-expected");
    }
  });

/** Attributes at a revision. */
export type Attributes = z.infer<typeof attributesSchema>;

/** An attribute's value, and the month for which it was given. */
export interface DatedValue {
  readonly month: Month;
  readonly value: Decimal;
}

/** For each attribute its values by month, ascending; each the one of the highest revision that carries it. */
export type AttributeHistory = ReadonlyMap<string, readonly DatedValue[]>;

/** Merges the revisions of one subject's attributes, in whatever order they came. */
export function attributeHistory(facts: Iterable<Pick<Attributes, "month" | "values" | "revision">>): AttributeHistory {
  const merged = new Map<string, Map<Month, { value: string; revision: number }>>();
  for (const { month, values, revision } of facts) {
    for (const [key, value] of Object.entries(values)) {
      const byMonth = merged.get(key) ?? new Map<Month, { value: string; revision: number }>();
      merged.set(key, byMonth);
      if ((byMonth.get(month)?.revision ?? 0) < revision) byMonth.set(month, { value, revision });
    }
  }
  return new Map(
    [...merged].map(([key, byMonth]) => [
      key,
      [...byMonth]
        .map(([month, { value }]) => ({ month, value: parseDecimal(value) }))
        .sort((left, right) => (left.month < right.month ? -1 : 1)),
    ]),
  );
}

/** The last value known up to a month. */
export function lastKnown(history: AttributeHistory | undefined, key: string, upTo: Month): DatedValue | undefined {
  return history?.get(key)?.findLast(({ month }) => month <= upTo);
}
