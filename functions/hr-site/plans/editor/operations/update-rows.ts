import { ownValue } from "../../../../../shared/base/json/own-value.ts";
import type { Operated, PlanForm } from "../form/plan-form.ts";

type Rows = readonly unknown[];

/** The form with the rows of one list changed; as it is where it has no such list. @param list such as `factors[0].steps`. */
export const changeRows = (form: PlanForm, list: string, change: (rows: Rows) => Rows): PlanForm =>
  changeAt(
    form,
    list.split(/[.[\]]+/).filter((name) => name !== ""),
    change,
  ) as PlanForm;

function changeAt(value: unknown, [name, ...rest]: readonly string[], change: (rows: Rows) => Rows): unknown {
  if (name === undefined) return Array.isArray(value) ? change(value) : value;
  if (typeof value !== "object" || value === null) return value;
  const inner = ownValue<unknown>(value as Record<string, unknown>, name);
  if (inner === undefined) return value;
  const changed = changeAt(inner, rest, change);
  return Array.isArray(value) ? value.with(Number(name), changed) : { ...value, [name]: changed };
}

/** A row less. */
export function removeFrom(form: PlanForm, list: string, index: number): Operated {
  let left = 0;
  const changed = changeRows(form, list, (rows) => {
    const kept = rows.toSpliced(index, 1);
    left = kept.length;
    return kept;
  });
  const factor = list === "factors" ? form.factors[index]?.id : undefined;
  return { form: factor === undefined ? changed : withoutFactor(changed, factor), focus: focusAfter(list, index, left) };
}

/** What stands where the row stood, or else the last one, is where one goes on; without any, where one is added. */
function focusAfter(list: string, index: number, left: number): string {
  const [first = list.endsWith(".rows") ? "rate" : "from", adds = ""] = ownValue(ROWS, list) ?? [];
  return left === 0 ? adds : `${list}[${Math.min(index, left - 1)}].${first}`;
}

/** The first field of a list's rows, and the button that adds one. */
const ROWS: Readonly<Record<string, readonly [first: string, adds: string]>> = {
  components: ["id", "add:share"],
  factors: ["id", "add:factor"],
  "equity.anyOf": ["months", "add:equity-total"],
  "equity.require": ["attribute", "add:equity-require"],
};

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
