import { html } from "hono/html";
import { parse } from "../../../../../shared/base/issues/parse.ts";
import { ownValue } from "../../../../../shared/base/json/own-value.ts";
import { type Tiers, tiers as tiersSchema } from "../../../../../shared/engine/plan/components/tiers.ts";
import type { Html } from "../../../../_platform/page/frame.ts";
import { curveMarkup } from "../../tier-curve.ts";
import type { TiersForm } from "../form/form.ts";
import { ATTAINMENT } from "../form/parse-inputs.ts";
import { measureField, targetFields } from "./attainment.ts";
import { chosenField, type EditorContext, operationButton, problemAt, typedField } from "./context.ts";
import { whereFields } from "./filter.ts";

/** A ladder: how it is measured, its steps as a table, and what they pay drawn beside them. */
export function ladderFields(index: number, ladder: TiersForm, setting: EditorContext): Html {
  const { words } = setting;
  const at = `components[${index}].tiers`;
  const { mode, period, of } = ladder;
  const choose = (name: string, label: string, value: string, options: Readonly<Record<string, string>>) =>
    chosenField({ name: `${at}.${name}`, label, value }, options, setting);
  return html`<input type="hidden" name="${at}" value="ladder"><div class="row">${choose("mode", words.mode, mode, words.modes)}${measureField(at, ladder, ["sales", "units", ATTAINMENT], setting)}${targetFields(at, ladder, setting)}${choose("period", words.period, period, words.periods)}</div>
<div class="ladder-editor">${stepsTable(at, ladder, setting)}${curvePlace(index, setting)}</div>
<div class="measures">${
    of === undefined
      ? html`<p class="soft">${words.measuresOwn}</p>${operationButton(`measure-other:components[${index}]`, words.measureOther, setting)}`
      : html`<input type="hidden" name="${at}.of" value="">${whereFields(`${at}.of`, of, words.measures, setting)}${operationButton(`measure-own:components[${index}]`, words.measureOwn, setting)}`
  }</div>`;
}

function stepsTable(at: string, { measure, steps }: TiersForm, setting: EditorContext): Html {
  const { words, canEdit } = setting;
  const from = ownValue(words.from, measure) ?? words.from.amount;
  return html`<div><table class="steps"><caption class="hidden">${words.steps}</caption><thead><tr><th scope="col">${from}</th><th scope="col">${words.rate}</th>${canEdit ? html`<td></td>` : ""}</tr></thead><tbody>${steps.map(
    (step, place) => {
      const name = `${at}.steps[${place}]`;
      return html`<tr><td>${typedField({ name: `${name}.from`, label: words.fromOf(place + 1), isLabelHidden: true, isDecimal: true, value: step.from }, setting)}</td><td>${typedField(
        { name: `${name}.rate`, label: words.rateOf(place + 1), isLabelHidden: true, isDecimal: true, value: step.rate },
        setting,
      )}</td>${
        canEdit
          ? html`<td class="acts">${operationButton(`insert:${name}`, words.insert, setting, words.insertStep(place + 1))}${operationButton(`remove:${name}`, words.remove, setting, words.removeStep(place + 1))}</td>`
          : ""
      }</tr>`;
    },
  )}</tbody></table>${problemAt(`${at}.steps`, setting)}${canEdit ? html`<small>${words.sortNote}</small>` : ""}</div>`;
}

/** The curve is drawn of what would be saved: of steps in their order. */
function curvePlace(index: number, { terms, writer, live }: EditorContext): Html {
  const id = `curve-${index}`;
  const ladder = readLadder(terms, index);
  const drawn = ladder === undefined ? html`<p class="soft">${writer.plans.curve.invalid}</p>` : curveMarkup(id, ladder, writer);
  live.set(id, drawn);
  return html`<div class="curve-place" id="${id}">${drawn}</div>`;
}

/** The ladder of one component of terms, whatever is wrong elsewhere in them; none where it can't be read itself. */
export function readLadder(terms: Readonly<Record<string, unknown>>, index: number): Tiers | undefined {
  const parts = Array.isArray(terms.components) ? (terms.components as unknown[]) : [];
  const { tiers } = (parts[index] ?? {}) as { tiers?: unknown };
  const parsed = parse(tiersSchema, tiers);
  return parsed.ok ? parsed.value : undefined;
}
