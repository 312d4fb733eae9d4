import { stringify } from "csv-stringify/sync";
import { html } from "hono/html";
import { reasonText } from "../../../../shared/base/issues/messages.zh.ts";
import { ANSWER_COLUMNS } from "../../../../shared/payouts/bank-reports/formats/csv.ts";
import { readAnswer } from "../../../../shared/payouts/bank-reports/formats/parse-report.ts";
import { answersWordsOf } from "../../../../shared/payouts/bank-reports/messages.zh.ts";
import { keptReadAnswer } from "../../../../shared/payouts/bank-reports/steps/parsed-report-store.ts";
import { type AnswerWithOpen, listAnswers, lookAtAnswer } from "../../../../shared/payouts/bank-reports/steps/read-reports.ts";
import { beginAnswer } from "../../../../shared/payouts/bank-reports/steps/upload-report.ts";
import { answersTable, entriesTable, matchesTable } from "../../../../shared/payouts/bank-reports/views/bank-reports-view.ts";
import { answerPath } from "../../../../shared/ui/links.ts";
import type { App } from "../../../_platform/http/app.ts";
import { notFound } from "../../../_platform/http/problem.ts";
import { route } from "../../../_platform/http/register-endpoint.ts";
import { fileField } from "../../../_platform/page/form-fields.ts";
import { type Html, linkTo } from "../../../_platform/page/frame.ts";
import { pollMarkup } from "../../../_platform/page/poll.ts";
import { blocksMarkup, cut, notice, pagingMarkup, peoplePage, section } from "../../../_platform/page/staff-page.ts";
import { encodingField } from "../../../_platform/page/upload-fields.ts";
import { type Sent, sentText } from "../../../_platform/site/form-data.ts";
import { liveForms } from "../../../_platform/site/htmx.ts";
import { refusedTexts } from "../../../_platform/site/refusal-texts.ts";
import { pageOf } from "../../../_platform/site/request.ts";
import { answerPage } from "../../../_platform/site/respond.ts";
import { uploadedFile } from "../../../_platform/site/uploaded-file.ts";
import type { Wiring } from "../../../_platform/wiring.ts";
import { type FinanceRoom, financeRoomOf } from "../../page-context.ts";
import { showPreview } from "./preview.ts";

const ROWS = 100;

/** Adds the bank's answers: those that there are, the upload with its preview, and what became of each. */
export function addAnswerPages(app: App, wiring: () => Wiring): void {
  route(app, "finance.answers", (c) => {
    const room = financeRoomOf(c, wiring());
    return c.req.query("file") === "template" ? answerTemplate(room) : showAnswers(room);
  });

  route(app, "finance.sendAnswer", async (c) => {
    const room = financeRoomOf(c, wiring());
    const sent: Sent = await c.req.parseBody();
    return sentText(sent, "op") === "apply" ? apply(room, sentText(sent, "kept")) : preview(room, sent);
  });

  route(app, "finance.answer", async (c) => {
    const room = financeRoomOf(c, wiring());
    const found = await lookAtAnswer(c.req.param("answerId") ?? "", room.p);
    if (found === undefined) throw notFound("There is no such answer.");
    return showAnswer(room, found);
  });
}

async function preview(room: FinanceRoom, sent: Sent): Promise<Response> {
  const words = answersWordsOf(room.frame.language);
  const upload = await uploadedFile(sent);
  if (upload === "none") return showAnswers(room, [words.noFile]);
  if (upload === "too-large") return showAnswers(room, [words.tooLarge]);
  const read = await readAnswer(upload.bytes, upload.name, room.p.agency.currency, upload.encoding);
  if (!read.ok) return showAnswers(room, [words.unreadable, ...read.reasons.map((reason) => reasonText(reason, room.writer))]);
  return showPreview(room, read.fact);
}

