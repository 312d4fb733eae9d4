import type { Person } from "../../access/person.ts";
import { refusal, refuse } from "../../base/issues/issue.ts";
import { changesBetween } from "../../base/json/diff.ts";
import type { Proposal } from "../../proposals/model/proposal.ts";
import type { CommitDeps } from "../../proposals/steps/deps.ts";
import { proposeForApproval } from "../../proposals/steps/propose.ts";
import type { SettingsContent } from "../../settings/model/content.ts";
import { changedSections, parseSettings, type SettingsSection } from "../../settings/model/settings.ts";
import type { SettingsStore } from "../../settings/store.ts";

export interface ProposeSettingsDeps extends CommitDeps {
  readonly settings: SettingsStore;
}

/** A change as it is asked for: sections that aren't given stay as they are in the version that it is based on. */
export interface SettingsRequest {
  readonly baseVersion: number;
  readonly sections: Readonly<Partial<Record<SettingsSection, unknown>>>;
  readonly comment: string;
}

/** Whose settings they are. */
const PROPOSED_BY: Readonly<Record<SettingsSection, "finance" | "hr">> = { finance: "finance", review: "hr", eventSources: "hr" };

/**
 * Submits a change of the settings: another person is to approve it, which publishes it.
 * @throws RefusedError where it can't be read, by field; where the version isn't the latest; where nothing changes; or
 *   where a section is not this person's to change.
 */
export async function proposeSettings(request: SettingsRequest, person: Person, deps: ProposeSettingsDeps): Promise<Proposal> {
  const { baseVersion, sections, comment } = request;
  if (comment.trim() === "") refuse(refusal("why-missing"));
  const base = await deps.settings.latest();
  if (base.version !== baseVersion) refuse(refusal("settings-stale", { baseVersion, latest: base.version }));
  const parsed = parseSettings({ ...base.settings, ...sections });
  if (!parsed.ok) return refuse(...parsed.issues);
  const content: SettingsContent = { kind: "settings", baseVersion, settings: parsed.value };
  const changed = changedSections(base.settings, content.settings);
  if (changed.length === 0) refuse(refusal("nothing-proposed"));
  const needed = [...new Set(changed.map((section) => PROPOSED_BY[section]))];
  if (!needed.every((role) => person.roles.includes(role)))
    refuse(refusal("role", { needs: needed.toSorted().toReversed().join(" and ") }));
  return proposeForApproval(content, comment, person, deps, {
    inputHash: base.hash,
    changes: changesBetween(base.settings, content.settings),
  });
}
