import { html } from "hono/html";
import type { Block, Check, EquationLine, Figure, Headline, QuestionBlock, Section, Tone, View } from "../../../shared/ui/view.ts";
import type { Problem } from "../http/problem.ts";
import { barsMarkup, beforeAfterMarkup, histogramMarkup } from "./bars.ts";
import { cellMarkup, type Frame, type Html, linkTo, pageMarkup } from "./layout.ts";
import { messagesIn } from "./messages.ts";
import type { Fault, Words } from "./messages.zh.ts";
import { tableMarkup } from "./table.ts";
import { ladderMarkup } from "./tiers.ts";

/** A block of a section of that title as markup. */
export function blockMarkup(frame: Frame, block: Block, title: string): Html {
  switch (block.kind) {
    case "paragraph":
      return paragraph(frame, block.text, block.tone);
    case "figures":
      return figuresMarkup(frame, block.figures);
    case "table":
      return tableMarkup(frame, block, title);
    case "equation":
      return equationMarkup(frame, block.lines);
    case "ladder":
      return ladderMarkup(block);
    case "bars":
      return barsMarkup(frame, block, title);
    case "before-after":
      return beforeAfterMarkup(frame, block, title);
    case "histogram":
      return histogramMarkup(block, title);
    case "checks":
      return checksMarkup(frame, block.checks);
    case "links":
      return html`<ul class="links">${block.links.map(({ text, to }) => html`<li><a href="${linkTo(frame, to)}">${text}</a></li>`)}</ul>`;
    case "question":
      return questionMarkup(block, block.answer === undefined ? "" : html`${block.answer.map((part) => blockMarkup(frame, part, title))}`);
  }
}

function paragraph({ language }: Frame, text: string, tone: Tone | undefined): Html {
  if (tone === undefined) return html`<p>${text}</p>`;
  if (tone === "note") return html`<p class="soft">${text}</p>`;
  // The word is what tells the tone; how it looks only repeats it.
  return html`<p class="tone ${tone}"><strong>${messagesIn(language).tones[tone]}</strong> ${text}</p>`;
}

/** Conditions: whether each holds in a sign and a word, and how far. */
export function checksMarkup(frame: Frame, checks: readonly Check[]): Html {
  const words = messagesIn(frame.language);
  return html`<ul class="checks">${checks.map(
    ({ fulfilled, told, text, to, note, permille }) =>
      html`<li class="${fulfilled ? "fulfilled" : "missing"}"><svg viewBox="0 0 20 20" aria-hidden="true"><circle cx="10" cy="10" r="8.5"/>${
        fulfilled ? html`<path d="M6 10.2l2.8 2.8L14 7.4"/>` : ""
      }</svg><div><p><strong>${told ?? (fulfilled ? words.fulfilled : words.missing)}</strong> ${to === undefined ? text : html`<a href="${linkTo(frame, to)}">${text}</a>`}</p>${note === undefined ? "" : html`<p class="soft">${note}</p>`}${
        permille === undefined ? "" : progress(permille)
      }</div></li>`,
  )}</ul>`;
}

function progress(permille: number): Html {
  const reached = Math.min(1000, Math.max(0, permille));
  return html`<svg class="progress" viewBox="0 0 1000 8" preserveAspectRatio="none" aria-hidden="true"><rect class="whole" width="1000" height="8"/><rect class="reached" width="${reached}" height="8"/></svg>`;
}

/** Arithmetic as it is written by hand: a line for each step, the result below a rule. */
export function equationMarkup(frame: Frame, lines: readonly EquationLine[]): Html {
  return html`<dl class="equation">${lines.map(
    ({ sign, label, value }) =>
      html`<div${sign === "=" ? html` class="result"` : ""}><dt><span class="sign">${sign === "" ? "\u00a0" : sign}</span><span>${label}</span></dt><dd>${cellMarkup(frame, value)}</dd></div>`,
  )}</dl>`;
}

/** Figures with their names. */
export function figuresMarkup(frame: Frame, figures: readonly Figure[]): Html {
  return html`<dl class="figures">${figures.map(
    ({ label, value }) => html`<div><dt>${label}</dt><dd>${cellMarkup(frame, value)}</dd></div>`,
  )}</dl>`;
}

type Field = QuestionBlock["fields"][number];

/** A question that is asked by the page's own address, so that it works without a script and can be kept as a bookmark. */
function questionMarkup({ id, fields, submit }: QuestionBlock, answer: Html | ""): Html {
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

/** A view as a whole page; `more` stands after its sections. */
export function viewPage(frame: Frame, view: View, more: Html | "" = ""): Html {
  const { title, subtitle, headline, sections, footer } = view;
  return pageMarkup(
    frame,
    title,
    html`<header class="opening"><div><h1>${title}</h1>${subtitle === undefined ? "" : html`<p class="soft">${subtitle}</p>`}</div>${headline === undefined ? "" : headlineMarkup(headline)}</header>
${sections.map((section) => sectionMarkup(frame, section))}${more}${
  footer.length === 0 ? "" : html`<div class="fine">${footer.map((line) => html`<p>${line}</p>`)}</div>`
}`,
  );
}

function headlineMarkup({ label, minor, text, note }: Headline): Html {
  return html`<p class="headline"><span class="label">${label}</span> <data class="number" value="${String(minor)}">${text}</data>${
    note === undefined ? "" : html` <span class="soft">${note}</span>`
  }</p>`;
}

/** More blocks than this are unfolded by who wants them: every component's arithmetic on one page, for example. */
const BLOCKS_SHOWN_AT_ONCE = 10;

function sectionMarkup(frame: Frame, { id, title, blocks }: Section): Html {
  const parts = html`<div class="blocks">${blocks.map((block) => blockMarkup(frame, block, title))}</div>`;
  const isLong = blocks.length > BLOCKS_SHOWN_AT_ONCE;
  const content = isLong ? html`<details><summary>${messagesIn(frame.language).unfold}</summary>${parts}</details>` : parts;
  return html`<section id="${id}" aria-labelledby="${id}-heading"><h2 id="${id}-heading">${title}</h2>${content}</section>
`;
}

/** Says in the reader's language why there is no page, and what to do. */
export function problemPage(frame: Frame, problem: Problem): Html {
  const words = messagesIn(frame.language);
  const { status, requestId } = problem;
  const { title, text } = faultOf(problem, words);
  return pageMarkup(
    frame,
    title,
    html`<header class="opening"><div><h1>${title}</h1><p class="soft">${status}</p></div><div class="blocks"><p>${text}</p><ul class="links"><li><a href="/${frame.language}">${words.home}</a></li></ul></div></header>
<div class="fine"><p>${words.reference} ${requestId}</p></div>`,
  );
}

function faultOf({ type, status, detail }: Problem, { errors, refused }: Words): Fault {
  if (type.endsWith(":refused")) return { title: refused, text: detail };
  if (type.endsWith(":not-from-here")) return errors.notFromHere;
  if (status === 403) return errors.forbidden;
  if (status === 404) return errors.missing;
  return status < 500 ? errors.wrong : errors.failed;
}
