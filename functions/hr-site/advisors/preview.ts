import { html } from "hono/html";
import type { PeopleWriter } from "../../../shared/advisors/messages.ts";
import { simulationMessagesIn } from "../../../shared/simulations/messages.ts";
import type { Restatement } from "../../../shared/simulations/restatement/restatement.ts";
import { restatementBlocks } from "../../../shared/simulations/restatement/views/restatement-blocks.ts";
import { button, hiddenField, longField } from "../../_platform/page/form-fields.ts";
import type { Frame, Html } from "../../_platform/page/frame.ts";
import { blocksMarkup, notice, section } from "../../_platform/page/staff-page.ts";

/** A change that waits to be saved. */
export interface ChangeShown {
  /** A sentence for each field. */
  readonly changes: readonly string[];
  readonly restatement: Restatement;
  /** What the form carries along: what was typed. */
  readonly fields: readonly (readonly [string, string])[];
  readonly why: string;
  readonly whyError?: string | undefined;
  /** Why it could not be saved just now. */
  readonly refused?: string | undefined;
  /** Whether there is a way back into the form; else a link. */
  readonly back: "form" | { readonly href: string; readonly text: string };
}

/** What a change does, and the form that saves it with its reason. */
export function changeParts(frame: Frame, shown: ChangeShown, writer: PeopleWriter): (Html | "")[] {
  const { changes, restatement, refused } = shown;
  const words = writer.people;
  return [
    refused === undefined ? "" : notice(frame, "warning", refused),
    changes.length === 0 ? "" : section("changes", words.preview.changes, changesMarkup(changes)),
    section(
      "restatement",
      simulationMessagesIn(writer.language).restates.title,
      blocksMarkup(frame, simulationMessagesIn(writer.language).restates.title, restatementBlocks(restatement, writer)),
    ),
    section("save", restatement.reaches ? words.preview.submit : words.preview.save, saveForm(shown, writer)),
  ];
}

export const changesMarkup = (changes: readonly string[]): Html =>
  html`<ul class="changes">${changes.map((change) => html`<li>${change}</li>`)}</ul>`;

function saveForm({ restatement, fields, why, whyError, back }: ChangeShown, writer: PeopleWriter): Html {
  const { preview } = writer.people;
  return html`<form class="sheet" method="post">${fields.map(([name, value]) => hiddenField(name, value))}${hiddenField(
    "expectedResultHash",
    restatement.resultHash,
  )}${longField({
    name: "why",
    label: preview.why,
    hint: preview.whyHint,
    value: why,
    rows: 2,
    ...(whyError !== undefined && { error: whyError, isFocused: true }),
  })}<div class="buttons">${button("save", restatement.reaches ? preview.submit : preview.save)}${
    back === "form" ? button("edit", preview.back, { isQuiet: true }) : html`<a href="${back.href}">${back.text}</a>`
  }</div></form>`;
}
