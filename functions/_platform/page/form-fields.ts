import { html } from "hono/html";
import type { Html } from "./frame.ts";

/** A field of a form. What is wrong with it stands below it, with a sign, and is read with it. */
export interface Field {
  /** As the form sends it, and as reasons name it. */
  readonly name: string;
  readonly label: string;
  readonly value?: string;
  readonly hint?: string;
  readonly error?: string;
  readonly type?: "text" | "date" | "month";
  readonly isDecimal?: boolean;
  readonly isFocused?: boolean;
  /** What a browser may offer: values with what they are called. */
  readonly offers?: readonly { readonly value: string; readonly text: string }[];
}

export interface ChoiceField extends Omit<Field, "type"> {
  readonly options: readonly { readonly value: string; readonly text: string }[];
}

/** Ids of a name: brackets and points may not stand in what an address names. */
export const fieldId = (name: string): string => `f-${name.replace(/[^A-Za-z0-9]+/g, "-").replace(/-$/, "")}`;

export function textField(field: Field): Html {
  const { name, value = "", type = "text", isDecimal, offers } = field;
  const list = `${fieldId(name)}-offers`;
  const offered =
    offers === undefined
      ? ""
      : html`<datalist id="${list}">${offers.map((offer) => html`<option value="${offer.value}">${offer.text}</option>`)}</datalist>`;
  return around(
    field,
    html`<input id="${fieldId(name)}" name="${name}" type="${type}" autocomplete="off" value="${value}"${
      isDecimal ? html` inputmode="decimal"` : ""
    }${offers === undefined ? "" : html` list="${list}"`}${stateOf(field)}>${offered}`,
  );
}

export function choiceField(field: ChoiceField): Html {
  const { name, value, options } = field;
  return around(
    field,
    html`<select id="${fieldId(name)}" name="${name}"${stateOf(field)}>${options.map(
      (option) => html`<option value="${option.value}"${option.value === value ? html` selected` : ""}>${option.text}</option>`,
    )}</select>`,
  );
}

/** A text of several lines. */
export function longField(field: Omit<Field, "type"> & { readonly rows: number; readonly isCode?: boolean }): Html {
  const { name, value = "", rows, isCode } = field;
  const code = isCode ? html` class="code" spellcheck="false"` : "";
  // A browser takes the first line break away.
  return around(field, html`<textarea id="${fieldId(name)}" name="${name}" rows="${rows}"${code}${stateOf(field)}>\n${value}</textarea>`);
}

/** The field of why something is done: asked for by each form that another person approves. */
export const whyField = (value: string, error: string | undefined, words: Pick<Field, "label" | "hint">): Html =>
  longField({ name: "why", ...words, value, rows: 2, ...(error !== undefined && { error, isFocused: true }) });

export function fileField(field: Omit<Field, "type" | "value">, accept: string): Html {
  return around(field, html`<input id="${fieldId(field.name)}" name="${field.name}" type="file" accept="${accept}"${stateOf(field)}>`);
}

/** What the form carries along. */
export function hiddenField(name: string, value: string): Html {
  return html`<input type="hidden" name="${name}" value="${value}">`;
}

/** A button that says what is to be done. A quiet one is not what the form is for. */
export function button(op: string, text: string, { isQuiet = false, label }: { isQuiet?: boolean; label?: string } = {}): Html {
  return html`<button type="submit" name="op" value="${op}"${isQuiet ? html` class="quiet"` : ""}${
    label === undefined ? "" : html` aria-label="${label}"`
  }>${text}</button>`;
}

function around({ name, label, hint, error }: Pick<Field, "name" | "label" | "hint" | "error">, control: Html): Html {
  const at = fieldId(name);
  return html`<p class="field"><label for="${at}">${label}</label>${control}${
    hint === undefined ? "" : html`<small id="${at}-hint">${hint}</small>`
  }${error === undefined ? "" : html`<span class="error" id="${at}-error">! ${error}</span>`}</p>`;
}

function stateOf({ name, hint, error, isFocused }: Pick<Field, "name" | "hint" | "error" | "isFocused">): Html {
  const at = fieldId(name);
  const told = [...(hint === undefined ? [] : [`${at}-hint`]), ...(error === undefined ? [] : [`${at}-error`])];
  return html`${error === undefined ? "" : html` aria-invalid="true"`}${
    told.length === 0 ? "" : html` aria-describedby="${told.join(" ")}"`
  }${isFocused ? html` autofocus` : ""}`;
}
