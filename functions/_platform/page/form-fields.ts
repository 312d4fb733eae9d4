import { html } from "hono/html";
import type { Option } from "../../../shared/ui/view.ts";
import type { Html } from "./layout.ts";

/** A field of a form. What is wrong with it stands below it, with a sign, and is read with it. */
export interface Field {
  /** As the form sends it, and as issues name it. */
  readonly name: string;
  readonly label: string;
  readonly value?: string | undefined;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
  /** Whether the place of its error is there even where nothing is wrong: a script puts it in while one types. */
  readonly isLive?: boolean;
  readonly type?: "text" | "date" | "month";
  readonly isDecimal?: boolean;
  readonly isFocused?: boolean;
  readonly isDisabled?: boolean;
  readonly isWide?: boolean;
  /** Whether the label is told only to who can't see where the field stands: in a table its column says it. */
  readonly isLabelHidden?: boolean;
  readonly placeholder?: string;
  /** What a browser may offer: values with what they are called. */
  readonly offers?: readonly Option[] | undefined;
  /** The same, where the page has such a list under this id. */
  readonly list?: string;
  /** The form it stands in, where a page has several that ask for the same: its id tells theirs apart. */
  readonly form?: string | undefined;
}

export interface ChoiceField extends Field {
  readonly options: readonly Option[];
  /** Where the form is sent when another is chosen, to be drawn anew. */
  readonly live?: string | undefined;
}

export interface LongField extends Field {
  readonly rows: number;
  readonly isCode?: boolean;
}

/** A field's id: of letters, digits and dashes, whatever it is named after. */
export const fieldId = (name: string, form?: string): string =>
  `${form ?? "f"}-${[...name].map((each) => (/[A-Za-z0-9]/.test(each) ? each : /[.[\]-]/.test(each) ? "-" : each.codePointAt(0)?.toString(36))).join("")}`;

export function textField(field: Field): Html {
  const { name, value = "", type = "text", isDecimal, offers, placeholder } = field;
  const id = idOf(field);
  const list = field.list ?? (offers === undefined ? undefined : `${id}-offers`);
  const offered =
    offers === undefined
      ? ""
      : html`<datalist id="${list}">${offers.map((offer) => html`<option value="${offer.value}">${offer.text}</option>`)}</datalist>`;
  return around(
    field,
    html`<input id="${id}" name="${name}" type="${type}" autocomplete="off" value="${value}"${isDecimal ? html` inputmode="decimal"` : ""}${
      list === undefined ? "" : html` list="${list}"`
    }${placeholder === undefined ? "" : html` placeholder="${placeholder}"`}${stateOf(field)}>${offered}`,
  );
}

/** One of some. What isn't among them is kept as it is. */
export function choiceField(field: ChoiceField): Html {
  const { name, options, value = options[0]?.value ?? "", live } = field;
  const isKnown = options.length === 0 || options.some((option) => option.value === value);
  return around(
    field,
    html`<select id="${idOf(field)}" name="${name}"${stateOf(field)}${live === undefined ? "" : html` hx-post="${live}"`}>${[
      ...(isKnown ? [] : [{ value, text: value }]),
      ...options,
    ].map(
      (option) => html`<option value="${option.value}"${option.value === value ? html` selected` : ""}>${option.text}</option>`,
    )}</select>`,
  );
}

/** A text of several lines. */
export function longField(field: LongField): Html {
  const { name, value = "", rows, isCode } = field;
  const code = isCode ? html` class="code" spellcheck="false"` : "";
  // A browser takes the first line break away.
  return around(field, html`<textarea id="${idOf(field)}" name="${name}" rows="${rows}"${code}${stateOf(field)}>\n${value}</textarea>`);
}

export function fileField(field: Field, accept: string): Html {
  return around(field, html`<input id="${idOf(field)}" name="${field.name}" type="file" accept="${accept}"${stateOf(field)}>`);
}

/** What the form carries along. */
export function hiddenField(name: string, value: string): Html {
  return html`<input type="hidden" name="${name}" value="${value}">`;
}

interface Tick {
  readonly id: string;
  readonly name: string;
  readonly value?: string;
  readonly label: string;
  readonly isTicked?: boolean;
  readonly isRequired?: boolean;
  readonly isDisabled?: boolean | undefined;
  /** The id of the form that it is sent with, where it stands outside of it. */
  readonly form?: string | undefined;
}

