import { ownValue } from "../../../../../shared/base/json/own-value.ts";
import type { LadderForm, Operated, PlanForm, RowForm, StepForm } from "../form/form.ts";
import { sizeOf, sizeText } from "../form/parse-inputs.ts";
import { mapComponent, mapLadder } from "./update-component.ts";

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

function stepAfter({ steps, measure }: LadderForm, after: number, currency: string): StepForm {
  const from = (index: number) => sizeOf(steps[index]?.from ?? "", measure, currency);
  const [before, here, next] = [from(after - 1), from(after) ?? 0, from(after + 1)];
  const stride = ownValue(FIRST_STRIDES, measure) ?? FIRST_STRIDES.sales;
  const begins = next === undefined ? here + (before === undefined ? stride : here - before) : here + Math.floor((next - here) / 2);
  return { from: sizeText(begins, measure, currency), rate: steps[after]?.rate ?? "" };
}
