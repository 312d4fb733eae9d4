import { stringify } from "csv-stringify/sync";
import { html } from "hono/html";
import { HR, STAFF } from "../../../shared/access/groups.ts";
import { activityBlocks } from "../../../shared/activity/views/activity-table.ts";
import { addMonths, monthOfDay } from "../../../shared/base/calendar/month.ts";
import { TENURE } from "../../../shared/engine/facts/attributes.ts";
import { isThereIn } from "../../../shared/engine/facts/spells.ts";
import { scoresAsked, targetsAsked } from "../../../shared/engine/plan/schema.ts";
import { scoresWordsOf } from "../../../shared/scores/messages.ts";
import { templateRows } from "../../../shared/scores/views/scores-view.ts";
import { page, type Route } from "../../_platform/http/route.ts";
import type { Html } from "../../_platform/page/frame.ts";
import { blocksMarkup, peoplePage, section } from "../../_platform/page/staff-page.ts";
import { directory } from "../../_platform/site/advisor-directory.ts";
import { showReading, toUpload, uploadAt } from "../../_platform/site/background-upload.ts";
import { answerPage } from "../../_platform/site/respond.ts";
import type { Wiring } from "../../_platform/wiring.ts";
import { type PageContext, pageContextOf, savedNotice, todayOf } from "../page-context.ts";
import { readParsed, readSent, type ScoresSent } from "./form-data.ts";
import { type SingleShown, scoresUpload, singleForm } from "./forms.ts";
import { previewOf } from "./preview.ts";

/** How many lines of the activity log are told. */
const LATEST = 20;

/** The giving and correcting of scores: by file or one by one, always with a preview. */
export const scorePages: readonly Route[] = [
  page({
    id: "hr.scores",
    path: "/:lang/hr/scores",
    access: STAFF,
    handle: async (context, deps) => {
      const pageContext = pageContextOf(context, deps);
      if (context.req.query("file") === "template") return answerTemplate(pageContext);
      return answerForms(pageContext, {});
    },
  }),

  page({
    id: "hr.saveScores",
    method: "POST",
    path: "/:lang/hr/scores",
    access: HR,
    handle: async (context, deps) => {
      const pageContext = pageContextOf(context, deps);
      const sent = await readSent(await context.req.parseBody(), pageContext);
      if (sent.kind === "upload") return toUpload(pageContext, "scores", sent.uploadId);
      return sent.kind === "wrong" ? answerForms(pageContext, sent) : previewOf(pageContext, sent);
    },
  }),

  page({
    id: "hr.scoresUpload",
    path: "/:lang/hr/scores/uploads/:uploadId",
    access: HR,
    handle: async (context, deps) => {
      const pageContext = pageContextOf(context, deps);
      const state = await uploadAt(context, "scores", pageContext);
      return state.parsed === undefined ? showReading(pageContext, state) : previewOf(pageContext, readParsed(state.parsed));
    },
  }),
];

/** The forms, with what was typed and what is wrong with it. */
async function answerForms(
  pageContext: PageContext,
  { single, problem = {} }: Partial<Extract<ScoresSent, { kind: "wrong" }>>,
): Promise<Response> {
  const { c, frame, writer, p, mayWrite } = pageContext;
  const words = scoresWordsOf(writer.language);
  const [saved, attributes, activity] = await Promise.all([savedNotice(pageContext), attributesOf(p), p.proposals.activity("scores")]);
  const recent = blocksMarkup(frame, words.recent, activityBlocks(activity.slice(-LATEST), writer.people.fields, writer));
  const shown: SingleShown = { ...asked(pageContext), errors: {}, ...single, attributes };
  const parts: (Html | "")[] = [
    saved,
    ...(mayWrite
      ? [
          section("upload", words.upload, html`<p class="soft">${words.uploadIntro}</p>`, scoresUpload(problem, writer)),
          section("single", words.single, singleForm(shown, writer)),
        ]
      : [section("upload", words.upload, html`<p>${writer.people.onlyHr}</p>`)]),
    section("recent", words.recent, recent),
  ];
  const isWrong = single !== undefined || problem.error !== undefined;
  return answerPage(c, frame, peoplePage(frame, { title: words.title, parts }), isWrong ? 422 : 200);
}

/** What the address asks to give a score of; the month by default is the one before this: scores come after it. */
function asked({ c, p }: PageContext) {
  const storeId = c.req.query("store");
  return {
    who: storeId === undefined ? "advisor" : "store",
    subjectId: storeId ?? c.req.query("of") ?? "",
    month: c.req.query("month") ?? lastMonth(p),
    attribute: c.req.query("name") ?? "",
    value: "",
  };
}

const lastMonth = (deps: Wiring): string => addMonths(monthOfDay(todayOf(deps)), -1);

/** The scores and targets that plans ask for. */
async function attributesOf({ ledger }: Wiring): Promise<string[]> {
  const plans = (await ledger.recordedPlans()).map(({ fact }) => fact);
  const named = plans.flatMap((plan) => [...scoresAsked(plan), ...targetsAsked(plan)]);
  return [...new Set(named)].filter((name) => name !== TENURE).sort();
}

/** A file to fill in: the month's header, and a line for each advisor who was there in it. */
async function answerTemplate({ c, p }: PageContext): Promise<Response> {
  const month = lastMonth(p);
  const [advisors, attributes] = await Promise.all([directory.search("", p), attributesOf(p)]);
  const there = advisors.filter((advisor) => isThereIn(advisor, month));
  const rows = templateRows(
    there.map(({ advisorId }) => advisorId),
    month,
    attributes.length === 0 ? ["serviceScore"] : attributes,
  );
  c.header("content-type", "text/csv; charset=utf-8");
  c.header("content-disposition", `attachment; filename="scores-${month}.csv"`);
  return c.body(stringify(rows, { bom: true, escape_formulas: true }));
}
