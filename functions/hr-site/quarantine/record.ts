import { html } from "hono/html";
import { activityWordsOf } from "../../../shared/activity/messages.ts";
import { activityBlocks } from "../../../shared/activity/views/activity-table.ts";
import { describeIssue, type Issue } from "../../../shared/base/issues/issue.ts";
import { quarantineWordsOf } from "../../../shared/quarantine/messages.ts";
import type { QuarantinedRecordFile } from "../../../shared/quarantine/steps/list-quarantined.ts";
import { readableChange, recordLabels } from "../../../shared/quarantine/views/proposed-correction.ts";
import { heldName } from "../../../shared/quarantine/views/quarantine-view.ts";
import { type Form, formMarkup, type Refused } from "../../_platform/page/form.ts";
import type { Html } from "../../_platform/page/frame.ts";
import { type Content, links, note, section } from "../../_platform/page/staff-page.ts";
import { doneOf, showPage } from "../../_platform/site/page-context.ts";
import { changesMarkup } from "../advisors/form.ts";
import type { HrContext } from "../context.ts";

const MAX_ROWS = 32;
const OUTCOMES = ["recorded", "duplicate", "superseded", "acknowledged"] as const;

/** A held record: why it is held, what it says, and what can be done about it. */
export function showRecord(context: HrContext, record: QuarantinedRecordFile, refused?: Refused): Response | Promise<Response> {
  const { writer, isHr } = context;
  const words = quarantineWordsOf(writer.language);
  const { kind, body, heldAt, notes, activity } = record;
  const isOpen = isHr && !record.released;
  const done = doneOf(context, OUTCOMES);
  const form = (each: Form) => formMarkup(each, writer, { body }, refused);
  const raw = html`<pre tabindex="0" role="region" aria-label="${words.body}"><code>${body}</code></pre>`;
  const entries = activity.map((entry) => ({ ...entry, changes: entry.changes.map((change) => readableChange(change, writer)) }));
  return showPage(context, {
    title: `${words.kinds[kind]} ${heldName(kind, body)}`.trim(),
    subtitle: words.heldSince(writer.moment(heldAt)),
    done: done && words.outcomes[done],
    refused,
    parts: [
      section("comment", words.cause, ...causeContent(context, record)),
      isOpen
        ? section("fix", words.fix, note(words.mendIntro), form(fixForm(context, refused?.typed.body ?? body)))
        : section("body", words.body, raw),
      isOpen ? section("acknowledge", words.acknowledge, note(words.acknowledgeIntro), form(dismissForm(context))) : "",
      notes.length === 0 ? "" : section("notes", words.notes, notesMarkup(context, record)),
      section(
        "activity",
        activityWordsOf(writer.language).title,
        activityBlocks(entries, recordLabels(writer), writer),
        links({ text: words.back, to: "quarantine" }),
      ),
    ],
  });
}

/** Corrects a record and releases it, or releases it as it is. */
export function fixForm({ language }: HrContext, body: string): Form {
  const words = quarantineWordsOf(language);
  const rows = Math.min(MAX_ROWS, Math.max(8, body.split("\n").length + 1));
  return {
    id: "fix",
    fields: [
      { name: "body", label: words.body, rows, isCode: true },
      { name: "comment", label: words.reason, hint: words.reasonHint, rows: 2 },
    ],
    submit: words.fix,
    op: "release-corrected",
    otherwise: { op: "release", text: words.releaseAsIs },
  };
}

/** Says why a record may stay. */
export function dismissForm({ language }: HrContext): Form {
  const words = quarantineWordsOf(language);
  const note = { name: "note", as: "comment", label: words.acknowledgeWhy, rows: 2 };
  return { id: "acknowledge", fields: [note], submit: words.acknowledge, op: "acknowledge", isQuiet: true };
}

function causeContent(context: HrContext, { released, issues, issuesNow, fields }: QuarantinedRecordFile): readonly Content[] {
  const { writer } = context;
  const words = quarantineWordsOf(writer.language);
  const first = issuesMarkup(context, issues);
  if (released) return [words.released, first];
  const isSame = issues.map(describeIssue).join() === issuesNow.map(describeIssue).join();
  const now = issuesNow.length === 0 ? [words.readable] : [words.whyNow, issuesMarkup(context, issuesNow)];
  const named = html`<p class="soft">${words.fields}${writer.words.joins.colon}${fields.map((field, place) => html`${place === 0 ? "" : ", "}<code>${field}</code>`)}</p>`;
  return [first, ...(isSame ? [] : now), fields.length === 0 ? "" : named];
}

const issuesMarkup = ({ writer }: HrContext, issues: readonly Issue[]): Html =>
  changesMarkup(
    issues.map(
      ({ path, ...issue }) => html`${path === "" ? "" : html`<code>${path}</code>${writer.words.joins.colon}`}${writer.formatIssue(issue)}`,
    ),
  );

const notesMarkup = ({ writer }: HrContext, { notes }: QuarantinedRecordFile): Html =>
  changesMarkup(notes.map(({ at, by, comment }) => `${writer.moment(at)} ${by}${writer.words.joins.colon}${comment}`));
