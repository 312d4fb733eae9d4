import { html } from "hono/html";
import type { PeopleWriter } from "../../../shared/advisors/messages.ts";
import { simulationMessagesIn } from "../../../shared/simulations/messages.ts";
import type { Restatement } from "../../../shared/simulations/restatement/restatement.ts";
import { restatementBlocks } from "../../../shared/simulations/restatement/views/restatement-blocks.ts";
import { type Form, formMarkup, type Refused } from "../../_platform/page/form.ts";
import type { Html } from "../../_platform/page/frame.ts";
import { type Parts, section } from "../../_platform/page/staff-page.ts";

/** A change that waits to be saved. */
export interface ChangeShown {
  /** A sentence for each field. */
  readonly changes: readonly string[];
  readonly restatement: Restatement;
  /** What the form carries along: what was typed. */
  readonly fields: readonly (readonly [string, string])[];
  /** Where one leaves it; else there is a way back into the form. */
  readonly back?: { readonly href: string; readonly text: string };
}

/** What a change does, and the form that saves it with its reason. */
export function changeParts(shown: ChangeShown, writer: PeopleWriter, refused?: Refused): Parts {
  const { changes, restatement } = shown;
  const form = saveForm(shown, writer);
  return [
    changes.length === 0 ? "" : section("changes", writer.people.preview.changes, changesMarkup(changes)),
    section("restatement", simulationMessagesIn(writer.language).restates.title, restatementBlocks(restatement, writer)),
    section("save", form.submit ?? "", formMarkup(form, writer, {}, refused)),
  ];
}

export const changesMarkup = (changes: readonly Html[] | readonly string[]): Html =>
  html`<ul class="changes">${changes.map((change) => html`<li>${change}</li>`)}</ul>`;

/** The form that saves a change, on what its preview showed. */
export function saveForm({ restatement, fields, back }: Omit<ChangeShown, "changes">, { people: { preview } }: PeopleWriter): Form {
  return {
    id: "save",
    hidden: { ...Object.fromEntries(fields), expectedResultHash: restatement.resultHash },
    fields: [{ name: "comment", label: preview.comment, hint: preview.commentHint, rows: 2 }],
    submit: restatement.reaches ? preview.submit : preview.save,
    op: "save",
    otherwise: back === undefined ? { op: "edit", text: preview.back } : undefined,
    back,
  };
}
