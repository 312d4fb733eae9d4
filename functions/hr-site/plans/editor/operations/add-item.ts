import { blankComponent } from "../components/index.ts";
import type { Operated, PlanForm } from "../form/form.ts";

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
