import { addDays, type Day, lastDayOf, type Month, monthOfDay } from "../../base/calendar/month.ts";
import type { IssueCode, Params } from "../../base/issues/issue.ts";

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
