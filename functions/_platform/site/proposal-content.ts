import type { ActivityEntry } from "../../../shared/activity/model/activity-entry.ts";
import { totalsOf } from "../../../shared/adjustments/steps/propose-adjustments.ts";
import { adjustmentLines, controlTotals } from "../../../shared/adjustments/views/adjustments-view.ts";
import { peopleWriterFor } from "../../../shared/advisors/messages.ts";
import { changesOfAdvisor } from "../../../shared/advisors/steps/submit-advisor.ts";
import { proposedAdvisor } from "../../../shared/advisors/views/proposed-advisor.ts";
import { sharedAccountsOfProposal } from "../../../shared/payees/steps/find-shared-accounts.ts";
import { previousAccounts } from "../../../shared/payees/steps/read-payee.ts";
import { proposedPayees, sharedAccountBlocks } from "../../../shared/payees/views/payees-view.ts";
import { describeOutcomes } from "../../../shared/payouts/steps/describe-outcomes.ts";
import { outcomeConsequences } from "../../../shared/payouts/views/failed-payments-view.ts";
import { proposedOutcomes } from "../../../shared/payouts/views/proposed-outcomes.ts";
import type { Proposal } from "../../../shared/proposals/model/proposal.ts";
import { proposedCorrection } from "../../../shared/quarantine/views/proposed-correction.ts";
import { changesOfScores } from "../../../shared/scores/steps/submit-scores.ts";
import { proposedScores } from "../../../shared/scores/views/proposed-scores.ts";
import { settingsChanges } from "../../../shared/settings/views/settings-view.ts";
import type { Block } from "../../../shared/ui/view.ts";
import { momentWriterFor } from "../../../shared/ui/writer.ts";
import { issueFormatIn } from "../issue-texts.ts";
import { knownContent } from "../proposal-kinds.ts";
import { type AnyPageContext, namesOf } from "./page-context.ts";

/** What a proposal changes, whatever its kind: against what is stored now, and once it is stored as the activity log noted it. */
export async function proposedBlocks(
  { language, deps }: AnyPageContext,
  proposal: Proposal,
  activity: readonly ActivityEntry[],
): Promise<readonly Block[]> {
  const content = knownContent(proposal.content);
  const noted = activity.find(({ changes }) => changes.length > 0)?.changes ?? [];
  const isStored = proposal.status === "published";
  const formatIssue = issueFormatIn(language);
  const writer = momentWriterFor(deps.agency, language, formatIssue);
  const people = peopleWriterFor(deps.agency, language, formatIssue);
  switch (content.kind) {
    case "plan":
      return [];
    case "advisor":
      return proposedAdvisor(isStored ? noted : await changesOfAdvisor(content, deps), people);
    case "scores":
      return [proposedScores(content, isStored ? noted : await changesOfScores(content, deps), people)];
    case "adjustments": {
      const nameOf = await namesOf(
        content.entries.map(({ advisorId }) => advisorId),
        deps,
      );
      const lines = content.entries.map((entry, place) => ({ line: place + 1, entry, name: nameOf(entry.advisorId) ?? "", warnings: [] }));
      return [controlTotals(totalsOf(content.entries), writer), adjustmentLines(lines, writer)];
    }
    case "payees": {
      const [shared, before] = await Promise.all([sharedAccountsOfProposal(proposal, deps), previousAccounts(content.entries, deps)]);
      const nameOf = await namesOf(
        [...shared, ...content.entries].map(({ advisorId }) => advisorId),
        deps,
      );
      return [...sharedAccountBlocks(shared, nameOf, writer), ...proposedPayees(content.entries, nameOf, before, writer)];
    }
    case "outcomes":
      return [proposedOutcomes(content, writer), ...outcomeConsequences(await describeOutcomes(content.entries, deps), writer)];
    case "correction":
      return proposedCorrection(content, noted, people);
    case "settings": {
      const base = (await deps.settings.version(content.baseVersion)) ?? deps.settings.initial;
      return [settingsChanges(base.settings, content.settings, writer)];
    }
  }
}
