import { html } from "hono/html";
import { HR, STAFF } from "../../../shared/access/groups.ts";
import { quarantineWordsOf } from "../../../shared/quarantine/messages.ts";
import { contentOf } from "../../../shared/quarantine/model/record-body.ts";
import type { CorrectionOutcome } from "../../../shared/quarantine/steps/correct-record.ts";
import { listQuarantined } from "../../../shared/quarantine/steps/list-quarantined.ts";
import { type QuarantinedRecordFile, readQuarantined } from "../../../shared/quarantine/steps/read-quarantined.ts";
import { acknowledgeHeldRecord, releaseHeld } from "../../../shared/quarantine/steps/reprocess-and-dismiss.ts";
import { groupHeld, groupsTable, groupTitle, heldName, heldTable } from "../../../shared/quarantine/views/quarantine-view.ts";
import { proposalPath } from "../../../shared/ui/links.ts";
import { notFound } from "../../_platform/http/problem.ts";
import { page, type Route } from "../../_platform/http/route.ts";
import { type Html, linkTo } from "../../_platform/page/frame.ts";
import { blocksMarkup, cut, notice, pagingMarkup, peoplePage, section } from "../../_platform/page/staff-page.ts";
import { type Sent, sentText } from "../../_platform/site/form-data.ts";
import { refusedTexts } from "../../_platform/site/refusal-texts.ts";
import { pageOf } from "../../_platform/site/request.ts";
import { answerPage } from "../../_platform/site/respond.ts";
import { type PageContext, pageContextOf } from "../page-context.ts";
import type { QuarantineFormData } from "./forms.ts";
import { heldParts } from "./record.ts";

const ROWS = 50;
const OUTCOMES = ["recorded", "duplicate", "superseded", "acknowledged"] as const;

/** The quarantine: what is held and why, and the forms that release it or let it be. */
export const quarantinePages: readonly Route[] = [
  page({
    id: "hr.quarantine",
    path: "/:lang/hr/quarantine",
    access: STAFF,
    handle: async (context, deps) => answerList(pageContextOf(context, deps)),
  }),

  page({
    id: "hr.quarantined",
    path: "/:lang/hr/quarantine/:recordId",
    access: STAFF,
    handle: async (context, deps) => {
      const pageContext = pageContextOf(context, deps);
      return answerHeld(pageContext, await heldAt(pageContext), {});
    },
  }),

  page({
    id: "hr.saveQuarantined",
    method: "POST",
    path: "/:lang/hr/quarantine/:recordId",
    access: HR,
    handle: async (context, deps) => {
      const pageContext = pageContextOf(context, deps);
      const [held, sent] = await Promise.all([heldAt(pageContext), context.req.parseBody()]);
      return sentText(sent, "op") === "acknowledge" ? acknowledge(pageContext, held, sent) : release(pageContext, held, sent);
    },
  }),
];

async function heldAt({ c, p }: PageContext): Promise<QuarantinedRecordFile> {
  const held = await readQuarantined(c.req.param("recordId") ?? "", p);
  if (held === undefined) throw notFound("No such record is held.");
  return held;
}

/** What is to be looked at, by reason; what somebody has acknowledged stands apart, at the end. */
async function answerList({ c, frame, writer, p }: PageContext): Promise<Response> {
  const words = quarantineWordsOf(writer.language);
  const { records } = await listQuarantined(p);
  const open = records.filter(({ notes }) => notes.length === 0);
  const known = records.filter(({ notes }) => notes.length > 0);
  const groups = groupHeld(open);
  const chosen = groups.find(({ code }) => code === c.req.query("code"));
  const { items, ...at } = cut(chosen?.records ?? open, pageOf(c), ROWS);
  const title = chosen === undefined ? words.waiting : groupTitle(chosen, writer);
  const query: Readonly<Record<string, string>> = chosen === undefined ? {} : { code: chosen.code };
  const all = chosen === undefined ? "" : html`<ul class="links"><li><a href="${linkTo(frame, "quarantine")}">${words.all}</a></li></ul>`;
  const parts: (Html | "")[] = [
    open.length === 0 ? "" : section("reasons", words.byReason, blocksMarkup(frame, words.waiting, [groupsTable(groups, writer)]), all),
    section(
      "held",
      `${title} (${chosen?.records.length ?? open.length})`,
      open.length === 0 ? html`<p>${words.empty}</p>` : blocksMarkup(frame, title, [heldTable("held-table", title, items, writer)]),
      pagingMarkup(frame, at, query),
    ),
    known.length === 0
      ? ""
      : section(
          "acknowledged",
          `${words.acknowledged} (${known.length})`,
          html`<p class="soft">${words.acknowledgedIntro}</p>`,
          blocksMarkup(frame, words.acknowledged, [heldTable("known-table", words.acknowledged, known, writer)]),
        ),
  ];
  return answerPage(c, frame, peoplePage(frame, { title: words.title, opening: html`<p class="soft">${words.intro}</p>`, parts }));
}

