import { html } from "hono/html";
import type { PeopleWriter } from "../../../shared/advisors/messages.ts";
import { quarantineWordsOf } from "../../../shared/quarantine/messages.ts";
import { button, longField } from "../../_platform/page/form-fields.ts";
import type { Html } from "../../_platform/page/frame.ts";

/** What was typed into the forms about a held record, and what is wrong with it. */
export interface QuarantineFormData {
  readonly body: string;
  readonly bodyError?: string | undefined;
  readonly why: string;
  readonly whyError?: string | undefined;
  readonly note: string;
  readonly noteError?: string | undefined;
}

const MAX_ROWS = 32;

/** Mends a record and releases it, or releases it as it is. */
export function fixForm({ body, bodyError, why, whyError }: QuarantineFormData, writer: PeopleWriter): Html {
  const words = quarantineWordsOf(writer.language);
  const rows = Math.min(MAX_ROWS, Math.max(8, body.split("\n").length + 1));
  return html`<form class="sheet code-sheet" method="post">${longField({
    name: "body",
    label: words.body,
    value: body,
    rows,
    isCode: true,
    ...(bodyError !== undefined && { error: bodyError, isFocused: true }),
  })}${longField({
    name: "why",
    label: words.reason,
    hint: words.reasonHint,
    value: why,
    rows: 2,
    ...(whyError !== undefined && { error: whyError, isFocused: true }),
  })}<div class="buttons">${button("release-corrected", words.fix)}${button("release", words.releaseAsIs, { isQuiet: true })}</div></form>`;
}

/** Says why a record may stay. */
export function acknowledgeForm({ note, noteError }: QuarantineFormData, writer: PeopleWriter): Html {
  const words = quarantineWordsOf(writer.language);
  return html`<form class="sheet" method="post">${longField({
    name: "note",
    label: words.acknowledgeWhy,
    value: note,
    rows: 2,
    ...(noteError !== undefined && { error: noteError, isFocused: true }),
  })}<div class="buttons">${button("acknowledge", words.acknowledge, { isQuiet: true })}</div></form>`;
}
