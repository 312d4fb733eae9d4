import type { Operated, PlanForm } from "../form/form.ts";
import { addPart } from "./add-item.ts";
import { insertStep } from "./insert-step.ts";
import { mapComponent, measureOther, newLadder, sortLadders } from "./update-component.ts";
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
