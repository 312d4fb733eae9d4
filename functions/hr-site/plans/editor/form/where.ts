import { html } from "hono/html";
import { ownValue } from "../../../../../shared/base/json/own-value.ts";
import type { Where } from "../../../../../shared/engine/plan/schema.ts";
import { capital } from "../../../../../shared/ui/writer.ts";
import { fieldId, hiddenField, textField, ticksField } from "../../../../_platform/page/form-fields.ts";
import type { Html } from "../../../../_platform/page/layout.ts";
import { type EditorContext, operationButton, problemAt } from "../markup/context.ts";
import type { EditorWords } from "../messages.zh.ts";
import { choice, type HelpByCode, name, type Part, type Place, type Say, valuesOf } from "./inputs.ts";
import { ATTAINMENT, fieldsOf, textsOf } from "./parse-inputs.ts";
import { type ChoiceForm, readChoice } from "./sent-form.ts";
import { type Drawn, type FormOf, group, list, type Members, onlyIf } from "./structures.ts";

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

/** A button of a row: what it does, its text, and what it is called for who can't see where it stands. */
type Act = readonly [operation: string, text: string, label: string];

interface TableOptions<Row> {
  /** The part that every row has. */
  readonly first: string;
  readonly caption: Say;
  readonly columns: Say<readonly string[]>;
  readonly note?: Say;
  readonly acts?: (words: EditorWords, place: Place) => readonly Act[];
  readonly help?: HelpByCode;
  /** Whether a row was just added. */
  isNew?(row: Row): boolean;
}

const insertAndRemove = (words: EditorWords, { row }: Place): readonly Act[] => [
  ["insert", words.insert, words.insertStep(row + 1)],
  ["remove", words.remove, words.removeStep(row + 1)],
];

/** Rows of a table: a part in each column, and the buttons that insert and remove a row. */
export function tableRows<Given extends Members>(
  members: Given,
  { first, caption, columns, note, acts = insertAndRemove, help = {}, ...isNew }: TableOptions<FormOf<Given>>,
): Part<readonly FormOf<Given>[]> {
  const row = group(members, {
    ...isNew,
    draw({ at, setting, place, field }) {
      const { words, canEdit } = setting;
      const cells = Object.keys(members).map((each) => html`<td>${field(each)}</td>`);
      const buttons = acts(words, place).map(([operation, text, label]) => operationButton(`${operation}:${at}`, text, setting, label));
      return html`<tr>${cells}${canEdit ? html`<td class="acts">${buttons}</td>` : ""}</tr>`;
    },
  });
  return list(row, {
    first,
    help,
    draw({ at, setting, place, rows }) {
      const { words, canEdit } = setting;
      const heads = columns(words, place).map((each) => html`<th scope="col">${each}</th>`);
      return html`<table class="steps"><caption class="hidden">${caption(words, place)}</caption><thead><tr>${heads}${canEdit ? html`<td></td>` : ""}</tr></thead><tbody>${rows}</tbody></table>${problemAt(at, setting)}${
        canEdit && note !== undefined ? html`<small>${note(words, place)}</small>` : ""
      }`;
    },
  });
}

const options =
  (measures: readonly string[]): Say<Readonly<Record<string, string>>> =>
  ({ measureOptions }) =>
    Object.fromEntries(measures.map((each) => [each, measureOptions[each] ?? each]));

/** What is measured, of attainment against which target; and of what, where that isn't what it is by itself. */
export const measureParts = (measures: readonly string[], byDefault?: string) => ({
  measure: choice({ label: (words) => words.measure, options: options(measures), byDefault, isLive: true }),
  basis: onlyIf(
    (group) => group.text("measure") === ATTAINMENT,
    choice({ label: (words) => words.basis, options: options(["sales", "units"]), byDefault: "sales", begins: "sales" }),
  ),
  target: onlyIf(
    (group) => group.text("measure") === ATTAINMENT,
    name({ label: (words) => words.target, hint: (words) => words.targetHint, list: "attributes", help: { other: "target" } }),
  ),
  // Earnings are measured whole: what was chosen of sales before means nothing then.
  of: onlyIf((group) => group.has("of") && group.text("measure") !== "earnings", where({ label: (words) => words.measures })),
});

/** What is measured, and the button that changes that. @param own what is measured where nothing else is chosen. */
export function measuredOf({ at, value, setting, field }: Drawn<"of", { readonly of?: unknown }>, own: string): Html {
  const { words } = setting;
  const component = at.replace(/\.\w+$/, "");
  const inside =
    value.of === undefined
      ? html`<p class="soft">${own}</p>${operationButton(`measure-other:${component}`, words.measureOther, setting)}`
      : html`${hiddenField(`${at}.of`, "")}${field("of")}${operationButton(`measure-own:${component}`, words.measureOwn, setting)}`;
  return html`<div class="measures">${inside}</div>`;
}
