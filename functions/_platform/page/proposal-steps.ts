import { html } from "hono/html";
import type { Actor } from "../../../shared/access/person.ts";
import type { Refusal } from "../../../shared/base/issues/refusal.ts";
import type { Plan } from "../../../shared/engine/plan/schema.ts";
import type { PlanWriter } from "../../../shared/plans/views/plan-writer.ts";
import type { ProposalKinds } from "../../../shared/proposals/kind.ts";
import type { Proposal } from "../../../shared/proposals/model/proposal.ts";
import { isOther, possibleSteps } from "../../../shared/proposals/model/transitions.ts";
import { proposalPath } from "../../../shared/ui/links.ts";
import { type Frame, type Html, linkTo } from "./frame.ts";
import { section } from "./staff-page.ts";

/** What the steps are offered with. */
interface OfferedStep {
  readonly proposal: Proposal;
  readonly person: Actor;
  readonly kinds: ProposalKinds;
  readonly review: { readonly plan?: Plan | undefined; readonly missing: readonly Refusal[]; readonly restates: boolean } | undefined;
  readonly after: { readonly why: string } | undefined;
}

/** What the reader can do next, each with what comes of it; and why not, where it is for others to do. */
export function nextSection(frame: Frame, offered: OfferedStep, writer: PlanWriter): Html {
  const { proposal, person, kinds, review, after } = offered;
  const kind = kinds.of(proposal.content);
  const words = writer.plans.proposal;
  const steps = possibleSteps(kind, proposal, person);
  const form = (step: string, content: Html) => stepForm(frame, proposal, step, content);
  const why = (step: string, isNeeded = true) =>
    whyField(step, isNeeded ? words.why : words.whyOptional, isNeeded, after?.why ?? "", writer);
  const submits =
    steps.includes("submit") && review !== undefined
      ? review.missing.length > 0
        ? missingList(review.missing, writer)
        : form("submit", html`<p>${words.nothingMissing} ${words.submitNote}</p>${why("submit")}${button(words.submit)}`)
      : "";
  const notes = notesFor(proposal, person, steps, writer);
  return section(
    "next",
    words.next,
    html`${notes.map((text) => html`<p>${text}</p>`)}${submits}${
      steps.includes("approve")
        ? form(
            "approve",
            html`<p>${kind.workflow.publishesOnApproval ? words.approvePayingNote : words.approveNote}</p>${button(words.approve)}`,
          )
        : ""
    }${steps.includes("publish") ? form("publish", html`<p>${publishNote(offered, writer)}</p>${button(proposal.status === "publishing" ? words.resume : words.publish)}`) : ""}${
      steps.includes("return") ? form("return", html`<p>${words.sendBackNote}</p>${why("return")}${button(words.sendBack, "quiet")}`) : ""
    }${steps.includes("withdraw") ? form("withdraw", html`<p>${words.withdrawNote}</p>${why("withdraw")}${button(words.withdraw, "quiet")}`) : ""}`,
  );
}

function stepForm(frame: Frame, { proposalId, lockVersion }: Proposal, step: string, content: Html): Html {
  return html`<form class="acting" id="${step}-form" method="post" action="${linkTo(frame, proposalPath(proposalId))}/steps/${step}"><input type="hidden" name="lockVersion" value="${lockVersion}">${content}</form>`;
}

const button = (text: string, kind = "main"): Html => html`<button type="submit" class="${kind}">${text}</button>`;

function whyField(step: string, label: string, isNeeded: boolean, value: string, writer: PlanWriter): Html {
  const id = `${step}-why`;
  return html`<div class="field wide-field"><label for="${id}">${label}</label><input id="${id}" name="why" type="text" value="${value}" maxlength="1000" autocomplete="off" aria-describedby="${id}-hint"${isNeeded ? html` required` : ""}><p class="hint" id="${id}-hint">${writer.plans.proposal.whyHint}</p></div>`;
}

function missingList(missing: readonly Refusal[], writer: PlanWriter): Html {
  return html`<div class="acting"><p><strong>${writer.plans.proposal.missing}</strong></p><ul class="found">${missing.map((each) => html`<li>${writer.formatIssue(each)}</li>`)}</ul></div>`;
}

/** Where it stands, and why a step that one might look for isn't there. */
function notesFor(proposal: Proposal, person: Actor, steps: readonly string[], writer: PlanWriter): string[] {
  const words = writer.plans.proposal;
  const { status } = proposal;
  if (status === "published") return [words.done];
  if (status === "withdrawn") return [words.ended];
  const acts = person.roles.includes("hr") || person.roles.includes("finance");
  if (!acts) return [words.lookOnly];
  if (status === "submitted" && !isOther(proposal, person.username)) return [words.ownSubmission];
  if (status === "submitted" && !steps.includes("approve")) return [words.waits];
  return steps.some((step) => step !== "return") ? [] : [words.hrOnly];
}

function publishNote({ proposal: { submission }, review }: OfferedStep, writer: PlanWriter): string {
  const words = writer.plans.proposal;
  const plan = review?.plan;
  const note = plan === undefined ? words.publishFacts : words.publishNote(plan.version, writer.day(plan.effectiveFrom));
  return submission?.restates === true ? [note, words.publishRestates].join(writer.words.joins.sentence) : note;
}
