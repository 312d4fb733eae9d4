import { html } from "hono/html";
import { ownValue } from "../../../../../shared/base/json/own-value.ts";
import { ticksField } from "../../../../_platform/page/form-fields.ts";
import type { Html } from "../../../../_platform/page/frame.ts";
import { editorOf } from "../components/index.ts";
import type { ComponentForm } from "../form/form.ts";
import { type EditorContext, operationButton, problemAt, problemOf, typedField } from "./context.ts";
import { whereFields } from "./filter.ts";

/** A component of the plan: its name, what it pays for, and what it pays. */
export function componentFields(
  part: ComponentForm,
  index: number,
  count: number,
  factors: readonly string[],
  setting: EditorContext,
): Html {
  const { words } = setting;
  const at = `components[${index}]`;
  const kind = ownValue(words.kinds, part.kind) ?? part.kind;
  const name = part.id === "" ? kind : part.id;
  const button = (operation: string, text: string) => operationButton(`${operation}:${at}`, text, setting, words.of(text, name));
  return html`<fieldset class="part" id="part-${index}"><legend>${words.component(index + 1, kind)}</legend><input type="hidden" name="${at}.kind" value="${part.kind}">
<div class="row">${typedField({ name: `${at}.id`, label: words.id, value: part.id, hint: words.idHint }, setting)}${typedField({ name: `${at}.label.zh`, label: words.labelZh, value: part.label?.zh ?? "", hint: words.labelHint }, setting)}${typedField({ name: `${at}.label.en`, label: words.labelEn, value: part.label?.en ?? "" }, setting)}</div>
${part.where === undefined ? "" : whereFields(`${at}.where`, part.where, words.paysFor, setting, { isOpen: part.id === "" })}${editorOf(part.kind).fields(part, index, setting)}${
  part.factors === undefined ? "" : factorTicks(at, part.factors, factors, setting)
}${problemAt(at, setting)}<div class="acts">${index > 0 ? button("up", words.up) : ""}${index < count - 1 ? button("down", words.down) : ""}${button("remove", words.removeComponent)}</div></fieldset>`;
}

function factorTicks(at: string, used: readonly string[], factors: readonly string[], setting: EditorContext): Html | "" {
  if (factors.length + used.length === 0) return "";
  const options = factors.filter((id) => id !== "").map((id) => ({ value: id, text: id }));
  const label = setting.words.factorsUsed;
  const name = `${at}.factors`;
  return ticksField({ name, label, ticked: used, options, ...problemOf(name, setting), isDisabled: !setting.canEdit });
}
