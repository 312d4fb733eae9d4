import { html } from "hono/html";
import type { Agency } from "../../../shared/facts/agency.ts";
import { formatMoment } from "../../../shared/views/hr/moment.ts";
import { draftText } from "../../../shared/views/hr/trial-basis.ts";
import { trialFormWordsIn } from "../../../shared/views/hr/trial-form-words.ts";
import { trialWordsIn } from "../../../shared/views/hr/trial-words.ts";
import { type Writer, writerFor } from "../../../shared/views/writer.ts";
import { type Frame, type Html, linkTo } from "../../_platform/page/frame.ts";
import { notice, peoplePage, section } from "../../_platform/page/people-page.ts";
import type { EarlierTrial } from "../earlier-trials.ts";
import { type TrialForm, wrongAsked } from "../trial-form.ts";
import { earlierTrialsMarkup } from "./earlier-trials.ts";
import { trialFormMarkup } from "./trial-form.ts";

interface Shown {
  readonly form: TrialForm;
  /** Whether the reader may begin a trial now. */
  readonly mayTry: boolean;
  readonly trials: readonly EarlierTrial[];
  /** Why the trial that was asked for did not begin. */
  readonly problem: string | undefined;
}

/** A draft's trials: the form on which one begins, and those that there are. */
export function trialsPage(frame: Frame, { form, mayTry, trials, problem }: Shown, { currency, timeZone }: Agency): Html {
  const writer = writerFor(currency, frame.language);
  const words = trialFormWordsIn(frame.language);
  const trialWords = trialWordsIn(frame.language);
  const { planId, basedOn } = form.proposal.content;
  const draft = form.draft === undefined ? trialWords.draftOf(planId, basedOn + 1) : draftText({ draft: form.draft }, trialWords);
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

function beginMarkup(frame: Frame, form: TrialForm, mayTry: boolean, writer: Writer): Html {
  const words = trialFormWordsIn(frame.language);
  if (!mayTry) return html`<p>${words.notNow}</p>`;
  if (form.draft === undefined) {
    const edit = linkTo(frame, `proposals/${encodeURIComponent(form.proposal.proposalId)}/edit`);
    return html`<p>${words.unreadable}</p><ul>${form.reasons.map((reason) => html`<li>${reason}</li>`)}</ul><ul class="links"><li><a href="${edit}">${words.edit}</a></li></ul>`;
  }
  return form.ways === undefined ? html`<p>${words.noClose}</p>` : trialFormMarkup(form, writer);
}
