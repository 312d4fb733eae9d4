import { html } from "hono/html";
import { activityWordsOf } from "../../../shared/activity/messages.ts";
import { activityBlocks } from "../../../shared/activity/views/activity-table.ts";
import type { PeopleWriter } from "../../../shared/advisors/messages.ts";
import type { Issue } from "../../../shared/base/issues/issue.ts";
import { describeIssue } from "../../../shared/base/issues/refusal.ts";
import { quarantineWordsOf } from "../../../shared/quarantine/messages.ts";
import type { QuarantinedRecordFile } from "../../../shared/quarantine/steps/read-quarantined.ts";
import { readableChange, recordLabels } from "../../../shared/quarantine/views/record-changes.ts";
import { type Frame, type Html, linkTo } from "../../_platform/page/frame.ts";
import { blocksMarkup, section } from "../../_platform/page/staff-page.ts";
import { acknowledgeForm, fixForm, type QuarantineFormData } from "./forms.ts";

interface Reader {
  readonly writer: PeopleWriter;
  readonly mayWrite: boolean;
}

/** A held record: why it is held, what it says, and what can be done about it. */
export function heldParts(
  frame: Frame,
  held: QuarantinedRecordFile,
  typed: QuarantineFormData,
  { writer, mayWrite }: Reader,
): (Html | "")[] {
  const words = quarantineWordsOf(writer.language);
  const isOpen = mayWrite && !held.released;
  const activity = activityWordsOf(writer.language).title;
  const back = html`<ul class="links"><li><a href="${linkTo(frame, "quarantine")}">${words.back}</a></li></ul>`;
  return [
    section("why", words.why, whyMarkup(held, writer)),
    isOpen
      ? section("fix", words.fix, html`<p class="soft">${words.mendIntro}</p>`, fixForm(typed, writer))
      : section("body", words.body, html`<pre tabindex="0" role="region" aria-label="${words.body}"><code>${held.body}</code></pre>`),
    isOpen
      ? section("acknowledge", words.acknowledge, html`<p class="soft">${words.acknowledgeIntro}</p>`, acknowledgeForm(typed, writer))
      : "",
    held.notes.length === 0 ? "" : section("notes", words.notes, notesMarkup(held, writer)),
    section(
      "activity",
      activity,
      blocksMarkup(frame, activity, activityBlocks(readableTrail(held, writer), recordLabels(writer), writer)),
      back,
    ),
  ];
}

const readableTrail = ({ activity }: QuarantinedRecordFile, writer: PeopleWriter) =>
  activity.map((entry) => ({ ...entry, changes: entry.changes.map((change) => readableChange(change, writer)) }));

function whyMarkup({ released, issues, issuesNow, fields }: QuarantinedRecordFile, writer: PeopleWriter): Html {
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

function notesMarkup({ notes }: QuarantinedRecordFile, writer: PeopleWriter): Html {
  return html`<ul class="changes">${notes.map(
    ({ at, by, why }) => html`<li>${writer.moment(at)} ${by}${writer.words.joins.colon}${why}</li>`,
  )}</ul>`;
}