async function apply(room: FinanceRoom, kept: string): Promise<Response> {
  const { c, frame, person, p } = room;
  const read = await keptReadAnswer(kept, p);
  if (read === undefined) return showAnswers(room, [answersWordsOf(frame.language).noFile]);
  try {
    const { answerId } = await beginAnswer(read, person, p);
    return c.redirect(linkTo(frame, answerPath(answerId)), 303);
  } catch (error) {
    return showAnswers(room, refusedTexts(error, frame.language));
  }
}

/** The answers that there are, and the form that takes another; with what is wrong with the one that was sent. */
async function showAnswers(room: FinanceRoom, wrong: readonly string[] = []): Promise<Response> {
  const { c, frame, writer, p, isFinance } = room;
  const words = answersWordsOf(frame.language);
  const [error] = wrong;
  const field = fileField(
    { name: "file", label: words.file, hint: words.fileHint, ...(error !== undefined && { error, isFocused: true }) },
    ".xml,.gz,.csv,.txt",
  );
  const reasons = wrong.length <= 1 ? "" : html`<ul class="found">${wrong.slice(1).map((reason) => html`<li>${reason}</li>`)}</ul>`;
  const form = html`<form class="sheet" id="answer-form" method="post" enctype="multipart/form-data">${field}${reasons}${encodingField(undefined, frame.language)}<div class="buttons"><button type="submit" name="op" value="preview">${words.look}</button><a href="?file=template" download>${words.template}</a></div></form>`;
  const parts: Html[] = [
    section("upload", words.upload, isFinance ? form : html`<p>${words.onlyFinance}</p>`),
    section("answers", words.earlier, blocksMarkup(frame, words.earlier, [answersTable(await listAnswers(p), writer)])),
  ];
  const page = peoplePage(frame, { title: words.title, opening: html`<p class="soft">${words.intro}</p>`, parts });
  return answerPage(c, frame, page, wrong.length > 0 ? 422 : 200);
}

/** What became of an answer: how many entries of each match, and those that a person has to look at. */
function showAnswer(room: FinanceRoom, { answer, open }: AnswerWithOpen): Response | Promise<Response> {
  const { c, frame, writer } = room;
  const words = answersWordsOf(frame.language);
  const isApplied = answer.status === "applied";
  // Whoever looked on while it was applied gets the whole page now.
  if (isApplied && c.req.header("hx-target") === "state") c.header("hx-refresh", "true");
  const { items, ...at } = cut(open, pageOf(c), ROWS);
  const title = `${words.openTitle} (${open.length})`;
  const parts: (Html | "")[] = [
    isApplied ? notice(frame, "good", words.applied) : section("state", words.status, html`<p>${words.applying}</p>`),
    isApplied
      ? section("matches", words.counts, blocksMarkup(frame, words.counts, [matchesTable(answer.matches ?? {}, undefined, writer)]))
      : "",
    isApplied
      ? section(
          "open",
          title,
          open.length === 0
            ? html`<p>${words.noOpen}</p>`
            : html`<p class="soft">${words.openIntro}</p>${blocksMarkup(frame, title, [entriesTable(title, items, writer)])}`,
          pagingMarkup(frame, at, {}),
        )
      : pollMarkup(frame, "state"),
  ];
  const opening = html`<p class="soft">${[writer.moment(answer.at), answer.by].join(writer.words.joins.list)}</p><ul class="links"><li><a href="${linkTo(frame, "answers")}">${words.title}</a></li></ul>`;
  const alive = isApplied ? frame : { ...frame, scripts: [liveForms().path], refreshSeconds: 5 };
  return answerPage(c, alive, peoplePage(alive, { title: words.resultTitle(answer.name), subtitle: answer.format, opening, parts }));
}

function answerTemplate({ c, frame }: FinanceRoom): Response {
  const columns = Object.entries(ANSWER_COLUMNS).map(([name, { names }]) => (frame.language === "zh" ? names[0] : name));
  c.header("content-type", "text/csv; charset=utf-8");
  c.header("content-disposition", `attachment; filename="${answersWordsOf(frame.language).templateName}"`);
  return c.body(stringify([columns], { bom: true, escape_formulas: true }));
}
