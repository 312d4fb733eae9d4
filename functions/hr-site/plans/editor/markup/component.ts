import { html } from "hono/html";
import { ownValue } from "../../../../../shared/base/json/own-value.ts";
import type { Html } from "../../../../_platform/page/frame.ts";
import { choiceField, tickField } from "../../../form-fields.ts";
import type { ComponentForm } from "../form/form.ts";
import { type EditorSetting, operationButton, problemAt, typedField } from "./context.ts";
import { whereFields } from "./filter.ts";
import { ladderFields } from "./tiers.ts";

/** A component of the plan: its name, what it pays for, and what it pays. */
export function componentFields(
  part: ComponentForm,
  index: number,
  count: number,
  factors: readonly string[],
  setting: EditorSetting,
): Html {
  const { words } = setting;
  const at = `components[${index}]`;
  const kind = ownValue(words.kinds, part.kind) ?? part.kind;
  const name = part.id === "" ? kind : part.id;
  const button = (operation: string, text: string) => operationButton(`${operation}:${at}`, text, setting, words.of(text, name));
  return html`<fieldset class="part" id="part-${index}"><legend>${words.component(index + 1, kind)}</legend><input type="hidden" name="${at}.kind" value="${part.kind}">
<div class="row">${typedField({ name: `${at}.id`, label: words.id, value: part.id, hint: words.idHint }, setting)}</div>
${part.where === undefined ? "" : whereFields(`${at}.where`, part.where, words.paysFor, setting, part.id === "")}${payFields(part, index, setting)}${
  part.factors === undefined ? "" : factorTicks(at, part.factors, factors, setting)
}${problemAt(at, setting)}<div class="acts">${index > 0 ? button("up", words.up) : ""}${index < count - 1 ? button("down", words.down) : ""}${button("remove", words.removeComponent)}</div></fieldset>`;
}

function payFields(part: ComponentForm, index: number, setting: EditorSetting): Html {
  const { words } = setting;
  const at = `components[${index}]`;
  const amount = (label: string, hint?: string) =>
    typedField({ name: `${at}.amount`, label, figures: true, value: part.amount ?? "", ...(hint !== undefined && { hint }) }, setting);
  const hint = ownValue(words.kindHints, part.kind);
  switch (part.kind) {
    case "share":
      if (part.tiers !== undefined)
        return html`${ladderFields(index, part.tiers, setting)}<div class="acts">${operationButton(`rate:${at}`, words.toRate, setting)}</div>`;
      return html`<div class="row">${typedField({ name: `${at}.rate`, label: words.rate, figures: true, value: part.rate ?? "" }, setting)}</div><div class="acts">${operationButton(`ladder:${at}`, words.toLadder, setting)}</div>`;
    case "flat":
      return html`<div class="row">${amount(words.amountEach)}</div>`;
    case "bonus":
      return html`<div class="row">${amount(words.amount)}</div>${conditionFields(part, index, setting)}`;
    case "guarantee":
      return html`<div class="row">${amount(words.amount, hint)}${typedField({ name: `${at}.months`, label: words.months, figures: true, value: part.months ?? "" }, setting)}</div>`;
    default:
      return html`<div class="row">${amount(words.amount, hint)}</div>`;
  }
}

function conditionFields({ when }: ComponentForm, index: number, setting: EditorSetting): Html {
  if (when === undefined) return html``;
  const { words, canEdit } = setting;
  const at = `components[${index}].when`;
  const { measure, of, atLeast } = when;
  const measureField = choiceField({
    name: `${at}.measure`,
    label: words.measure,
    value: measure,
    options: words.measureOptions,
    error: problemAt(`${at}.measure`, setting),
    disabled: !canEdit,
  });
  const least = typedField(
    { name: `${at}.atLeast`, label: measure === "units" ? words.atLeast.units : words.atLeast.amount, figures: true, value: atLeast },
    setting,
  );
  const measures =
    of === undefined
      ? html`<p class="soft">${words.measuresAll}</p>${operationButton(`measure-other:components[${index}]`, words.measureOther, setting)}`
      : html`<input type="hidden" name="${at}.of" value="">${whereFields(`${at}.of`, of, words.measures, setting)}${operationButton(`measure-own:components[${index}]`, words.measureOwn, setting)}`;
  return html`<div class="row">${measureField}${least}</div>${measure === "earnings" ? "" : html`<div class="measures">${measures}</div>`}`;
}

function factorTicks(at: string, used: readonly string[], factors: readonly string[], setting: EditorSetting): Html | "" {
  if (factors.length + used.length === 0) return "";
  const options = factors.filter((id) => id !== "").map((id) => ({ value: id, text: id }));
  const label = setting.words.factorsUsed;
  return tickField({
    name: `${at}.factors`,
    label,
    ticked: used,
    options,
    error: problemAt(`${at}.factors`, setting),
    disabled: !setting.canEdit,
  });
}
