import { ownValue } from "../../../../../shared/base/json/own-value.ts";
import { blankComponent } from "../components/index.ts";
import type { Operated, PlanForm, RowForm, StepForm, TiersForm } from "../form/form.ts";
import { sizeOf, sizeText } from "../form/parse-inputs.ts";
import { mapComponent, mapLadder, measureOther, newLadder, sortLadders } from "./update-component.ts";
import { removeFrom, swap } from "./update-rows.ts";

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
export function addPart(form: PlanForm, what: string): Operated {
  const { components, factors, equity } = form;
  const component = blankComponent(what);
  if (component !== undefined)
    return { form: { ...form, components: [...components, { id: "", ...component }] }, focus: `components[${components.length}].id` };
  switch (what) {
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

/** 100,000.00, 10 units, or all of a target: how far beyond the last step a new one begins, where there is no step to go by. */
const FIRST_STRIDES = { sales: 10_000_000, units: 10, attainment: 1_000_000_000 };

/** A new step stands halfway to the next one, at the rate of the one before: it changes nothing until it is changed. */
export function insertStep(form: PlanForm, list: string, after: number, currency: string): Operated {
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
  if (list.endsWith(".rows")) {
    const insert = (rows: readonly RowForm[] = []) => rows.toSpliced(after + 1, 0, { where: {}, rate: "" });
    return {
      form: mapComponent(form, Number(place), (part) => ({ ...part, rows: insert(part.rows) })),
      focus: `${list}[${after + 1}].rate`,
    };
  }
  const changed = mapLadder(form, Number(place), (tiers) => ({
    ...tiers,
    steps: tiers.steps.toSpliced(after + 1, 0, stepAfter(tiers, after, currency)),
  }));
  return { form: changed, focus };
}

function stepAfter({ steps, measure }: TiersForm, after: number, currency: string): StepForm {
  const from = (index: number) => sizeOf(steps[index]?.from ?? "", measure, currency);
  const [before, here, next] = [from(after - 1), from(after) ?? 0, from(after + 1)];
  const stride = ownValue(FIRST_STRIDES, measure) ?? FIRST_STRIDES.sales;
  const begins = next === undefined ? here + (before === undefined ? stride : here - before) : here + Math.floor((next - here) / 2);
  return { from: sizeText(begins, measure, currency), rate: steps[after]?.rate ?? "" };
}
