import type { Advisor } from "../../../shared/engine/facts/advisor.ts";
import { spellsOf } from "../../../shared/engine/facts/spells.ts";
import { type Sent, sentText } from "../../_platform/site/form-data.ts";
import { newStoreFields, newStoresOf } from "../new-stores.ts";

/** A row that holds from a day on, as it was typed. */
export interface DatedRow {
  readonly from: string;
  readonly value: string;
}

/** A spell as it was typed; without a last day it goes on. */
export interface SpellRow {
  readonly from: string;
  readonly to: string;
}

/** The lists of an advisor's dated rows, and what each row names. */
export const LISTS = { assignments: "planId", managers: "managerId", stores: "storeId" } as const;
export type ListName = keyof typeof LISTS;
export const LIST_NAMES: readonly ListName[] = ["assignments", "managers", "stores"];

/** An advisor's file as it was typed. */
export interface AdvisorForm {
  readonly advisorId: string;
  /** The revision that was looked at; "" where the advisor is to be registered. */
  readonly revision: string;
  readonly name: string;
  readonly joinedOn: string;
  readonly leftOn: string;
  /** The days of each spell, where there are more than one; then `joinedOn` and `leftOn` say nothing. */
  readonly spells: readonly SpellRow[];
  readonly planId: string;
  readonly lists: Readonly<Record<ListName, readonly DatedRow[]>>;
  /** Stores that were said to be new, by their ids. */
  readonly newStores: readonly string[];
}

/** The form of a file as it stands. */
export function formOf({ advisorId, revision, name, joinedOn, leftOn, spells, planId = "", ...lists }: Advisor): AdvisorForm {
  const [first, ...later] = spellsOf({ joinedOn, leftOn, spells }).map(({ from, to = "" }) => ({ from, to }));
  return {
    advisorId,
    revision: String(revision),
    name,
    joinedOn: first?.from ?? "",
    leftOn: first?.to ?? "",
    spells: first === undefined || later.length === 0 ? [] : [first, ...later],
    planId,
    lists: {
      assignments: (lists.assignments ?? []).map((row) => ({ from: row.from, value: row.planId })),
      managers: (lists.managers ?? []).map((row) => ({ from: row.from, value: row.managerId ?? "" })),
      stores: (lists.stores ?? []).map((row) => ({ from: row.from, value: row.storeId })),
    },
    newStores: [],
  };
}

export const EMPTY_FORM: AdvisorForm = {
  advisorId: "",
  revision: "",
  name: "",
  joinedOn: "",
  leftOn: "",
  spells: [],
  planId: "",
  lists: { assignments: [], managers: [], stores: [] },
  newStores: [],
};

/** Reads what was typed. Names of rows are those by which reasons name them: managers[0].managerId. */
export function readForm(sent: Sent, advisorId: string): AdvisorForm {
  const rows = (list: ListName): DatedRow[] =>
    placesOf(sent, list).map((place) => ({
      from: sentText(sent, `${list}[${place}].from`),
      value: sentText(sent, `${list}[${place}].${LISTS[list]}`),
    }));
  return {
    advisorId,
    revision: sentText(sent, "revision"),
    name: sentText(sent, "name"),
    joinedOn: sentText(sent, "joinedOn"),
    leftOn: sentText(sent, "leftOn"),
    spells: placesOf(sent, "spells").map((place) => ({
      from: sentText(sent, `spells[${place}].from`),
      to: sentText(sent, `spells[${place}].to`),
    })),
    planId: sentText(sent, "planId"),
    lists: { assignments: rows("assignments"), managers: rows("managers"), stores: rows("stores") },
    newStores: newStoresOf(sent),
  };
}

function placesOf(sent: Sent, list: ListName | "spells"): number[] {
  const places = Object.keys(sent).flatMap((name) => {
    const [, place] = /^([a-z]+)\[(\d{1,3})\]\.from$/.exec(name)?.slice(1) ?? [];
    return name.startsWith(`${list}[`) && place !== undefined ? [Number(place)] : [];
  });
  return places.sort((left, right) => left - right);
}

