import { refusal } from "../../base/issues/refusal.ts";
import { RetryableError } from "../../base/runtime/retry.ts";
import { takeOver } from "../../ledger/record/apply-events.ts";
import type { Outcome } from "../../ledger/record/outcome.ts";
import { numberRevisions } from "../../scores/steps/number-revisions.ts";
import type { SettingsChange } from "../../settings/model/settings.ts";
import { storeSettings } from "../../settings/steps/publish-settings.ts";
import { type AdvisorContent, isPaying, type PlanContent, type Proposal, type Refusal, type ScoresContent } from "../model/proposal.ts";
import { readPlanContent } from "../model/signature.ts";
import type { Proposing } from "./deps.ts";
import { storePaying } from "./publish-entries.ts";

/** What became of the facts: stored, all of them or all but those that the refusals tell of; refused, by what stands there already; or to be numbered anew. */
export type Storing =
  | { readonly kind: "stored"; readonly refusals?: readonly Refusal[] }
  | { readonly kind: "refused"; readonly refusals: readonly Refusal[] }
  | { readonly kind: "renumber"; readonly revisions: readonly number[] };

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

/** Another's scores took some of the revisions meanwhile: those get the next ones, what is stored keeps its own. */
async function renumbered(
  { entries }: ScoresContent,
  revisions: readonly number[],
  outcomes: readonly Outcome[],
  p: Proposing,
): Promise<readonly number[]> {
  const anew = await numberRevisions(entries, p);
  return anew.map(({ revision }, index) => (outcomes[index]?.kind === "held" ? revision : (revisions[index] ?? revision)));
}

const bodyOf = (detailType: string, detail: object): string => JSON.stringify({ "detail-type": detailType, detail });
