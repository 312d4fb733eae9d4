import { html } from "hono/html";
import { monthOfDay } from "../../../shared/base/calendar/month.ts";
import { simulationFormMessagesIn, simulationMessagesIn } from "../../../shared/simulations/messages.ts";
import type { SimulationDataSource, SimulationRequest } from "../../../shared/simulations/model/simulation.ts";
import { rangeText, wayTexts } from "../../../shared/simulations/views/description.ts";
import type { Writer } from "../../../shared/ui/writer.ts";
import { choiceField, hiddenField } from "../../_platform/page/form-fields.ts";
import type { Html } from "../../_platform/page/frame.ts";
import { type SimulationFormData, usualRanges } from "./form-data.ts";

/** The form on which a trial begins: over which months, how, and on whose advisors. It says what it will read before it is sent. */
export function simulationFormMarkup(form: SimulationFormData, writer: Writer): Html {
  const words = simulationFormMessagesIn(writer.language);
  const { proposal, planIds, asked } = form;
  const plans = planIds.map((planId) => ({ value: planId, text: words.advisorsOf(planId) }));
  return html`${restatesMarkup(form, writer)}${quickMarkup(form, writer)}<form class="sheet" method="post">
${hiddenField("lockVersion", String(proposal.lockVersion))}
<fieldset><legend>${words.months}</legend><div class="fields">${monthMarkup("from", words.from, form, writer)}${monthMarkup("to", words.to, form, writer)}</div></fieldset>
<fieldset><legend>${words.as}</legend><div class="choices">${asMarkup("always", form, writer)}${asMarkup("dated", form, writer)}</div></fieldset>
${choiceField({ name: "replaces", label: words.whose, hint: words.whoseHint, value: asked.replaces, options: plans })}
<p class="buttons"><button type="submit">${words.run}</button></p>
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