/** Releases a record as it is, or as it was corrected; tells what still hinders it where something does. */
async function release(pageContext: PageContext, held: QuarantinedRecordFile, sent: Sent): Promise<Response> {
  const words = quarantineWordsOf(pageContext.writer.language);
  const [body, why] = [sentText(sent, "body"), sentText(sent, "why")];
  const isMended = sentText(sent, "op") === "release-corrected";
  if (why === "") return answerHeld(pageContext, held, { body, why, whyError: words.whyMissing });
  if (isMended && !isJson(body)) return answerHeld(pageContext, held, { body, why, bodyError: words.notJson });
  let outcome: CorrectionOutcome;
  try {
    outcome = await releaseHeld({ id: held.id, why, ...(isMended && { body }) }, pageContext.person, pageContext.p);
  } catch (error) {
    const refused = refusedTexts(error, pageContext.frame.language).join(pageContext.writer.words.joins.sentence);
    return answerHeld(pageContext, held, { body: isMended ? body : held.body, why, bodyError: refused });
  }
  if (outcome.kind === "proposed") return pageContext.c.redirect(linkTo(pageContext.frame, proposalPath(outcome.proposal.proposalId)), 303);
  if (outcome.kind !== "held") return toOutcome(pageContext, held, outcome.kind);
  return answerHeld(
    pageContext,
    { ...held, issuesNow: outcome.issues },
    {
      body: isMended ? body : held.body,
      why,
      bodyError: `${words.stillHeld} ${outcome.issues.map((issue) => pageContext.writer.formatIssue(issue)).join(pageContext.writer.words.joins.list)}`,
    },
  );
}

async function acknowledge(pageContext: PageContext, held: QuarantinedRecordFile, sent: Sent): Promise<Response> {
  const note = sentText(sent, "note");
  if (note === "") return answerHeld(pageContext, held, { note, noteError: quarantineWordsOf(pageContext.writer.language).whyMissing });
  await acknowledgeHeldRecord({ id: held.id, why: note }, pageContext.person, pageContext.p);
  return toOutcome(pageContext, held, "acknowledged");
}

const toOutcome = ({ c, frame }: PageContext, { id }: QuarantinedRecordFile, outcome: (typeof OUTCOMES)[number]): Response =>
  c.redirect(`${linkTo(frame, `quarantine/${id}`)}?done=${outcome}`, 303);

const isJson = (text: string): boolean => contentOf(text) !== undefined;

function answerHeld({ c, frame, writer, mayWrite }: PageContext, held: QuarantinedRecordFile, typed: Partial<QuarantineFormData>) {
  const words = quarantineWordsOf(writer.language);
  const done = OUTCOMES.find((each) => each === c.req.query("done"));
  const isWrong = (typed.bodyError ?? typed.whyError ?? typed.noteError) !== undefined;
  const first = done === undefined || isWrong ? "" : notice(frame, "good", words.outcomes[done]);
  const parts = heldParts(frame, held, { body: held.body, why: "", note: "", ...typed }, { writer, mayWrite });
  const subtitle = words.heldSince(writer.moment(held.heldAt));
  return answerPage(
    c,
    frame,
    peoplePage(frame, { title: `${words.kinds[held.kind]} ${heldName(held.kind, held.body)}`.trim(), subtitle, parts: [first, ...parts] }),
    isWrong ? 422 : 200,
  );
}
