import { html } from "hono/html";
import { simulationFormMessagesIn, simulationMessagesIn } from "../../../shared/simulations/messages.ts";
import { draftText } from "../../../shared/simulations/views/sections.ts";
import { proposalPath } from "../../../shared/ui/links.ts";
import type { Refused } from "../../_platform/page/form.ts";
import { type Content, links, notice, section } from "../../_platform/page/staff-page.ts";
import type { ShownPage } from "../../_platform/site/page-context.ts";
import type { HrContext } from "../context.ts";
import { helpWithField } from "../plans/editor/form/field-help.ts";
import { earlierTrialsMarkup, simulationFormMarkup } from "./form.ts";
import type { SimulationFormData } from "./form-data.ts";
import type { EarlierTrial } from "./previous.ts";

interface Shown {
  readonly form: SimulationFormData;
  /** Whether the reader may begin a simulation now. */
  readonly mayTry: boolean;
  readonly trials: readonly EarlierTrial[];
  /** Why the simulation that was asked for did not begin. */
  readonly problem: Refused | string | undefined;
}

/** A draft's simulations: the form on which one begins, and those that there are. */
export function simulationsPage({ frame, language, writer }: HrContext, { form, mayTry, trials, problem }: Shown): ShownPage {
  const words = simulationFormMessagesIn(language);
  const simulationWords = simulationMessagesIn(language);
  const { proposalId, content } = form.proposal;
  const { draft } = form;
  const ofDraft =
    draft === undefined ? simulationWords.draftOf(content.planId, content.baseVersion + 1) : draftText({ draft }, simulationWords);
  return {
    title: words.titleOf(ofDraft),
    links: [{ text: simulationWords.proposal, to: proposalPath(proposalId) }],
    status: problem === undefined ? 200 : 422,
    refused: typeof problem === "object" ? problem : undefined,
    parts: [
      typeof problem === "string" ? notice(frame, "warning", problem) : "",
      section("begin", words.begin, ...(mayTry ? beginContent(form, writer) : [words.notNow])),
      section("earlier", words.earlier, earlierTrialsMarkup(frame, trials, writer)),
    ],
  };
}

function beginContent(form: SimulationFormData, writer: HrContext["writer"]): readonly Content[] {
  const words = simulationFormMessagesIn(writer.language);
  if (form.draft !== undefined) return [form.ways === undefined ? words.noClose : simulationFormMarkup(form, writer)];
  const issues = html`<ul>${form.issues.map((issue) => html`<li>${helpWithField(issue, writer.language)}</li>`)}</ul>`;
  return [words.invalid, issues, links({ text: words.edit, to: `${proposalPath(form.proposal.proposalId)}/edit` })];
}
