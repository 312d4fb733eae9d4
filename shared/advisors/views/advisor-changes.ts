import { activityWordsOf } from "../../activity/messages.ts";
import type { ActivityWords } from "../../activity/messages.zh.ts";
import type { Day } from "../../base/calendar/month.ts";
import type { Advisor } from "../../engine/facts/advisor.ts";
import { spellsOf } from "../../engine/facts/spells.ts";
import type { PeopleWriter } from "../messages.ts";

/** What an advisor's next revision changes, a sentence each; nothing where it says the same. */
export function advisorChanges(before: Advisor | undefined, after: Advisor, writer: PeopleWriter): string[] {
  const words = writer.people;
  const field = (what: string, was: string | undefined, is: string | undefined): string[] =>
    changeOf(what, was, is, activityWordsOf(writer.language));
  return [
    ...(before === undefined ? [words.changes.registered(after.advisorId)] : []),
    ...field(words.name, before?.name, after.name),
    ...spellChanges(before, after, writer),
    ...field(words.form.planAtFirst, before?.planId, after.planId),
    ...dated(words.plan, valuesOf(before?.assignments, "planId"), valuesOf(after.assignments, "planId"), writer),
    ...dated(words.manager, valuesOf(before?.managers, "managerId"), valuesOf(after.managers, "managerId"), writer),
    ...dated(words.store, valuesOf(before?.stores, "storeId"), valuesOf(after.stores, "storeId"), writer),
  ];
}

/** Spell by spell; the first is told by its days alone. */
function spellChanges(before: Advisor | undefined, after: Advisor, writer: PeopleWriter): string[] {
  const words = writer.people;
  const [was, is] = [before === undefined ? [] : spellsOf(before), spellsOf(after)];
  const day = (given: Day | undefined) => (given === undefined ? undefined : writer.day(given));
  return Array.from({ length: Math.max(was.length, is.length) }, (_, index) => {
    const named = (what: string) => (index === 0 ? what : words.changes.ofSpell(index + 1, what));
    return [
      ...changeOf(named(words.joinedOn), day(was[index]?.from), day(is[index]?.from), activityWordsOf(writer.language)),
      ...changeOf(named(words.leftOn), day(was[index]?.to), day(is[index]?.to), activityWordsOf(writer.language)),
    ];
  }).flat();
}

/** By day, the values that begin on it, in their order: of equal beginnings the later entry counts. */
type ByDay = ReadonlyMap<Day, string>;

function valuesOf<Key extends string>(
  entries: readonly ({ readonly from: Day } & { readonly [key in Key]: string | null })[] | undefined,
  key: Key,
): Map<Day, string | null> {
  return new Map((entries ?? []).map((entry) => [entry.from, entry[key]]));
}

function dated(what: string, before: ReadonlyMap<Day, string | null>, after: ReadonlyMap<Day, string | null>, writer: PeopleWriter) {
  const words = writer.people;
  const [was, is] = [shown(before, words.absent), shown(after, words.absent)];
  const days = [...new Set([...was.keys(), ...is.keys()])].sort();
  return days.flatMap((day) =>
    changeOf(words.changes.dated(what, writer.day(day)), was.get(day), is.get(day), activityWordsOf(writer.language)),
  );
}

const shown = (values: ReadonlyMap<Day, string | null>, nobody: string): ByDay =>
  new Map([...values].map(([day, value]) => [day, value ?? nobody]));

function changeOf(what: string, was: string | undefined, is: string | undefined, { fresh, gone, changed }: ActivityWords): string[] {
  if (was === is) return [];
  if (was === undefined) return [fresh(what, is ?? "")];
  return is === undefined ? [gone(what, was)] : [changed(what, was, is)];
}
