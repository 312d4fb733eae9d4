import { html } from "hono/html";
import { ownValue } from "../../../../../shared/base/json/own-value.ts";
import type { Where } from "../../../../../shared/engine/plan/schema.ts";
import { capital } from "../../../../../shared/ui/writer.ts";
import { fieldId, textField, ticksField } from "../../../../_platform/page/form-fields.ts";
import type { Html } from "../../../../_platform/page/frame.ts";
import { type EditorContext, problemAt } from "../markup/context.ts";
import { valuesOf } from "./inputs.ts";
import type { Part, Say } from "./part.ts";
import { type ChoiceForm, readChoice } from "./sent-form.ts";
import { fieldsOf, textsOf } from "./terms-fields.ts";

/** Accepted values by facet. A facet without any is not looked at. */
export type WhereForm = Readonly<Record<string, ChoiceForm>>;

interface WhereOptions {
  readonly label: Say;
  /** Whether it is unfolded where what it belongs to is new. */
  readonly opensIfNew?: boolean;
  /** How a condition is said; by default one without a role is the seller's. */
  readonly say?: (setting: EditorContext) => (where: Where) => string;
  readonly hint?: Say;
}

/**
 * What is paid for or measured: said in a line, and below it, for whoever unfolds it, the values of each facet to be
 * ticked, with a field for others.
 */
export const where = ({
  label,
  opensIfNew = false,
  say = ({ writer }) => writer.where,
  hint = (words) => words.paysForHint,
}: WhereOptions): Part<WhereForm> => ({
  // The facets that are asked about are listed in a field of their own, since an empty choice sends nothing.
  read(at, sent) {
    const facets = sent.all(at).filter((facet) => facet !== "");
    return Object.fromEntries(facets.map((facet) => [facet, readChoice(`${at}.${facet}`, sent)]));
  },
  fromTerms: (terms) =>
    Object.fromEntries(
      Object.entries(fieldsOf(terms)).map(([facet, accepted]): [string, ChoiceForm] => [facet, { ticked: textsOf(accepted), more: "" }]),
    ),
  toTerms: whereTerms,
  draw(at, value, setting, place) {
    const { words, rated, canEdit, problems, live } = setting;
    const facets = [...rated, ...Object.keys(value).filter((facet) => !rated.includes(facet))];
    const said = say(setting)(whereTerms(value));
    const id = `${fieldId(at)}-said`;
    live.set(id, html`${said}`);
    const title = label(words, place);
    return html`<details class="where"${(opensIfNew && place.isNew) || problems.has(at) ? html` open` : ""}><summary><span class="label">${title}</span> <span id="${id}">${said}</span></summary><div class="facets" role="group" aria-label="${title}">${
      canEdit ? html`<small>${hint(words, place)}</small>` : ""
    }${facets.map((facet) => facetFields(at, facet, ownValue(value, facet) ?? { ticked: [], more: "" }, setting))}</div></details>${problemAt(at, setting)}`;
  },
  find: () => ({ field: "", help: {} }),
});

const whereTerms = (value: WhereForm): Record<string, string[]> =>
  Object.fromEntries(
    Object.entries(value).flatMap(([facet, choice]) => {
      const values = valuesOf(choice);
      return values.length === 0 ? [] : [[facet, values]];
    }),
  );

function facetFields(at: string, facet: string, { ticked, more }: ChoiceForm, { words, writer, known, canEdit }: EditorContext): Html {
  const name = `${at}.${facet}`;
  const label = writer.facet(facet);
  const options = (known.facets.get(facet) ?? []).map((value) => ({ value, text: capital(writer.values([value])) }));
  const others = words.otherValues(label);
  // What is closed needs no other values.
  const isClosed = facet === "afterLeaving";
  return html`<div class="facet"><input type="hidden" name="${at}" value="${facet}"><span class="label" aria-hidden="true">${capital(label)}</span><div>${
    options.length + ticked.length > 0 ? ticksField({ name, label, isLabelHidden: true, ticked, options, isDisabled: !canEdit }) : ""
  }${isClosed || !canEdit ? "" : textField({ name: `more:${name}`, label: others, isLabelHidden: true, placeholder: words.others, value: more })}</div></div>`;
}
