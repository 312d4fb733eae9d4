import { stringify } from "csv-stringify/sync";
import * as z from "zod";
import { HR, STAFF } from "../../../shared/access/groups.ts";
import { activityBlocks } from "../../../shared/activity/views/activity-table.ts";
import { addMonths, monthOfDay } from "../../../shared/base/calendar/month.ts";
import { isWorkbook } from "../../../shared/base/xlsx/parse-workbook.ts";
import { TENURE } from "../../../shared/engine/facts/attributes.ts";
import { decimal, id, month, name } from "../../../shared/engine/facts/fields.ts";
import { isThereIn } from "../../../shared/engine/facts/spells.ts";
import { scoresAsked, targetsAsked } from "../../../shared/engine/plan/schema.ts";
import { scoresWordsOf } from "../../../shared/scores/messages.ts";
import { readScoresFile } from "../../../shared/scores/model/parse-file.ts";
import { decodeScoresUpload } from "../../../shared/scores/steps/uploaded-scores.ts";
import { templateRows } from "../../../shared/scores/views/scores-view.ts";
import type { Route } from "../../_platform/http/route.ts";
import { type Form, formMarkup, type Refused, readForm } from "../../_platform/page/form.ts";
import { note, section } from "../../_platform/page/staff-page.ts";
import { type UploadProblem, uploadForm } from "../../_platform/page/upload-form.ts";
import { type Sent, sentText } from "../../_platform/site/form-data.ts";
import { directory, respondCsv, showPage, todayOf } from "../../_platform/site/page-context.ts";
import { showUpload, takeUpload, type UploadKind } from "../../_platform/site/upload.ts";
import type { Wiring } from "../../_platform/wiring.ts";
import { type HrContext, hrForm, hrPage, savedNotice } from "../context.ts";
import { saveScores, showFilePreview, showScores } from "./preview.ts";

/** How many lines of the activity log are told. */
const LATEST = 20;

const SCORES: UploadKind<HrContext> = {
  list: "scores",
  job: { subject: "scores", isNeeded: ({ bytes }) => isWorkbook(bytes) },
  preview: async ({ bytes, name, encoding }, context) => {
    const file = readScoresFile(bytes, name, encoding);
    return file.choices ?? showFilePreview(context, file, bytes);
  },
  previewParsed: (parsed, context) => showFilePreview(context, decodeScoresUpload(parsed)),
  again: (problem, context) => showForms(context, problem),
};

/** The giving and correcting of scores: by file or one by one, always with a preview. */
export const scorePages: readonly Route[] = [
  hrPage({
    id: "hr.scores",
    path: "/:lang/hr/scores",
    access: STAFF,
    show: (context) => (context.http.req.query("file") === "template" ? respondTemplate(context) : showForms(context)),
  }),

  hrForm({
    id: "hr.saveScores",
    path: "/:lang/hr/scores",
    access: HR,
    take: async (context, sent) => {
      const op = sentText(sent, "op");
      if (op === "single") return previewOne(context, sent);
      return op === "upload" ? takeUpload(sent, SCORES, context) : saveScores(context, sent);
    },
  }),

  hrPage({
    id: "hr.scoresUpload",
    path: "/:lang/hr/scores/uploads/:uploadId",
    access: HR,
    show: (context) => showUpload(SCORES, context),
  }),
];

const scoreRequest = z.strictObject({ who: z.enum(["advisor", "store"]), subjectId: id, month, attribute: name, value: decimal });

/** Previews the score that was typed, as a file of one line. */
async function previewOne(context: HrContext, sent: Sent): Promise<Response> {
  const { refused, body } = readForm(await singleForm(context), scoreRequest, sent);
  if (body === undefined) return showForms(context, {}, refused);
  const { who, subjectId, month, attribute, value } = body;
  const content = stringify([
    [who === "store" ? "storeId" : "advisorId", "month", attribute],
    [subjectId, month, value],
  ]);
  return showScores(context, {
    file: readScoresFile(new TextEncoder().encode(content), scoresWordsOf(context.language).typed),
    carried: { content },
  });
}

/** The form for one score. */
async function singleForm({ writer, deps }: HrContext): Promise<Form> {
  const words = scoresWordsOf(writer.language);
  const attributes = await attributesOf(deps);
  const known = attributes.map((name) => writer.label(name)).join(", ");
  const options = [
    { value: "advisor", text: words.advisor },
    { value: "store", text: words.store },
  ];
  const offers = attributes.map((name) => ({ value: name, text: writer.title(name) }));
  return {
    id: "single",
    fields: [
      [
        { name: "who", label: words.who, options },
        { name: "subjectId", label: words.id, wrong: words.errors.subjectId },
        { name: "month", label: writer.words.month, type: "month", wrong: words.errors.month },
      ],
      [
        {
          name: "attribute",
          label: words.attribute,
          wrong: words.errors.attribute,
          hint: known === "" ? words.attributeHint : known,
          offers,
        },
        { name: "value", label: words.value, isDecimal: true, wrong: words.errors.value },
      ],
    ],
    submit: words.look,
    op: "single",
  };
}

/** The forms, with what was typed and what is wrong with it. */
async function showForms(context: HrContext, problem: UploadProblem = {}, refused?: Refused): Promise<Response> {
  const { language, writer, deps, isHr } = context;
  const words = scoresWordsOf(language);
  const [saved, single, activity] = await Promise.all([savedNotice(context), singleForm(context), deps.proposals.activity("scores")]);
  const forms = () => [
    section(
      "upload",
      words.upload,
      note(words.uploadIntro),
      uploadForm({ id: "upload", file: words.tableFile, fileHint: words.fileHint }, problem, language),
    ),
    section("single", words.single, formMarkup(single, writer, asked(context), refused)),
  ];
  return showPage(context, {
    title: words.title,
    refused,
    status: refused === undefined && problem.error === undefined ? 200 : 422,
    parts: [
      saved,
      ...(isHr ? forms() : [section("upload", words.upload, writer.people.onlyHr)]),
      section("recent", words.recent, activityBlocks(activity.slice(-LATEST), writer.people.fields, writer)),
    ],
  });
}

/** What the address asks to give a score of; the month by default is the one before this: scores come after it. */
function asked({ http, deps }: HrContext) {
  const store = http.req.query("store");
  const [who, subjectId] = store === undefined ? ["advisor", http.req.query("of")] : ["store", store];
  return { who, subjectId, month: http.req.query("month") ?? lastMonth(deps), attribute: http.req.query("name") };
}

const lastMonth = (deps: Wiring): string => addMonths(monthOfDay(todayOf(deps)), -1);

/** The scores and targets that plans ask for. */
async function attributesOf({ ledger }: Wiring): Promise<string[]> {
  const plans = (await ledger.recordedPlans()).map(({ fact }) => fact);
  const named = plans.flatMap((plan) => [...scoresAsked(plan), ...targetsAsked(plan)]);
  return [...new Set(named)].filter((name) => name !== TENURE).sort();
}

/** A file to fill in: the month's header, and a line for each advisor who was there in it. */
async function respondTemplate({ http, deps }: HrContext): Promise<Response> {
  const month = lastMonth(deps);
  const [advisors, attributes] = await Promise.all([directory.search("", deps), attributesOf(deps)]);
  const ids = advisors.filter((advisor) => isThereIn(advisor, month)).map(({ advisorId }) => advisorId);
  return respondCsv(http, `scores-${month}.csv`, templateRows(ids, month, attributes.length === 0 ? ["serviceScore"] : attributes));
}
