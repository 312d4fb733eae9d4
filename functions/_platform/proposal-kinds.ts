import { adjustmentsKind } from "../../shared/adjustments/kind.ts";
import type { AdjustmentsContent } from "../../shared/adjustments/model/content.ts";
import type { StoreAdjustmentsDeps } from "../../shared/adjustments/steps/propose-adjustments.ts";
import { type AdvisorKindDeps, advisorKind } from "../../shared/advisors/kind.ts";
import type { AdvisorContent } from "../../shared/advisors/model/content.ts";
import { payeesKind } from "../../shared/payees/kind.ts";
import type { PayeesContent } from "../../shared/payees/model/content.ts";
import type { StorePayeesDeps } from "../../shared/payees/steps/store-payees.ts";
import type { OutcomesContent } from "../../shared/payouts/outcomes/content.ts";
import { outcomesKind } from "../../shared/payouts/outcomes/kind.ts";
import type { OutcomeDeps } from "../../shared/payouts/steps/publish-outcomes.ts";
import { planKind } from "../../shared/plans/kind.ts";
import type { PlanContent } from "../../shared/plans/model/content.ts";
import type { PlanDeps } from "../../shared/plans/steps/deps.ts";
import { ProposalKinds } from "../../shared/proposals/kind.ts";
import type { Content } from "../../shared/proposals/model/proposal.ts";
import { type CorrectionKindDeps, correctionKind } from "../../shared/quarantine/kind.ts";
import type { CorrectionContent } from "../../shared/quarantine/model/content.ts";
import { type ScoresKindDeps, scoresKind } from "../../shared/scores/kind.ts";
import type { ScoresContent } from "../../shared/scores/model/content.ts";
import type { SettingsContent } from "../../shared/settings/model/content.ts";
import type { PublishSettingsDeps } from "../../shared/settings/steps/publish-settings.ts";
import { settingsKind } from "../../shared/settings-proposal/kind.ts";

/** Everything that can be proposed. */
export type ProposalContent =
  | PlanContent
  | AdvisorContent
  | ScoresContent
  | AdjustmentsContent
  | PayeesContent
  | OutcomesContent
  | CorrectionContent
  | SettingsContent;

/** The names of the kinds, in the order in which pages list them. */
export const PROPOSAL_KINDS = [
  "plan",
  "advisor",
  "scores",
  "adjustments",
  "payees",
  "outcomes",
  "correction",
  "settings",
] as const satisfies readonly ProposalContent["kind"][];

export type ProposalKindDeps = PlanDeps &
  AdvisorKindDeps &
  ScoresKindDeps &
  StoreAdjustmentsDeps &
  StorePayeesDeps &
  OutcomeDeps &
  CorrectionKindDeps &
  PublishSettingsDeps;

/** Composes the kinds of proposals with their dependencies. */
export function proposalKinds(deps: ProposalKindDeps): ProposalKinds {
  const kinds = {
    plan: planKind(deps),
    advisor: advisorKind(deps),
    scores: scoresKind(deps),
    adjustments: adjustmentsKind(deps),
    payees: payeesKind(deps),
    outcomes: outcomesKind(deps),
    correction: correctionKind(deps),
    settings: settingsKind(deps),
  } satisfies Record<ProposalContent["kind"], unknown>;
  return new ProposalKinds(PROPOSAL_KINDS.map((name) => kinds[name]));
}

/** A stored content as one of the kinds that there are. */
export const knownContent = (content: Content): ProposalContent => content as ProposalContent;
