import type { Operated, PlanForm } from "../form/form.ts";
import { mapComponent, mapLadder } from "./update-component.ts";

/** Of the lists that have rows to be removed or moved, the one of that path, with its rows. */
export function changeRows(form: PlanForm, list: string, change: <Row>(rows: readonly Row[]) => readonly Row[]): PlanForm {
  if (list === "components") return { ...form, components: change(form.components) };
  if (list === "factors") return { ...form, factors: change(form.factors) };
  if (list === "equity.anyOf" && form.equity) return { ...form, equity: { ...form.equity, anyOf: change(form.equity.anyOf) } };
  if (list === "equity.require" && form.equity) return { ...form, equity: { ...form.equity, require: change(form.equity.require) } };
  const [, table] = /^components\[(\d+)\]\.rows$/.exec(list) ?? [];
  if (table !== undefined)
    return mapComponent(form, Number(table), (part) => (part.rows === undefined ? part : { ...part, rows: change(part.rows) }));
  const [, owner, place] = /^(components|factors)\[(\d+)\]\.(?:tiers\.)?steps$/.exec(list) ?? [];
  if (owner === "components") return mapLadder(form, Number(place), (tiers) => ({ ...tiers, steps: change(tiers.steps) }));
  if (owner !== "factors") return form;
  const factors = form.factors.map((factor, index) => (index === Number(place) ? { ...factor, steps: change(factor.steps) } : factor));
  return { ...form, factors };
}

/** A row less. */
export function removeFrom(form: PlanForm, list: string, index: number): Operated {
  const changed = changeRows(form, list, (rows) => rows.toSpliced(index, 1));
  const factor = list === "factors" ? form.factors[index]?.id : undefined;
  return { form: factor === undefined ? changed : withoutFactor(changed, factor), focus: focusAfter(list, index, rowsLeft(changed, list)) };
}

/** What stands where the row stood, or else the last one, is where one goes on; without any, where one is added. */
function focusAfter(list: string, index: number, left: number): string {
  const [first = list.endsWith(".rows") ? "rate" : "from", adds = ""] = (Object.hasOwn(ROWS, list) ? ROWS[list] : undefined) ?? [];
  return left === 0 ? adds : `${list}[${Math.min(index, left - 1)}].${first}`;
}

/** The first field of a list's rows, and the button that adds one. */
const ROWS: Readonly<Record<string, readonly [first: string, adds: string]>> = {
  components: ["id", "add:share"],
  factors: ["id", "add:factor"],
  "equity.anyOf": ["months", "add:equity-total"],
  "equity.require": ["attribute", "add:equity-require"],
};

function rowsLeft(form: PlanForm, list: string): number {
  let count = 0;
  changeRows(form, list, (rows) => {
    count = rows.length;
    return rows;
  });
  return count;
}

/** Components no longer multiply by a factor that is gone. */
function withoutFactor(form: PlanForm, id: string): PlanForm {
  if (form.factors.some((factor) => factor.id === id)) return form;
  const components = form.components.map((part) =>
    part.factors === undefined ? part : { ...part, factors: part.factors.filter((each) => each !== id) },
  );
  return { ...form, components };
}

/** A row and the one after it change places. */
export const swap = (form: PlanForm, list: string, index: number): PlanForm =>
  changeRows(form, list, (rows) =>
    index < 0 || index + 1 >= rows.length ? rows : rows.toSpliced(index, 2, ...rows.slice(index, index + 2).reverse()),
  );
