import { html } from "hono/html";
import { monthOfDay } from "../../../shared/base/calendar/month.ts";
import { simulationFormMessagesIn, simulationMessagesIn } from "../../../shared/simulations/messages.ts";
import type { SimulationFormMessages } from "../../../shared/simulations/messages.zh.ts";
import type { SimulationDataSource, SimulationRequest } from "../../../shared/simulations/model/simulation.ts";
import { asText, rangeText, wayTexts } from "../../../shared/simulations/views/sections.ts";
import { changeCell } from "../../../shared/ui/change.ts";
import { formatCount } from "../../../shared/ui/format.ts";
import { proposalPath, simulationPath } from "../../../shared/ui/links.ts";
import type { Cell } from "../../../shared/ui/view.ts";
import { capital, type MomentWriter, type Writer } from "../../../shared/ui/writer.ts";
import { choiceField, hiddenField } from "../../_platform/page/form-fields.ts";
import { cellMarkup, type Frame, type Html, linkTo } from "../../_platform/page/layout.ts";
import { type SimulationFormData, usualRanges } from "./form-data.ts";
import type { EarlierTrial } from "./previous.ts";

/** The form on which a trial begins: over which months, how, and on whose advisors. It says what it will read before it is sent. */
export function simulationFormMarkup(form: SimulationFormData, writer: Writer): Html {
  const words = simulationFormMessagesIn(writer.language);
  const { proposal, planIds, asked } = form;
  const plans = planIds.map((planId) => ({ value: planId, text: words.advisorsOf(planId) }));
  return html`${restatesMarkup(form, writer)}${quickMarkup(form, writer)}<form class="sheet" method="post">
${hiddenField("lockVersion", String(proposal.lockVersion))}
<fieldset><legend>${words.monthRange}</legend><div class="fields">${monthMarkup("from", words.from, form, writer)}${monthMarkup("to", words.to, form, writer)}</div></fieldset>
<fieldset><legend>${words.as}</legend><div class="choices">${asMarkup("always", form, writer)}${asMarkup("dated", form, writer)}</div></fieldset>
${choiceField({ name: "replaces", label: words.whose, hint: words.whoseHint, value: asked.replaces, options: plans })}
<p class="buttons"><button type="submit">${words.runSimulation}</button></p>
</form>`;
}

/** What of closed months has to be tried before the draft can be submitted. */
function restatesMarkup({ draft, restated }: SimulationFormData, writer: Writer): Html | "" {
  if (draft === undefined || restated === undefined) return "";
  const words = simulationFormMessagesIn(writer.language);
  const range = rangeText(restated, writer, simulationMessagesIn(writer.language));
  return html`<p class="tone">${words.restatesNote(writer.day(draft.effectiveFrom), range)}</p>`;
}

/** Links that fill the months in; what else was chosen stays. */
function quickMarkup({ closed, restated, asked }: SimulationFormData, writer: Writer): Html {
  const words = simulationFormMessagesIn(writer.language);
  const ranges = [
    ...(restated === undefined ? [] : [{ ...restated, text: words.restated }]),
    ...usualRanges(closed).map(({ count, ...range }) => ({ ...range, text: count === 1 ? words.lastMonth : words.lastMonths(count) })),
  ];
  return html`<nav aria-label="${words.quick}"><ul class="links">${ranges.map(({ from, to, text }) => {
    const isChosen = from === asked.from && to === asked.to;
    const query = new URLSearchParams({ from, to, as: asked.as, replaces: asked.replaces });
    return html`<li><a href="?${String(query)}"${isChosen ? html` aria-current="true"` : ""}>${text}</a></li>`;
  })}</ul></nav>`;
}

function monthMarkup(name: "from" | "to", label: string, { closed, asked }: SimulationFormData, writer: Writer): Html {
  return choiceField({ name, label, value: asked[name], options: closed.map((month) => ({ value: month, text: writer.month(month) })) });
}

function asMarkup(as: SimulationRequest["as"], { draft, asked, ways }: SimulationFormData, writer: Writer): Html | "" {
  if (draft === undefined || ways === undefined) return "";
  const words = simulationFormMessagesIn(writer.language);
  const isLater = as === "dated" && monthOfDay(draft.effectiveFrom) > asked.to;
  const label = as === "always" ? words.always : words.dated(writer.day(draft.effectiveFrom));
  return html`<p><input type="radio" id="as-${as}" name="as" value="${as}"${asked.as === as ? html` checked` : ""} aria-describedby="as-${as}-reads"><label for="as-${as}">${label}</label><small id="as-${as}-reads">${isLater ? words.later : readsText(ways[as], draft.earn, writer)}</small></p>`;
}

function readsText(way: SimulationDataSource, earn: "booked" | "fulfilled", writer: Writer): string {
  const { reads } = simulationFormMessagesIn(writer.language);
  if (way.reads === "snapshots") return reads.snapshots;
  return reads.credits(wayTexts(way, earn, writer, simulationMessagesIn(writer.language)).reasons.join(writer.words.joins.list));
}

/** Trials that there are, with their figures, each to be chosen for a comparison. */
export function earlierTrialsMarkup(frame: Frame, trials: readonly EarlierTrial[], writer: MomentWriter): Html {
  const words = simulationFormMessagesIn(writer.language);
  if (trials.length === 0) return html`<p>${words.none}</p>`;
  const heads: readonly [string, string][] = [
    [words.choose, "start"],
    [words.simulation, "start"],
    [words.draftTitle, "start"],
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
