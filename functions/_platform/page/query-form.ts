import { html } from "hono/html";
import type { QuestionBlock } from "../../../shared/ui/view.ts";
import type { Html } from "./frame.ts";

type Field = QuestionBlock["fields"][number];

/** A question that is asked by the page's own address, so that it works without a script and can be kept as a bookmark. */
export function questionMarkup({ id, fields, submit }: QuestionBlock, answer: Html | ""): Html {
  return html`<form class="question" id="${id}" method="get" action="#${id}">${fields.map((field) => fieldMarkup(id, field))}<button type="submit">${submit}</button></form>${
    answer === "" ? "" : html`<div class="answer">${answer}</div>`
  }`;
}

function fieldMarkup(id: string, field: Field): Html {
  const inputId = `${id}-${field.name}`;
  return html`<p class="field"><label for="${inputId}">${field.label}</label>${field.kind === "choice" ? choice(inputId, field) : amount(inputId, field)}</p>`;
}

function choice(inputId: string, { name, options, value }: Extract<Field, { kind: "choice" }>): Html {
  return html`<select id="${inputId}" name="${name}">${options.map(
    (option) => html`<option value="${option.value}"${option.value === value ? html` selected` : ""}>${option.text}</option>`,
  )}</select>`;
}

function amount(inputId: string, { name, value = "", error }: Extract<Field, { kind: "amount" }>): Html {
  const wrong = error === undefined ? "" : html` aria-invalid="true" aria-describedby="${inputId}-error"`;
  return html`<input id="${inputId}" name="${name}" type="text" inputmode="decimal" autocomplete="off" value="${value}"${wrong}>${
    error === undefined ? "" : html`<span class="error" id="${inputId}-error">! ${error}</span>`
  }`;
}
