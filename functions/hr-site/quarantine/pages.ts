import { html } from "hono/html";
import { HR, STAFF } from "../../../shared/access/groups.ts";
import { activityWordsOf } from "../../../shared/activity/messages.ts";
import { activityBlocks } from "../../../shared/activity/views/activity-table.ts";
import { describeIssue, type Issue, issue, refuse } from "../../../shared/base/issues/issue.ts";
import { quarantineWordsOf } from "../../../shared/quarantine/messages.ts";
import { contentOf } from "../../../shared/quarantine/model/check-correction.ts";
import { listQuarantined, type QuarantinedRecordFile, readQuarantined } from "../../../shared/quarantine/steps/list-quarantined.ts";
import { acknowledgeHeldRecord, releaseHeld } from "../../../shared/quarantine/steps/reprocess-and-dismiss.ts";
import { readableChange, recordLabels } from "../../../shared/quarantine/views/proposed-correction.ts";
import { groupHeld, groupsTable, groupTitle, heldName, heldTable } from "../../../shared/quarantine/views/quarantine-view.ts";
import { proposalPath } from "../../../shared/ui/links.ts";
import type { Route } from "../../_platform/http/route.ts";
import { type Form, formMarkup, type Refused } from "../../_platform/page/form.ts";
import type { Html } from "../../_platform/page/layout.ts";
import { cut, pageLinks } from "../../_platform/page/list.ts";
import { type Content, links, note, section } from "../../_platform/page/staff-page.ts";
import { dismissRequest, reprocessRequest } from "../../_platform/requests/quarantine.ts";
import { type Sent, sentText } from "../../_platform/site/form-data.ts";
import { doneOf, found, pathPart, showPage } from "../../_platform/site/page-context.ts";
import { pageOf } from "../../_platform/site/request.ts";
import { takeForm } from "../../_platform/site/take.ts";
import { changesMarkup } from "../advisors/form.ts";
import { type HrContext, hrForm, hrPage } from "../context.ts";

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
      { name: "comment", label: words.comment, hint: words.commentHint, rows: 2 },
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

const ROWS = 50;

/** The quarantine: what is held and why, and the forms that release it or let it be. */
export const quarantinePages: readonly Route[] = [
  hrPage({ id: "hr.quarantine", path: "/:lang/hr/quarantine", access: STAFF, show: showList }),

  hrPage({
    id: "hr.quarantined",
    path: "/:lang/hr/quarantine/:recordId",
    access: STAFF,
    show: async (context) => showRecord(context, await recordAt(context)),
  }),

  hrForm({
    id: "hr.saveQuarantined",
    path: "/:lang/hr/quarantine/:recordId",
    access: HR,
    take: async (context, sent) => {
      const record = await recordAt(context);
      return sentText(sent, "op") === "acknowledge" ? dismiss(context, record, sent) : reprocess(context, record, sent);
    },
  }),
];

const recordAt = async (context: HrContext): Promise<QuarantinedRecordFile> =>
  found(await readQuarantined(pathPart(context, "recordId"), context.deps), "record");

/** What is to be looked at, by reason; what somebody has acknowledged stands apart, at the end. */
async function showList(context: HrContext): Promise<Response> {
  const { http, frame, writer, deps } = context;
  const words = quarantineWordsOf(writer.language);
  const { records } = await listQuarantined(deps);
  const open = records.filter(({ notes }) => notes.length === 0);
  const known = records.filter(({ notes }) => notes.length > 0);
  const groups = groupHeld(open);
  const chosen = groups.find(({ code }) => code === http.req.query("code"));
  const { items, ...at } = cut(chosen?.records ?? open, pageOf(http), ROWS);
  const title = chosen === undefined ? words.waiting : groupTitle(chosen, writer);
  return showPage(context, {
    title: words.title,
    note: words.intro,
    parts: [
      open.length === 0
        ? ""
        : section("reasons", words.byReason, groupsTable(groups, writer), chosen && links({ text: words.all, to: "quarantine" })),
      section(
        "held",
        `${title} (${chosen?.records.length ?? open.length})`,
        open.length === 0 ? words.empty : heldTable("held-table", title, items, writer),
        pageLinks(frame, at, chosen === undefined ? {} : { code: chosen.code }),
      ),
      known.length === 0
        ? ""
        : section(
            "acknowledged",
            `${words.acknowledged} (${known.length})`,
            note(words.acknowledgedIntro),
            heldTable("known-table", words.acknowledged, known, writer),
          ),
    ],
  });
}

/** Releases a record as it is, or as it was corrected; tells what still hinders it where something does. */
function reprocess(context: HrContext, record: QuarantinedRecordFile, sent: Sent): Promise<Response> {
  const isCorrected = sentText(sent, "op") === "release-corrected";
  let now = record;
  return takeForm(context, sent, {
    form: fixForm(context, sentText(sent, "body")),
    request: reprocessRequest,
    run: async ({ comment, body = "" }) => {
      if (isCorrected && contentOf(body) === undefined) refuse(issue("body", "not-json"));
      const outcome = await releaseHeld({ id: record.id, comment, ...(isCorrected && { body }) }, context.person, context.deps);
      if (outcome.kind === "proposed") return proposalPath(outcome.proposal.proposalId);
      if (outcome.kind !== "held") return `quarantine/${record.id}?done=${outcome.kind}`;
      now = { ...record, issuesNow: outcome.issues };
      return refuse(...outcome.issues);
    },
    again: (refused) => {
      const typed = { ...refused.typed, ...(isCorrected ? {} : { body: record.body }) };
      const note = now === record ? {} : { note: quarantineWordsOf(context.language).stillHeld };
      return showRecord(context, now, { ...refused, typed, ...note });
    },
  });
}

function dismiss(context: HrContext, { id, ...record }: QuarantinedRecordFile, sent: Sent): Promise<Response> {
  return takeForm(context, sent, {
    form: dismissForm(context),
    request: dismissRequest,
    run: async ({ comment }) => {
      await acknowledgeHeldRecord({ id, comment }, context.person, context.deps);
      return `quarantine/${id}?done=acknowledged`;
    },
    again: (refused) => showRecord(context, { id, ...record }, refused),
  });
}
