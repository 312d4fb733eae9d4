import { changesBetween } from "../base/json/diff.ts";
import { contentHash } from "../base/json/hash.ts";
import type { KindRules, ProposalKind } from "../proposals/kind.ts";
import { IMMEDIATE_WORKFLOW } from "../proposals/model/workflow.ts";
import { settingsWordsOf } from "../settings/messages.ts";
import type { SettingsContent } from "../settings/model/content.ts";
import { type PublishSettingsDeps, rejectedSettings, storeSettings } from "../settings/steps/publish-settings.ts";

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
          why: submission?.why ?? "",
        },
        deps,
      ),
    runsInBackground: async () => false,
  };
}
