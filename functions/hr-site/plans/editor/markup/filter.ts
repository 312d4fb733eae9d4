import { html } from "hono/html";
import { ownValue } from "../../../../../shared/base/json/own-value.ts";
import type { Where } from "../../../../../shared/engine/plan/schema.ts";
import { capital } from "../../../../../shared/ui/writer.ts";
import { fieldId, textField, ticksField } from "../../../../_platform/page/form-fields.ts";
import type { Html } from "../../../../_platform/page/frame.ts";
import { type ChoiceForm, type WhereForm, whereTerms } from "../form/form.ts";
import { type EditorContext, problemAt } from "./context.ts";

interface WhereOptions {
  readonly isOpen?: boolean;
  /** How a condition is said; by default one without a role is the seller's. */
  readonly say?: (where: Where) => string;
  readonly hint?: string;
}

/**
 * What is paid for or measured: said in a line, and below it, for whoever unfolds it, the values of each facet to be
 * ticked, with a field for others.
 */
export function whereFields(
  name: string,
  where: WhereForm,
  label: string,
  setting: EditorContext,
  { isOpen = false, say = setting.writer.where, hint = setting.words.paysForHint }: WhereOptions = {},
): Html {
  const { rated, canEdit, problems, live } = setting;
  const facets = [...rated, ...Object.keys(where).filter((facet) => !rated.includes(facet))];
  const said = say(whereTerms(where));
  const id = `${fieldId(name)}-said`;
  live.set(id, html`${said}`);
  return html`<details class="where"${isOpen || problems.has(name) ? html` open` : ""}><summary><span class="label">${label}</span> <span id="${id}">${said}</span></summary><div class="facets" role="group" aria-label="${label}">${
    canEdit ? html`<small>${hint}</small>` : ""
  }${facets.map((facet) => facetFields(name, facet, ownValue(where, facet) ?? { ticked: [], more: "" }, setting))}</div></details>${problemAt(name, setting)}`;
}

function facetFields(at: string, facet: string, { ticked, more }: ChoiceForm, { words, writer, known, canEdit }: EditorContext): Html {
  const name = `${at}.${facet}`;
  const label = writer.facet(facet);
  const options = (known.facets.get(facet) ?? []).map((value) => ({ value, text: writer.values([value]) }));
  const others = words.otherValues(label);
  // What is closed needs no other values.
  const isClosed = facet === "afterLeaving";
  return html`<div class="facet"><input type="hidden" name="${at}" value="${facet}"><span class="label" aria-hidden="true">${capital(label)}</span><div>${
    options.length + ticked.length > 0
      ? ticksField({
          name,
          label,
          isLabelHidden: true,
          ticked,
          options: options.map(({ value, text }) => ({ value, text: capital(text) })),
          isDisabled: !canEdit,
        })
      : ""
  }${isClosed || !canEdit ? "" : textField({ name: `more:${name}`, label: others, isLabelHidden: true, placeholder: words.others, value: more })}</div></div>`;
}
