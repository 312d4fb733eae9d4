import { stringify } from "csv-stringify/sync";
import { html } from "hono/html";
import { HR, STAFF } from "../../../shared/access/groups.ts";
import { trailBlocks } from "../../../shared/activity/views/activity-table.ts";
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
import { type Room, roomOf, savedNotice, todayOf } from "../page-context.ts";
import { readParsed, readSent, type ScoresSent } from "./form-data.ts";
import { type SingleShown, scoresUpload, singleForm } from "./forms.ts";
import { previewOf } from "./preview.ts";

/** How many lines of the trail are told. */
const LATEST = 20;

/** The giving and correcting of scores: by file or one by one, always with a preview. */
export const scorePages: readonly Route[] = [
  page({
    id: "hr.scores",
    path: "/:lang/hr/scores",
    access: STAFF,
    handle: async (c, deps) => {
      const room = roomOf(c, deps);
      if (c.req.query("file") === "template") return answerTemplate(room);
      return answerForms(room, {});
    },
  }),

  page({
    id: "hr.saveScores",
    method: "POST",
    path: "/:lang/hr/scores",
    access: HR,
    handle: async (c, deps) => {
      const room = roomOf(c, deps);
      const sent = await readSent(await c.req.parseBody(), room);
      if (sent.kind === "upload") return toUpload(room, "scores", sent.uploadId);
      return sent.kind === "wrong" ? answerForms(room, sent) : previewOf(room, sent);
    },
  }),

  page({
    id: "hr.scoresUpload",
    path: "/:lang/hr/scores/uploads/:uploadId",
    access: HR,
    handle: async (c, deps) => {
      const room = roomOf(c, deps);
      const state = await uploadAt(c, "scores", room);
      return state.parsed === undefined ? showReading(room, state) : previewOf(room, readParsed(state.parsed));
    },
  }),
];

/** The forms, with what was typed and what is wrong with it. */
async function answerForms(room: Room, { single, problem = {} }: Partial<Extract<ScoresSent, { kind: "wrong" }>>): Promise<Response> {
  const { c, frame, writer, p, mayWrite } = room;
  const words = scoresWordsOf(writer.language);
  const [saved, attributes, trail] = await Promise.all([savedNotice(room), attributesOf(p), p.proposals.trail("scores")]);
  const recent = blocksMarkup(frame, words.recent, trailBlocks(trail.slice(-LATEST), writer.people.fields, writer));
  const shown: SingleShown = { ...asked(room), errors: {}, ...single, attributes };
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
function asked({ c, p }: Room) {
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
async function answerTemplate({ c, p }: Room): Promise<Response> {
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
