import { html } from "hono/html";
import type { Agency } from "../../../shared/engine/facts/agency.ts";
import { simulationFormMessagesIn, simulationMessagesIn } from "../../../shared/simulations/messages.ts";
import { draftText } from "../../../shared/simulations/views/description.ts";
import { formatMoment } from "../../../shared/ui/format.ts";
import { type Writer, writerFor } from "../../../shared/ui/writer.ts";
import { type Frame, type Html, linkTo } from "../../_platform/page/frame.ts";
import { notice, peoplePage, section } from "../../_platform/page/staff-page.ts";
import { helpWithField } from "../plans/editor/form/field-help.ts";
import { simulationFormMarkup } from "./form.ts";
import { type SimulationFormData, wrongAsked } from "./form-data.ts";
import type { EarlierTrial } from "./previous.ts";
import { earlierTrialsMarkup } from "./previous-list.ts";

interface Shown {
  readonly form: SimulationFormData;
  /** Whether the reader may begin a trial now. */
  readonly mayTry: boolean;
  readonly trials: readonly EarlierTrial[];
  /** Why the trial that was asked for did not begin. */
  readonly problem: string | undefined;
}

/** A draft's trials: the form on which one begins, and those that there are. */
export function simulationsPage(frame: Frame, { form, mayTry, trials, problem }: Shown, { currency, timeZone }: Agency): Html {
  const writer = writerFor(currency, frame.language);
  const words = simulationFormMessagesIn(frame.language);
  const trialWords = simulationMessagesIn(frame.language);
  const { planId, baseVersion } = form.proposal.content;
  const draft = form.draft === undefined ? trialWords.draftOf(planId, baseVersion + 1) : draftText({ draft: form.draft }, trialWords);
  const to = linkTo(frame, `proposals/${encodeURIComponent(form.proposal.proposalId)}`);
  const wrong = wrongAsked(form);
  const text = wrong !== undefined && problem === wrong ? words.wrong[wrong] : problem;
  return peoplePage(frame, {
    title: words.titleOf(draft),
    opening: html`<ul class="links"><li><a href="${to}">${trialWords.proposal}</a></li></ul>${text === undefined ? "" : notice(frame, "warning", text)}`,
    parts: [
      section("begin", words.begin, beginMarkup(frame, form, mayTry, writer)),
      section(
        "earlier",
        words.earlier,
        earlierTrialsMarkup(frame, trials, writer, (instant) => formatMoment(instant, timeZone)),
      ),
    ],
  });
}

function beginMarkup(frame: Frame, form: SimulationFormData, mayTry: boolean, writer: Writer): Html {
  const words = simulationFormMessagesIn(frame.language);
  if (!mayTry) return html`<p>${words.notNow}</p>`;
  if (form.draft === undefined) {
    const edit = linkTo(frame, `proposals/${encodeURIComponent(form.proposal.proposalId)}/edit`);
    return html`<p>${words.invalid}</p><ul>${form.issues.map((issue) => html`<li>${helpWithField(issue, frame.language)}</li>`)}</ul><ul class="links"><li><a href="${edit}">${words.edit}</a></li></ul>`;
  }
  return form.ways === undefined ? html`<p>${words.noClose}</p>` : simulationFormMarkup(form, writer);
}
