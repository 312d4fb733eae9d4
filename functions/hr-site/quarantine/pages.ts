import { HR, STAFF } from "../../../shared/access/groups.ts";
import { issue, refuse } from "../../../shared/base/issues/issue.ts";
import { quarantineWordsOf } from "../../../shared/quarantine/messages.ts";
import { contentOf } from "../../../shared/quarantine/model/check-correction.ts";
import { listQuarantined, type QuarantinedRecordFile, readQuarantined } from "../../../shared/quarantine/steps/list-quarantined.ts";
import { acknowledgeHeldRecord, releaseHeld } from "../../../shared/quarantine/steps/reprocess-and-dismiss.ts";
import { groupHeld, groupsTable, groupTitle, heldTable } from "../../../shared/quarantine/views/quarantine-view.ts";
import { proposalPath } from "../../../shared/ui/links.ts";
import type { Route } from "../../_platform/http/route.ts";
import { cut, pageLinks } from "../../_platform/page/list.ts";
import { links, note, section } from "../../_platform/page/staff-page.ts";
import { dismissRequest, reprocessRequest } from "../../_platform/requests/quarantine.ts";
import { type Sent, sentText } from "../../_platform/site/form-data.ts";
import { found, pathPart, showPage } from "../../_platform/site/page-context.ts";
import { pageOf } from "../../_platform/site/request.ts";
import { takeForm } from "../../_platform/site/take.ts";
import { type HrContext, hrForm, hrPage } from "../context.ts";
import { dismissForm, fixForm, showRecord } from "./record.ts";

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