/** Without the rows in which nothing was typed. */
export function withoutBlankRows(form: AdvisorForm): AdvisorForm {
  const kept = (list: ListName) => form.lists[list].filter(({ from, value }) => from !== "" || value !== "");
  return {
    ...form,
    spells: form.spells.filter(({ from, to }) => from !== "" || to !== ""),
    lists: { assignments: kept("assignments"), managers: kept("managers"), stores: kept("stores") },
  };
}

/** The form with one more row of a list, or with one less. @returns undefined where `op` says neither. */
export function operate(form: AdvisorForm, op: string): { form: AdvisorForm; focus?: string } | undefined {
  const [, what, list, place] = /^(add|remove):(spells|assignments|managers|stores)(?::(\d{1,3}))?$/.exec(op) ?? [];
  if (what === undefined || list === undefined) return undefined;
  if (list === "spells") return operateSpells(form, what, Number(place));
  const name = list as ListName;
  const rows = form.lists[name];
  const changed = what === "add" ? [...rows, { from: "", value: "" }] : rows.filter((_, at) => at !== Number(place));
  const next = { ...form, lists: { ...form.lists, [name]: changed } };
  return what === "add" ? { form: next, focus: `${name}[${rows.length}].from` } : { form: next };
}

/** One more spell, after those that are there; or one less, and the last one alone is told by its two days. */
function operateSpells(form: AdvisorForm, what: string, place: number): { form: AdvisorForm; focus?: string } {
  const { joinedOn, leftOn } = form;
  const known = form.spells.length > 0 ? form.spells : [{ from: joinedOn, to: leftOn }];
  if (what === "add") return { form: { ...form, spells: [...known, { from: "", to: "" }] }, focus: `spells[${known.length}].from` };
  const left = known.filter((_, at) => at !== place);
  const [only] = left;
  if (left.length > 1 || only === undefined) return { form: { ...form, spells: left } };
  return { form: { ...form, joinedOn: only.from, leftOn: only.to, spells: [] } };
}

/** The advisor that was typed, to be read: what is empty is left out, and a manager without an id is nobody. */
export function advisorOf({ advisorId, name, joinedOn, leftOn, spells, planId, lists }: AdvisorForm): Readonly<Record<string, unknown>> {
  const { assignments, managers, stores } = lists;
  return {
    advisorId,
    name,
    ...(spells.length === 0
      ? { joinedOn, ...(leftOn !== "" && { leftOn }) }
      : { spells: spells.map(({ from, to }) => ({ from, ...(to !== "" && { to }) })) }),
    ...(planId !== "" && { planId }),
    ...(assignments.length > 0 && { assignments: assignments.map((row) => ({ planId: row.value, from: row.from })) }),
    ...(managers.length > 0 && { managers: managers.map((row) => ({ managerId: row.value === "" ? null : row.value, from: row.from })) }),
    ...(stores.length > 0 && { stores: stores.map((row) => ({ storeId: row.value, from: row.from })) }),
  };
}

/** All that was typed, by the names under which a form sends it. */
export function fieldsOf({ revision, name, joinedOn, leftOn, spells, planId, lists, newStores }: AdvisorForm): [string, string][] {
  return [
    ...Object.entries({ revision, name, joinedOn, leftOn, planId }),
    ...spells.flatMap(({ from, to }, place): [string, string][] => [
      [`spells[${place}].from`, from],
      [`spells[${place}].to`, to],
    ]),
    ...LIST_NAMES.flatMap((list) =>
      lists[list].flatMap(({ from, value }, place): [string, string][] => [
        [`${list}[${place}].from`, from],
        [`${list}[${place}].${LISTS[list]}`, value],
      ]),
    ),
    ...newStoreFields(newStores),
  ];
}
