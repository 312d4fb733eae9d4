import { html } from "hono/html";
import { activityWordsOf } from "../../../shared/activity/messages.ts";
import { trailBlocks } from "../../../shared/activity/views/activity-table.ts";
import type { PeopleWriter } from "../../../shared/advisors/messages.ts";
import type { Issue } from "../../../shared/base/issues/issue.ts";
import { describeIssue } from "../../../shared/base/issues/refusal.ts";
import { quarantineWordsOf } from "../../../shared/quarantine/messages.ts";
import type { HeldFile } from "../../../shared/quarantine/steps/read-quarantined.ts";
import { readableChange, recordLabels } from "../../../shared/quarantine/views/record-changes.ts";
import { type Frame, type Html, linkTo } from "../../_platform/page/frame.ts";
import { blocksMarkup, section } from "../../_platform/page/staff-page.ts";
import { acknowledgeForm, type HeldTyped, mendForm } from "./forms.ts";

interface Reader {
  readonly writer: PeopleWriter;
  readonly mayWrite: boolean;
}

/** A held record: why it is held, what it says, and what can be done about it. */
export function heldParts(frame: Frame, held: HeldFile, typed: HeldTyped, { writer, mayWrite }: Reader): (Html | "")[] {
  const words = quarantineWordsOf(writer.language);
  const isOpen = mayWrite && !held.released;
  const trail = activityWordsOf(writer.language).title;
  const back = html`<ul class="links"><li><a href="${linkTo(frame, "quarantine")}">${words.back}</a></li></ul>`;
  return [
    section("why", words.why, whyMarkup(held, writer)),
    isOpen
      ? section("mend", words.mend, html`<p class="soft">${words.mendIntro}</p>`, mendForm(typed, writer))
      : section("body", words.body, html`<pre tabindex="0" role="region" aria-label="${words.body}"><code>${held.body}</code></pre>`),
    isOpen
      ? section("acknowledge", words.acknowledge, html`<p class="soft">${words.acknowledgeIntro}</p>`, acknowledgeForm(typed, writer))
      : "",
    held.notes.length === 0 ? "" : section("notes", words.notes, notesMarkup(held, writer)),
    section("trail", trail, blocksMarkup(frame, trail, trailBlocks(readableTrail(held, writer), recordLabels(writer), writer)), back),
  ];
}

const readableTrail = ({ trail }: HeldFile, writer: PeopleWriter) =>
  trail.map((entry) => ({ ...entry, changes: entry.changes.map((change) => readableChange(change, writer)) }));

function whyMarkup({ released, issues, issuesNow, fields }: HeldFile, writer: PeopleWriter): Html {
  const words = quarantineWordsOf(writer.language);
  if (released) return html`<p>${words.released}</p>${issuesMarkup(issues, writer)}`;
  const isSame = issues.map(describeIssue).join() === issuesNow.map(describeIssue).join();
  const now = issuesNow.length === 0 ? html`<p>${words.readable}</p>` : html`<p>${words.whyNow}</p>${issuesMarkup(issuesNow, writer)}`;
  const named =
    fields.length === 0
      ? ""
      : html`<p class="soft">${words.fields}${writer.words.joins.colon}${fields.map((field, place) => html`${place === 0 ? "" : ", "}<code>${field}</code>`)}</p>`;
  return html`${issuesMarkup(issues, writer)}${isSame ? "" : now}${named}`;
}

function issuesMarkup(issues: readonly Issue[], writer: PeopleWriter): Html {
  return html`<ul class="changes">${issues.map(
    ({ path, ...issue }) =>
      html`<li>${path === "" ? "" : html`<code>${path}</code>${writer.words.joins.colon}`}${writer.formatIssue(issue)}</li>`,
  )}</ul>`;
}

function notesMarkup({ notes }: HeldFile, writer: PeopleWriter): Html {
  return html`<ul class="changes">${notes.map(
    ({ at, by, why }) => html`<li>${writer.moment(at)} ${by}${writer.words.joins.colon}${why}</li>`,
  )}</ul>`;
}
