import type { ComponentForm, LadderForm, PlanForm, StepForm } from "./form.ts";
import { measureOf } from "./terms-of-form.ts";
import { amountText } from "./typed.ts";

/** The form after a button was pressed, and the field in which one goes on. */
export interface Operated {
  readonly form: PlanForm;
  readonly focus?: string;
}

/** 100,000.00, and for units 10: how far beyond the last step a new one begins, where there is no step to go by. */
const FIRST_STRIDE = { amount: 10_000_000, units: 10 };

/**
 * What a button of the editor does, named as WHAT:WHERE: `insert:components[0].tiers.steps[1]` adds a step after that one.
 * A button that isn't known changes nothing. Steps are always put in order, so that one is moved by changing where it begins.
 */
export function operate(given: PlanForm, operation: string, currency: string): Operated {
  const form = sortLadders(given, currency);
  const [, what = "", where = ""] = /^([a-z-]+)(?::(.*))?$/.exec(operation) ?? [];
  const [, list = "", place = ""] = /^(.*)\[(\d{1,3})\]$/.exec(where) ?? [];
  const index = Number(place);
  switch (what) {
    case "add":
      return add(form, where);
    case "insert":
      return insertStep(form, list, index, currency);
    case "remove":
      return where === "equity" ? { form: withoutEquity(form), focus: "add:equity" } : removeFrom(form, list, index);
    case "up":
      return { form: swap(form, list, index - 1), focus: `up:${list}[${Math.max(index - 1, 0)}]` };
    case "down":
      return { form: swap(form, list, index), focus: `down:${list}[${index + 1}]` };
    case "ladder":
      return toLadder(form, index);
    case "rate":
      return toRate(form, index);
    case "measure-own":
    case "measure-other":
      return {
        form: measureOther(form, index, what === "measure-other"),
        focus: `${what === "measure-other" ? "measure-own" : "measure-other"}:${where}`,
      };
    default:
      return { form };
  }
}

function add(form: PlanForm, what: string): Operated {
  const { components, factors, equity } = form;
  const blank = { where: {}, factors: [] };
  const part = (more: Partial<ComponentForm>): Operated => ({
    form: { ...form, components: [...components, { kind: what, id: "", ...more }] },
    focus: `components[${components.length}].id`,
  });
  switch (what) {
    case "share":
      return part({ ...blank, rate: "" });
    case "ladder":
      return part({ kind: "share", ...blank, tiers: newLadder("0") });
    case "flat":
      return part({ ...blank, amount: "" });
    case "bonus":
      return part({ amount: "", when: { measure: "sales", atLeast: "" } });
    case "cap":
      return part({ amount: "" });
    case "guarantee":
      return part({ amount: "", months: "3" });
    case "factor":
      return {
        form: { ...form, factors: [...factors, { id: "", by: "", default: "1", steps: [{ from: "0", factor: "1" }] }] },
        focus: `factors[${factors.length}].id`,
      };
    case "equity":
      return { form: { ...form, equity: { anyOf: [{ months: "12", totalAtLeast: "" }], require: [] } }, focus: "equity.anyOf[0].months" };
    case "equity-total":
    case "equity-each": {
      const { anyOf, require } = equity ?? { anyOf: [], require: [] };
      const rule = what === "equity-total" ? { months: "12", totalAtLeast: "" } : { months: "12", eachAtLeast: "", count: "" };
      return { form: { ...form, equity: { anyOf: [...anyOf, rule], require } }, focus: `equity.anyOf[${anyOf.length}].months` };
    }
    case "equity-require": {
      const { anyOf, require } = equity ?? { anyOf: [], require: [] };
      const next = { ...form, equity: { anyOf, require: [...require, { attribute: "", atLeast: "" }] } };
      return { form: next, focus: `equity.require[${require.length}].attribute` };
    }
    default:
      return { form };
  }
}

const newLadder = (rate: string): LadderForm => ({ mode: "marginal", measure: "sales", period: "month", steps: [{ from: "0", rate }] });

/** A new step stands halfway to the next one, at the rate of the one before: it changes nothing until it is changed. */
function insertStep(form: PlanForm, list: string, after: number, currency: string): Operated {
  const focus = `${list}[${after + 1}].from`;
  const [, owner, place] = /^(components|factors)\[(\d+)\]/.exec(list) ?? [];
  if (owner === "factors") {
    const factors = form.factors.map((factor, index) =>
      index === Number(place)
        ? { ...factor, steps: factor.steps.toSpliced(after + 1, 0, { from: "", factor: factor.steps[after]?.factor ?? "1" }) }
        : factor,
    );
    return { form: { ...form, factors }, focus };
  }
  const changed = mapLadder(form, Number(place), (tiers) => ({
    ...tiers,
    steps: tiers.steps.toSpliced(after + 1, 0, stepAfter(tiers, after, currency)),
  }));
  return { form: changed, focus };
}

