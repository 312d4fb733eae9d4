import { html } from "hono/html";
import { simulationFormMessagesIn, simulationMessagesIn } from "../../../shared/simulations/messages.ts";
import type { SimulationFormMessages } from "../../../shared/simulations/messages.zh.ts";
import { asText, rangeText } from "../../../shared/simulations/views/description.ts";
import { changeCell } from "../../../shared/ui/change.ts";
import { formatCount } from "../../../shared/ui/format.ts";
import { proposalPath, simulationPath } from "../../../shared/ui/links.ts";
import type { Cell } from "../../../shared/ui/view.ts";
import { capital, type MomentWriter, type Writer } from "../../../shared/ui/writer.ts";
import { cellMarkup } from "../../_platform/page/cell.ts";
import { type Frame, type Html, linkTo } from "../../_platform/page/frame.ts";
import type { EarlierTrial } from "./previous.ts";

/** Trials that there are, with their figures, each to be chosen for a comparison. */
export function earlierTrialsMarkup(frame: Frame, trials: readonly EarlierTrial[], writer: MomentWriter): Html {
  const words = simulationFormMessagesIn(writer.language);
  if (trials.length === 0) return html`<p>${words.none}</p>`;
  const heads: readonly [string, string][] = [
    [words.choose, "start"],
    [words.trial, "start"],
    [words.draft, "start"],
    [words.begun, "start"],
    [words.increased, "end"],
    [words.decreased, "end"],
    [words.change, "end"],
  ];
  return html`<form method="get" action="${linkTo(frame, "compare")}" class="choose"><table class="wide" role="table"><caption class="hidden">${words.earlier}</caption>
<thead role="rowgroup"><tr role="row">${heads.map(([title, side]) => html`<th role="columnheader" scope="col" class="${side}">${title}</th>`)}</tr></thead>
<tbody role="rowgroup">${trials.map((each) => rowMarkup(frame, each, heads, writer))}</tbody></table>${
    trials.length < 2
      ? ""
      : html`<p class="buttons"><button type="submit">${words.compare}</button> <span class="soft">${words.compareHint}</span></p>`
  }</form>`;
}

function rowMarkup(frame: Frame, { trial, result, of }: EarlierTrial, heads: readonly [string, string][], writer: MomentWriter): Html {
  const words = simulationFormMessagesIn(writer.language);
  const trialWords = simulationMessagesIn(writer.language);
  const range = rangeText(trial.request, writer, trialWords);
  const cells: Cell[] = [
    writer.text(range, {
      to: simulationPath(trial.simulationId),
      note: capital(asText(trial.request, writer, trialWords)),
    }),
    draftCell(of, writer, words),
    writer.text(writer.moment(trial.at)),
    writer.text(result === undefined ? "" : formatCount(result.increased.advisors)),
    writer.text(result === undefined ? "" : formatCount(result.decreased.advisors)),
    result === undefined ? writer.text(stateText(trial, words)) : changeCell(result.cost, writer),
  ];
  const choice = html`<input type="checkbox" name="trial" value="${trial.simulationId}" aria-label="${words.choose}: ${range}, ${writer.moment(trial.at)}">`;
  return html`<tr role="row"><td role="cell" class="start choice">${choice}</td>${cells.map((cell, place) => {
    const [title, side] = heads[place + 1] ?? ["", "start"];
    const classes = `${side}${cell.text === "" ? " empty" : ""}`;
    return html`<td role="cell" class="${classes}" data-column="${title}">${cellMarkup(frame, cell)}</td>`;
  })}</tr>`;
}

function draftCell(of: EarlierTrial["of"], writer: Writer, words: SimulationFormMessages): Cell {
  if (typeof of === "string") return writer.text(words[of]);
  return writer.text(words.other(of.authors[0] ?? ""), { to: proposalPath(of.proposalId) });
}

function stateText({ issues, done, parts }: EarlierTrial["trial"], words: SimulationFormMessages): string {
  return issues === undefined ? words.running(formatCount(done), formatCount(parts.length)) : words.failed;
}
