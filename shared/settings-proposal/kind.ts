import { changesBetween } from "../base/json/diff.ts";
import { contentHash } from "../base/json/hash.ts";
import type { KindRules, ProposalKind } from "../proposals/kind.ts";
import { IMMEDIATE_WORKFLOW, type Proposal } from "../proposals/model/proposal.ts";
import { settingsWordsOf } from "../settings/messages.ts";
import type { SettingsContent } from "../settings/model/content.ts";
import { type PublishSettingsDeps, rejectedSettings, storeSettings } from "../settings/steps/publish-settings.ts";
import { proposalPath } from "../ui/links.ts";
import { col, table } from "../ui/table.ts";
import type { Block } from "../ui/view.ts";
import type { FinanceWriter } from "../ui/writer.ts";

/** The next version of the settings. */
export const settingsRules: KindRules<SettingsContent> = {
  kind: "settings",
  workflow: IMMEDIATE_WORKFLOW,
  subjectOf: () => "settings",
  concerns: () => false,
  hash: ({ baseVersion, settings }) => contentHash({ baseVersion, settings }),
  diff: (before, { settings }) => changesBetween(before?.settings ?? {}, settings),
};

/** The same with all its steps. */
export function settingsKind(deps: PublishSettingsDeps): ProposalKind<SettingsContent> {
  return {
    ...settingsRules,
    views: {
      title: ({ baseVersion }, language) => settingsWordsOf(language).proposed.title(`${baseVersion}`),
      summary: ({ baseVersion }, language) => ({ text: settingsWordsOf(language).proposed.summary(`${baseVersion}`), notes: [] }),
    },
    recheck: ({ content, proposalId }) => rejectedSettings(content, proposalId, deps),
    publish: ({ proposalId, content, submission, approval, publishing }) =>
      storeSettings(
        content,
        {
          proposalId,
          proposedBy: submission?.by ?? "",
          approvedBy: approval?.by ?? "",
          at: publishing?.at ?? "",
          comment: submission?.comment ?? "",
        },
        deps,
      ),
    runsInBackground: async () => false,
  };
}

/** Changes that wait for another person, each leading to its page. */
export function waitingSettings(proposals: readonly Proposal[], writer: FinanceWriter): Block {
  const words = settingsWordsOf(writer.language);
  return table({ id: "waiting-list", caption: words.waiting }, proposals, [
    col(words.comment, ({ proposalId, submission }) => writer.text(submission?.comment ?? "", { to: proposalPath(proposalId) })),
    col(words.proposedBy, ({ submission }) => writer.text(submission?.by ?? "")),
    col(words.proposedAt, ({ changedAt }) => writer.text(writer.moment(changedAt))),
  ]);
}