function stepAfter({ steps, measure }: LadderForm, after: number, currency: string): StepForm {
  const from = (index: number) => {
    const value = measureOf(steps[index]?.from ?? "", measure, currency);
    return typeof value === "number" ? value : undefined;
  };
  const [before, here, next] = [from(after - 1), from(after) ?? 0, from(after + 1)];
  const stride = measure === "units" ? FIRST_STRIDE.units : FIRST_STRIDE.amount;
  const begins = next === undefined ? here + (before === undefined ? stride : here - before) : here + Math.floor((next - here) / 2);
  return { from: measure === "units" ? String(begins) : amountText(begins, currency), rate: steps[after]?.rate ?? "" };
}

/** Of the lists that have rows to be removed or moved, the one of that path, with its rows. */
function changeRows(form: PlanForm, list: string, change: <Row>(rows: readonly Row[]) => readonly Row[]): PlanForm {
  if (list === "components") return { ...form, components: change(form.components) };
  if (list === "factors") return { ...form, factors: change(form.factors) };
  if (list === "equity.anyOf" && form.equity) return { ...form, equity: { ...form.equity, anyOf: change(form.equity.anyOf) } };
  if (list === "equity.require" && form.equity) return { ...form, equity: { ...form.equity, require: change(form.equity.require) } };
  const [, owner, place] = /^(components|factors)\[(\d+)\]\.(?:tiers\.)?steps$/.exec(list) ?? [];
  if (owner === "components") return mapLadder(form, Number(place), (tiers) => ({ ...tiers, steps: change(tiers.steps) }));
  if (owner !== "factors") return form;
  const factors = form.factors.map((factor, index) => (index === Number(place) ? { ...factor, steps: change(factor.steps) } : factor));
  return { ...form, factors };
}

function removeFrom(form: PlanForm, list: string, index: number): Operated {
  const changed = changeRows(form, list, (rows) => rows.toSpliced(index, 1));
  const factor = list === "factors" ? form.factors[index]?.id : undefined;
  return { form: factor === undefined ? changed : withoutFactor(changed, factor), focus: focusAfter(list, index, rowsLeft(changed, list)) };
}

/** What stands where the row stood, or else the last one, is where one goes on; without any, where one is added. */
function focusAfter(list: string, index: number, left: number): string {
  const [first = "from", adds = ""] = ROWS[list] ?? [];
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

const swap = (form: PlanForm, list: string, index: number): PlanForm =>
  changeRows(form, list, (rows) =>
    index < 0 || index + 1 >= rows.length ? rows : rows.toSpliced(index, 2, ...rows.slice(index, index + 2).reverse()),
  );

function withoutEquity({ equity: _, ...form }: PlanForm): PlanForm {
  return form;
}

function mapComponent(form: PlanForm, index: number, change: (part: ComponentForm) => ComponentForm): PlanForm {
  return { ...form, components: form.components.map((part, place) => (place === index ? change(part) : part)) };
}

const mapLadder = (form: PlanForm, index: number, change: (tiers: LadderForm) => LadderForm): PlanForm =>
  mapComponent(form, index, (part) => (part.tiers === undefined ? part : { ...part, tiers: change(part.tiers) }));

function toLadder(form: PlanForm, index: number): Operated {
  const changed = mapComponent(form, index, ({ rate, ...part }) =>
    part.kind === "share" && !part.tiers ? { ...part, tiers: newLadder(rate ?? "") } : part,
  );
  return { form: changed, focus: `components[${index}].tiers.steps[0].rate` };
}

function toRate(form: PlanForm, index: number): Operated {
  const changed = mapComponent(form, index, ({ tiers, ...part }) => (tiers ? { ...part, rate: tiers.steps[0]?.rate ?? "" } : part));
  return { form: changed, focus: `components[${index}].rate` };
}

/** A ladder, or a bonus, measures what is chosen for it, or what it measures by itself. */
function measureOther(form: PlanForm, index: number, isOther: boolean): PlanForm {
  return mapComponent(form, index, (part) => {
    if (part.tiers) {
      const { of = part.where ?? {}, ...tiers } = part.tiers;
      return { ...part, tiers: isOther ? { ...tiers, of } : tiers };
    }
    if (!part.when) return part;
    const { of = {}, ...when } = part.when;
    return { ...part, when: isOther ? { ...when, of } : when };
  });
}

/** Ladders with their steps in order, where all of them can be read. */
export function sortLadders(form: PlanForm, currency: string): PlanForm {
  const components = form.components.map((part) => {
    if (!part.tiers) return part;
    const { measure, steps } = part.tiers;
    const read = steps.map((step) => ({ step, from: measureOf(step.from, measure, currency) }));
    if (!read.every(({ from }) => typeof from === "number")) return part;
    return { ...part, tiers: { ...part.tiers, steps: read.toSorted((a, b) => Number(a.from) - Number(b.from)).map(({ step }) => step) } };
  });
  return { ...form, components };
}
