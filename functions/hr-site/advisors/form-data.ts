import type { Advisor } from "../../../shared/engine/facts/advisor.ts";
import { spellsOf } from "../../../shared/engine/facts/spells.ts";
import { type Sent, sentText, sentTexts } from "../../_platform/site/form-data.ts";
import { newStoreFields, newStoresOf } from "../new-stores.ts";

/** A row that holds from a day on, as it was typed. Of a spell the value is its last day; without one it goes on. */
interface DatedRow {
  readonly from: string;
  readonly value: string;
}

/** The lists of an advisor's dated rows, and what each row names beside its first day. */
export const LISTS = { spells: "to", assignments: "planId", managers: "managerId", stores: "storeId" } as const;
export type ListName = keyof typeof LISTS;
const LIST_NAMES = Object.keys(LISTS) as ListName[];

/** An advisor's file as it was typed. */
export interface AdvisorForm {
  readonly advisorId: string;
  /** The revision that was looked at; "" where the advisor is to be registered. */
  readonly revision: string;
  readonly name: string;
  readonly joinedOn: string;
  readonly leftOn: string;
  readonly planId: string;
  /** Spells, where there are more than one; then `joinedOn` and `leftOn` say nothing. */
  readonly lists: Readonly<Record<ListName, readonly DatedRow[]>>;
  /** Stores that were said to be new, by their ids. */
  readonly newStores: readonly string[];
}

const TEXTS = ["revision", "name", "joinedOn", "leftOn", "planId"] as const;

/** The form of a file as it stands. */
export function formOf(advisor: Advisor): AdvisorForm {
  const { advisorId, revision, name, planId = "", assignments = [], managers = [], stores = [] } = advisor;
  const spells = spellsOf(advisor).map(({ from, to = "" }) => ({ from, value: to }));
  const [first] = spells;
  return {
    advisorId,
    revision: String(revision),
    name,
    joinedOn: first?.from ?? "",
    leftOn: first?.value ?? "",
    planId,
    lists: {
      spells: spells.length > 1 ? spells : [],
      assignments: assignments.map((row) => ({ from: row.from, value: row.planId })),
      managers: managers.map((row) => ({ from: row.from, value: row.managerId ?? "" })),
      stores: stores.map((row) => ({ from: row.from, value: row.storeId })),
    },
    newStores: [],
  };
}

/** Reads what was typed. Names of rows are those by which issues name them: managers[0].managerId. */
export function parseAdvisorForm(sent: Sent, advisorId: string): AdvisorForm {
  const rowAt = (list: ListName, place: number): DatedRow => ({
    from: sentText(sent, `${list}[${place}].from`),
    value: sentText(sent, `${list}[${place}].${LISTS[list]}`),
  });
  return {
    advisorId,
    ...sentTexts(sent, TEXTS),
    lists: mapLists((list) => placesOf(sent, list).map((place) => rowAt(list, place))),
    newStores: newStoresOf(sent),
  };
}

const mapLists = (rowsOf: (list: ListName) => readonly DatedRow[]): AdvisorForm["lists"] =>
  Object.fromEntries(LIST_NAMES.map((list) => [list, rowsOf(list)])) as AdvisorForm["lists"];

function placesOf(sent: Sent, list: ListName): number[] {
  const places = Object.keys(sent).flatMap((name) => {
    const [, named, place] = /^([a-z]+)\[(\d{1,3})\]\.from$/.exec(name) ?? [];
    return named === list && place !== undefined ? [Number(place)] : [];
  });
  return places.sort((left, right) => left - right);
}

/** Without the rows in which nothing was typed. */
export const withoutBlankRows = (form: AdvisorForm): AdvisorForm => ({
  ...form,
  lists: mapLists((list) => form.lists[list].filter(({ from, value }) => from !== "" || value !== "")),
});

/** The form with one more row of a list, or with one less. @returns undefined where `op` says neither. */
export function operate(form: AdvisorForm, op: string): { form: AdvisorForm; focus?: string } | undefined {
  const [, what, named, place] = /^(add|remove):([a-z]+)(?::(\d{1,3}))?$/.exec(op) ?? [];
  const list = LIST_NAMES.find((each) => each === named);
  if (what === undefined || list === undefined) return undefined;
  const { joinedOn, leftOn } = form;
  // The only spell is told by its two days alone.
  const isOnlySpell = list === "spells" && form.lists.spells.length === 0;
  const rows = isOnlySpell ? [{ from: joinedOn, value: leftOn }] : form.lists[list];
  const withRows = (next: readonly DatedRow[]) => ({ ...form, lists: { ...form.lists, [list]: next } });
  if (what === "add") return { form: withRows([...rows, { from: "", value: "" }]), focus: `${list}[${rows.length}].from` };
  const left = rows.filter((_, at) => at !== Number(place));
  const [only] = left;
  if (list !== "spells" || left.length > 1 || only === undefined) return { form: withRows(left) };
  return { form: { ...withRows([]), joinedOn: only.from, leftOn: only.value } };
}

/** The advisor that was typed, to be read: what is empty is left out, and a manager without an id is nobody. */
export function advisorOf({ advisorId, name, joinedOn, leftOn, planId, lists }: AdvisorForm): Readonly<Record<string, unknown>> {
  const { spells, assignments, managers, stores } = lists;
  return {
    advisorId,
    name,
    ...(spells.length === 0
      ? { joinedOn, ...(leftOn !== "" && { leftOn }) }
      : { spells: spells.map(({ from, value }) => ({ from, ...(value !== "" && { to: value }) })) }),
    ...(planId !== "" && { planId }),
    ...(assignments.length > 0 && { assignments: assignments.map((row) => ({ planId: row.value, from: row.from })) }),
    ...(managers.length > 0 && { managers: managers.map((row) => ({ managerId: row.value === "" ? null : row.value, from: row.from })) }),
    ...(stores.length > 0 && { stores: stores.map((row) => ({ storeId: row.value, from: row.from })) }),
  };
}

/** All that was typed, by the names under which a form sends it. */
export function fieldsOf(form: AdvisorForm): [string, string][] {
  return [
    ...TEXTS.map((name): [string, string] => [name, form[name]]),
    ...LIST_NAMES.flatMap((list) =>
      form.lists[list].flatMap(({ from, value }, place): [string, string][] => [
        [`${list}[${place}].from`, from],
        [`${list}[${place}].${LISTS[list]}`, value],
      ]),
    ),
    ...newStoreFields(form.newStores),
  ];
}
