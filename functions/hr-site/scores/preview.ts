import { html } from "hono/html";
import { scoresWordsOf } from "../../../shared/scores/messages.ts";
import { previewScores, type ScoresPreview } from "../../../shared/scores/steps/preview-scores.ts";
import { scoreCellsTable, scoreErrorsBlocks } from "../../../shared/scores/views/scores-view.ts";
import { simulationMessagesIn } from "../../../shared/simulations/messages.ts";
import { restatementBlocks } from "../../../shared/simulations/restatement/views/restatement-blocks.ts";
import { type Html, linkTo } from "../../_platform/page/frame.ts";
import { messagesIn } from "../../_platform/page/messages.ts";
import { blocksMarkup, cut, notice, peoplePage, section } from "../../_platform/page/staff-page.ts";
import { sourceNote } from "../../_platform/page/upload-fields.ts";
import { answerPage } from "../../_platform/site/respond.ts";
import { newStoreBoxes } from "../new-stores.ts";
import { type PageContext, propose, toSaved } from "../page-context.ts";
import type { ScoresSent } from "./form-data.ts";
import { pageButtons, SAVE_FORM_ID, saveScoresForm, showButtons } from "./forms.ts";

const ROWS = 100;
const STATES = ["new", "changed", "same"] as const;

/** What saving a file would do, line by line; saves it where that was sent. */
export async function previewOf(pageContext: PageContext, sent: Extract<ScoresSent, { kind: "file" }>): Promise<Response> {
  const { c, frame, writer, p } = pageContext;
  const words = scoresWordsOf(writer.language);
  const preview = await previewScores(sent.file, p, sent.newStores);
  const { content, restatement } = preview;
  const { why, expectedResultHash, isSaved } = sent;
  const outcome =
    isSaved && why !== "" && content !== undefined ? await propose(content, { why, expectedResultHash }, pageContext) : undefined;
  if (outcome !== undefined && "proposal" in outcome) return toSaved(pageContext, "scores", outcome.proposal);
  const whyError = isSaved && why === "" ? writer.people.preview.whyMissing : undefined;
  const save = saveScoresForm(
    { fileName: sent.file.fileName, content: sent.content, why, whyError, action: linkTo(frame, "scores") },
    restatement,
    writer,
  );
  const { restates } = simulationMessagesIn(writer.language);
  const parts: (Html | "")[] = [
    outcome === undefined ? "" : notice(frame, "warning", outcome.refused),
    restatement === undefined
      ? notice(frame, "warning", words.nothing)
      : section("restatement", restates.title, blocksMarkup(frame, restates.title, restatementBlocks(restatement, writer))),
    section("save", restatement?.reaches ? writer.people.preview.submit : writer.people.preview.save, save),
    storesPart(pageContext, preview, sent.newStores),
    ...lineParts(pageContext, preview, sent.show),
  ];
  const subtitle = words.source(preview.fileName);
  const opening = isSaved ? "" : sourceNote(preview.source, writer.language);
  return answerPage(c, frame, peoplePage(frame, { title: words.previewTitle, subtitle, opening, parts }), isSaved ? 422 : 200);
}

/** Stores that nothing names yet: who gives the scores says of each whether it is new. */
function storesPart({ writer }: PageContext, { unknownStores }: ScoresPreview, newStores: readonly string[]): Html | "" {
  if (unknownStores.length + newStores.length === 0) return "";
  const words = scoresWordsOf(writer.language);
  const boxes = newStoreBoxes({ unknown: unknownStores, ticked: newStores }, writer.people.form.newStore, SAVE_FORM_ID);
  const again = html`<div class="buttons"><button type="submit" form="${SAVE_FORM_ID}" name="op" value="again" class="quiet">${words.look}</button></div>`;
  return section("new-stores", words.newStores, html`<p class="soft">${words.newStoresIntro}</p>`, boxes, again);
}

/** The lines of the file: what is wrong first, then what was asked to be shown. */
function lineParts({ frame, writer }: PageContext, { cells, counts, wrong }: ScoresPreview, asked: string): Html[] {
  const words = scoresWordsOf(writer.language);
  const [show = "", page = "1"] = asked.split(":");
  const state = STATES.find((each) => each === show);
  const kept = state === undefined ? cells : cells.filter((cell) => cell.state === state);
  const { items, ...at } = cut(kept, Math.max(1, Number.parseInt(page, 10) || 1), ROWS);
  const first = (at.page - 1) * ROWS;
  const label = words.rows(String(first + 1), String(first + items.length), String(kept.length));
  const choices = [
    { show: "all", text: words.all, count: cells.length },
    ...STATES.map((each) => ({ show: each, text: words.states[each], count: counts[each] })),
  ];
  const wrongPart =
    wrong.length === 0
      ? []
      : [
          section(
            "wrong",
            `${writer.words.rowErrors.title} (${wrong.length})`,
            blocksMarkup(frame, writer.words.rowErrors.title, scoreErrorsBlocks(wrong, writer)),
          ),
        ];
  return [
    ...wrongPart,
    section(
      "lines",
      words.counts,
      showButtons(state ?? "all", choices, writer),
      blocksMarkup(frame, words.counts, [scoreCellsTable(items, writer)]),
      html`${pageButtons(at, state ?? "all", label, messagesIn(frame.language))}`,
    ),
  ];
}
