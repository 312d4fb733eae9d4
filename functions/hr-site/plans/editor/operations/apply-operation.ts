import { ownValue } from "../../../../../shared/base/json/own-value.ts";
import { blankComponent, type ComponentForm } from "../components/index.ts";
import { newLadder, type TiersForm } from "../components/ladder.ts";
import { sizeOf, sizeText } from "../form/parse-inputs.ts";
import type { EquityForm, Operated, PlanForm } from "../form/plan-form.ts";
import { changeRows, removeFrom, swap } from "./update-rows.ts";

/** The form with one of its components changed. */
export function mapComponent(form: PlanForm, index: number, change: (part: ComponentForm) => ComponentForm): PlanForm {
  return { ...form, components: form.components.map((part, place) => (place === index ? change(part) : part)) };
}

/** A ladder, or a bonus, measures what is chosen for it, or what it measures by itself. */
export function measureOther(form: PlanForm, index: number, isOther: boolean): PlanForm {
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
    const read = steps.map((step) => ({ step, from: sizeOf(step.from, measure, currency) }));
    if (!read.every(({ from }) => from !== undefined)) return part;
    return {
      ...part,
      tiers: { ...part.tiers, steps: read.toSorted((left, right) => Number(left.from) - Number(right.from)).map(({ step }) => step) },
    };
  });
  return { ...form, components };
}

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
      return addPart(form, where);
    case "insert":
      return insertRow(form, list, index, currency);
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

function withoutEquity({ equity: _, ...form }: PlanForm): PlanForm {
  return form;
}

function toLadder(form: PlanForm, index: number): Operated {
  const changed = mapComponent(form, index, ({ rate, ...part }) =>
    rate === undefined || part.tiers ? part : { ...part, tiers: newLadder(rate) },
  );
  return { form: changed, focus: `components[${index}].tiers.steps[0].rate` };
}

function toRate(form: PlanForm, index: number): Operated {
  const changed = mapComponent(form, index, ({ tiers, ...part }) => (tiers ? { ...part, rate: tiers.steps[0]?.rate ?? "" } : part));
  return { form: changed, focus: `components[${index}].rate` };
}

/** A component, factor or rule more, by its kind: empty, and the next thing to be filled in. */
function addPart(form: PlanForm, what: string): Operated {
  const { components, factors } = form;
  const component = blankComponent(what);
  if (component !== undefined)
    return { form: { ...form, components: [...components, component] }, focus: `components[${components.length}].id` };
  switch (what) {
    case "factor":
      return {
        form: { ...form, factors: [...factors, { id: "", by: "", default: "1", steps: [{ from: "0", factor: "1" }] }] },
        focus: `factors[${factors.length}].id`,
      };
    case "equity":
      return addEquity({ ...form, equity: { anyOf: [], require: [] } }, { anyOf: [TOTAL] });
    case "equity-total":
      return addEquity(form, { anyOf: [TOTAL] });
    case "equity-each":
      return addEquity(form, { anyOf: [{ months: "12", eachAtLeast: "", count: "" }] });
    case "equity-require":
      return addEquity(form, { require: [{ attribute: "", atLeast: "" }] });
    default:
      return { form };
  }
}

const TOTAL = { months: "12", totalAtLeast: "" };

function addEquity(form: PlanForm, { anyOf = [], require = [] }: Partial<EquityForm>): Operated {
  const before = form.equity ?? { anyOf: [], require: [] };
  const equity = { anyOf: [...before.anyOf, ...anyOf], require: [...before.require, ...require] };
  const place = anyOf.length > 0 ? `anyOf[${before.anyOf.length}].months` : `require[${before.require.length}].attribute`;
  return { form: { ...form, equity }, focus: `equity.${place}` };
}

/** 100,000.00, 10 units, or all of a target: how far beyond the last step a new one begins, where there is no step to go by. */
const FIRST_STRIDES = { sales: 10_000_000, units: 10, attainment: 1_000_000_000 };

/**
 * A row after that one. A new step stands halfway to the next one, at the rate of the one before: it changes nothing until it
 * is changed.
 */
function insertRow(form: PlanForm, list: string, after: number, currency: string): Operated {
  const [, place] = /^components\[(\d+)\]\.tiers\.steps$/.exec(list) ?? [];
  const ladder = place === undefined ? undefined : form.components[Number(place)]?.tiers;
  const isRow = list.endsWith(".rows");
  const rowAfter = (rows: readonly unknown[]): unknown => {
    if (ladder !== undefined) return stepAfter(ladder, after, currency);
    return isRow ? { where: {}, rate: "" } : { from: "", factor: (rows[after] as { factor?: string } | undefined)?.factor ?? "1" };
  };
  return {
    form: changeRows(form, list, (rows) => rows.toSpliced(after + 1, 0, rowAfter(rows))),
    focus: `${list}[${after + 1}].${isRow ? "rate" : "from"}`,
  };
}

function stepAfter({ steps, measure }: TiersForm, after: number, currency: string): TiersForm["steps"][number] {
  const from = (index: number) => sizeOf(steps[index]?.from ?? "", measure, currency);
  const [before, here, next] = [from(after - 1), from(after) ?? 0, from(after + 1)];
  const stride = ownValue(FIRST_STRIDES, measure) ?? FIRST_STRIDES.sales;
  const begins = next === undefined ? here + (before === undefined ? stride : here - before) : here + Math.floor((next - here) / 2);
  return { from: sizeText(begins, measure, currency), rate: steps[after]?.rate ?? "" };
}