/** A box to be ticked. */
export const tick = ({ id, name, value = "yes", label, isTicked, isRequired, isDisabled, form }: Tick): Html =>
  html`<span class="tick"><input type="checkbox" id="${id}" name="${name}" value="${value}"${form === undefined ? "" : html` form="${form}"`}${isTicked ? html` checked` : ""}${isRequired ? html` required` : ""}${isDisabled ? html` disabled` : ""}><label for="${id}">${label}</label></span>`;

interface TicksField extends Field {
  readonly ticked: readonly string[];
  readonly options: readonly Option[];
}

/** Some of some, side by side; what is ticked stands first and in its order, which is the order in which it is sent. */
export function ticksField(field: TicksField): Html {
  const { name, label, ticked, options, hint, isDisabled, isLabelHidden } = field;
  const id = idOf(field);
  const textOf = (value: string) => options.find((option) => option.value === value)?.text ?? value;
  const all = [...ticked.map((value) => ({ value, text: textOf(value) })), ...options.filter(({ value }) => !ticked.includes(value))];
  return html`<div class="ticks" role="group" aria-labelledby="${id}-label"><span id="${id}-label" class="${isLabelHidden ? "hidden" : "label"}">${label}</span><div class="tick-list">${all.map(
    ({ value, text }, index) => tick({ id: `${id}-${index}`, name, value, label: text, isTicked: ticked.includes(value), isDisabled }),
  )}</div>${hint === undefined ? "" : html`<small>${hint}</small>`}${errorOf(field)}</div>`;
}

interface Button {
  readonly text: string;
  /** Which of the form's operations it asks for. */
  readonly op?: string;
  readonly name?: string;
  /** Not what the form is for. */
  readonly isQuiet?: boolean | undefined;
  /** Where its text alone doesn't say to what it belongs. */
  readonly label?: string | undefined;
  /** Where it is answered without a new page, if a script runs. */
  readonly live?: string;
  readonly isFocused?: boolean;
  /** The id of the form that it sends, where it stands outside of it. */
  readonly form?: string;
}

/** A button that sends its form. It has no id: by one, a script would put the focus back on it after it was pressed. */
export function button({ text, op, name = "op", isQuiet, label, live, isFocused, form }: Button): Html {
  return html`<button type="submit"${isQuiet ? html` class="quiet"` : ""}${form === undefined ? "" : html` form="${form}"`}${
    op === undefined ? "" : html` name="${name}" value="${op}"`
  }${label === undefined ? "" : html` aria-label="${label}"`}${live === undefined ? "" : html` hx-post="${live}"`}${isFocused ? html` autofocus` : ""}>${text}</button>`;
}

const idOf = ({ name, form }: Pick<Field, "name" | "form">): string => fieldId(name, form);

function around(field: Field, control: Html): Html {
  const { label, hint, isLabelHidden, isWide } = field;
  const id = idOf(field);
  return html`<div class="field${isWide ? " wide-field" : ""}"><label for="${id}"${isLabelHidden ? html` class="hidden"` : ""}>${label}</label>${control}${
    hint === undefined ? "" : html`<small id="${id}-hint">${hint}</small>`
  }${errorOf(field)}</div>`;
}

/** Where it is live, its sign comes by the stylesheet: what is put in later has none. */
function errorOf(field: Field): Html | "" {
  const { error = "", isLive } = field;
  if (error === "" && !isLive) return "";
  return html`<p class="error" id="${idOf(field)}-error">${isLive ? error : `! ${error}`}</p>`;
}

function stateOf(field: Field): Html {
  const { hint, error = "", isLive, isFocused, isDisabled } = field;
  const id = idOf(field);
  const told = [...(hint === undefined ? [] : [`${id}-hint`]), ...(error === "" && !isLive ? [] : [`${id}-error`])];
  return html`${error === "" ? "" : html` aria-invalid="true"`}${
    told.length === 0 ? "" : html` aria-describedby="${told.join(" ")}"`
  }${isFocused ? html` autofocus` : ""}${isDisabled ? html` disabled` : ""}`;
}
