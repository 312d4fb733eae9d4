import type { AdvisorContent } from "../../advisors/model/content.ts";
import { type Refusal, refusal } from "../../base/issues/refusal.ts";
import { RetryableError } from "../../base/runtime/retry.ts";
import { takeOver } from "../../ledger/record/apply-events.ts";
import { type PlanContent, readPlanContent } from "../../plans/model/content.ts";
import type { ScoresContent } from "../../scores/model/content.ts";
import { numberRevisions } from "../../scores/steps/number-revisions.ts";
import { renumbered } from "../../scores/steps/store-scores.ts";
import type { SettingsChange } from "../../settings/model/settings.ts";
import { storeSettings } from "../../settings/steps/publish-settings.ts";
import { isPaying, type Proposal } from "../model/proposal.ts";
import type { Storing } from "../model/store-result.ts";
import type { Proposing } from "./deps.ts";
import { storePaying } from "./publish-entries.ts";

/**
 * Takes the facts of a proposal over, by the way that all facts take. Done again, it changes nothing.
 * @throws RetryableError where the table is too busy.
 */
export async function storeFacts(proposal: Proposal, p: Proposing): Promise<Storing> {
  const { content, publishing } = proposal;
  if (content.kind === "settings") return storeSettings(content, changeOf(proposal), p);
  if (isPaying(content)) return storePaying(proposal, content, p);
  if (content.kind === "correction") {
    const refusals = await p.corrections.takeOver(content);
    return refusals.length === 0 ? { kind: "stored" } : { kind: "refused", refusals };
  }
  const bodies = await bodiesOf(content, publishing?.revisions, p);
  const outcomes = await takeOver(bodies, p);
  if (outcomes.some(({ kind }) => kind === "failed"))
    throw new RetryableError("not all is published: the table is too busy; publish again");
  const held = outcomes.flatMap((outcome) => (outcome.kind === "held" ? [outcome] : []));
  if (held.length === 0) return { kind: "stored" };
  if (content.kind === "scores")
    return { kind: "renumber", revisions: await renumbered(content, publishing?.revisions ?? [], outcomes, p) };
  return { kind: "refused", refusals: [takenBy(content, held.flatMap((outcome) => outcome.reasons).join("; "))] };
}

/** Who changed the settings: the same however often it is published. */
const changeOf = ({ proposalId, submission, approval, publishing }: Proposal): SettingsChange => ({
  proposalId,
  proposedBy: submission?.by ?? "",
  approvedBy: approval?.by ?? "",
  at: publishing?.at ?? "",
  why: submission?.why ?? "",
});

/** What was read well before can only be held where its version or revision stands there with other content. */
function takenBy(content: PlanContent | AdvisorContent, reasons: string): Refusal {
  if (content.kind === "plan") return refusal("version-taken", { planId: content.planId, version: content.basedOn + 1, reasons });
  const { advisorId, revision } = content.advisor;
  return refusal("revision-taken", { advisorId, stored: revision, revision, reasons });
}

async function bodiesOf(
  content: PlanContent | AdvisorContent | ScoresContent,
  revisions: readonly number[] | undefined,
  p: Proposing,
): Promise<string[]> {
  switch (content.kind) {
    case "plan": {
      const reading = readPlanContent(content);
      return reading.ok ? [bodyOf("PlanPublished", reading.fact)] : [];
    }
    case "advisor":
      return [bodyOf("AdvisorChanged", content.advisor)];
    case "scores": {
      const numbered = await numberRevisions(content.entries, p);
      return numbered.map((fact, index) => bodyOf("AttributesGiven", { ...fact, revision: revisions?.[index] ?? fact.revision }));
    }
  }
}

const bodyOf = (detailType: string, detail: object): string => JSON.stringify({ "detail-type": detailType, detail });
