import { html } from "hono/html";
import type { Html } from "../../../../_platform/page/frame.ts";
import type { EquityForm, FactorForm } from "../form/form.ts";
import { type EditorContext, operationButton, problemAt, typedField } from "./context.ts";

/** The plan's factors, each with its steps. */
export function factorsFields(factors: readonly FactorForm[], setting: EditorContext): Html {
  const { words } = setting;
  return html`${factors.length === 0 ? html`<p>${words.factorsNone}</p>` : factors.map((factor, index) => factorFields(factor, index, setting))}<div class="acts">${operationButton("add:factor", words.addFactor, setting)}</div>`;
}

function factorFields({ id, by, default: otherwise, steps }: FactorForm, index: number, setting: EditorContext): Html {
  const { words, canEdit } = setting;
  const at = `factors[${index}]`;
  const field = (name: string, label: string, value: string, more: { isDecimal?: boolean; isLabelHidden?: boolean; list?: string } = {}) =>
    typedField({ name: `${at}.${name}`, label, value, ...more }, setting);
  return html`<fieldset class="part"><legend>${words.factor(index + 1)}</legend><div class="row">${field("id", words.factorId, id)}${field("by", words.by, by, { list: "attributes" })}${field("default", words.otherwise, otherwise, { isDecimal: true })}</div>
<table class="steps"><caption class="hidden">${words.factorColumn}</caption><thead><tr><th scope="col">${words.factorFromColumn}</th><th scope="col">${words.factorColumn}</th>${canEdit ? html`<td></td>` : ""}</tr></thead><tbody>${steps.map(
    (step, place) => {
      const name = `${at}.steps[${place}]`;
      return html`<tr><td>${field(`steps[${place}].from`, words.factorFrom(place + 1), step.from, { isDecimal: true, isLabelHidden: true })}</td><td>${field(
        `steps[${place}].factor`,
        words.factorOf(place + 1),
        step.factor,
        { isDecimal: true, isLabelHidden: true },
      )}</td>${
        canEdit
          ? html`<td class="acts">${operationButton(`insert:${name}`, words.insert, setting, words.insertStep(place + 1))}${operationButton(`remove:${name}`, words.remove, setting, words.removeStep(place + 1))}</td>`
          : ""
      }</tr>`;
    },
  )}</tbody></table>${problemAt(`${at}.steps`, setting)}<div class="acts">${operationButton(`remove:${at}`, words.removeFactor, setting, words.of(words.removeFactor, id))}</div></fieldset>`;
}

/** The plan's rules for equity, if it has any. */
export function equityFields(equity: EquityForm | undefined, setting: EditorContext): Html {
  const { words } = setting;
  if (equity === undefined)
    return html`<p>${words.equityNone}</p><div class="acts">${operationButton("add:equity", words.addEquity, setting)}</div>`;
  return html`<input type="hidden" name="equity" value="rules"><fieldset class="part"><legend>${words.anyOf}</legend>${equity.anyOf.map(
    (rule, index) => {
      const at = `equity.anyOf[${index}]`;
      const field = (name: string, label: string, value: string) =>
        typedField({ name: `${at}.${name}`, label, isDecimal: true, value }, setting);
      return html`<div class="rule" role="group" aria-label="${words.rule(index + 1)}"><div class="row">${field("months", words.window, rule.months)}${
        rule.eachAtLeast === undefined
          ? field("totalAtLeast", words.total, rule.totalAtLeast ?? "")
          : html`${field("eachAtLeast", words.each, rule.eachAtLeast)}${field("count", words.count, rule.count ?? "")}`
      }${operationButton(`remove:${at}`, words.remove, setting, words.of(words.remove, words.rule(index + 1)))}</div>${problemAt(at, setting)}</div>`;
    },
  )}${problemAt("equity.anyOf", setting)}<div class="acts">${operationButton("add:equity-total", words.addTotal, setting)}${operationButton("add:equity-each", words.addEach, setting)}</div></fieldset>
<fieldset class="part"><legend>${words.require}</legend>${equity.require.map(({ attribute, atLeast }, index) => {
    const at = `equity.require[${index}]`;
    return html`<div class="row">${typedField({ name: `${at}.attribute`, label: words.attribute, value: attribute, list: "attributes" }, setting)}${typedField(
      { name: `${at}.atLeast`, label: words.attributeAtLeast, isDecimal: true, value: atLeast },
      setting,
    )}${operationButton(`remove:${at}`, words.remove, setting, words.of(words.remove, attribute))}</div>`;
  })}<div class="acts">${operationButton("add:equity-require", words.addRequire, setting)}</div></fieldset><div class="acts">${operationButton("remove:equity", words.removeEquity, setting)}</div>`;
}
