import { html } from "hono/html";
import type { Html } from "../../_platform/page/frame.ts";
import type { WhereForm } from "../editor/form.ts";
import { type EditorSetting, problemAt } from "./editor-setting.ts";
import { textField, tickField } from "./form-fields.ts";

/** What is paid for or measured: for each facet its values to be ticked, and a field for others. */
export function whereFields(name: string, where: WhereForm, label: string, setting: EditorSetting): Html {
  const { words, rated, canEdit } = setting;
  const facets = [...rated, ...Object.keys(where).filter((facet) => !rated.includes(facet))];
  return html`<fieldset class="where"><legend>${label}</legend>${canEdit ? html`<p class="hint">${words.paysForHint}</p>` : ""}${facets.map(
    (facet) => facetFields(name, facet, where[facet] ?? { ticked: [], more: "" }, setting),
  )}${problemAt(name, setting)}</fieldset>`;
}

function facetFields(
  at: string,
  facet: string,
  { ticked, more }: WhereForm[string],
  { words, writer, known, canEdit }: EditorSetting,
): Html {
  const name = `${at}.${facet}`;
  const label = writer.facet(facet);
  const options = (known.facets.get(facet) ?? []).map((value) => ({ value, text: writer.values([value]) }));
  const others = words.otherValues(label);
  // What is closed needs no other values.
  const isClosed = facet === "afterLeaving";
  return html`<div class="facet"><input type="hidden" name="${at}" value="${facet}"><span class="label" aria-hidden="true">${label}</span><div>${
    options.length + ticked.length > 0
      ? tickField({
          name,
          label,
          quiet: true,
          ticked,
          options: options.map((option) => ({ ...option, text: titled(option.text) })),
          disabled: !canEdit,
        })
      : ""
  }${isClosed || !canEdit ? "" : textField({ name: `more:${name}`, label: others, quiet: true, placeholder: others, value: more })}</div></div>`;
}

const titled = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
