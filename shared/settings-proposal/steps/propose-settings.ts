import type { Person } from "../../access/person.ts";
import { refusal, refuse, unreadableRefusal } from "../../base/issues/refusal.ts";
import { changesBetween } from "../../base/json/diff.ts";
import { instantOf } from "../../base/runtime/runtime.ts";
import { holdsAccountNumber } from "../../base/text/account-number.ts";
import { beginSubmitted } from "../../proposals/model/create.ts";
import type { Proposal } from "../../proposals/model/proposal.ts";
import { factsHash } from "../../proposals/model/signature.ts";
import { type Committing, commitNew, entriesOf } from "../../proposals/steps/commit-step.ts";
import type { SettingsContent } from "../../settings/model/content.ts";
import { changedSections, readSettings, type SettingsSection } from "../../settings/model/settings.ts";
import { hinderedSettings } from "../../settings/steps/publish-settings.ts";
import type { SettingsStore } from "../../settings/store.ts";

/** What proposing settings needs from outside. */
export interface ProposeSettingsDeps extends Committing {
  readonly settings: SettingsStore;
}

/** A change as it is asked for: sections that aren't given stay as they are in the version that it is based on. */
export interface SettingsRequest {
  readonly baseVersion: number;
  readonly sections: Readonly<Partial<Record<SettingsSection, unknown>>>;
  readonly why: string;
}

/** Whose settings they are. */
const PROPOSED_BY: Readonly<Record<SettingsSection, "finance" | "hr">> = { finance: "finance", review: "hr", eventSources: "hr" };

/**
 * Submits a change of the settings: another person is to approve it, which publishes it.
 * @throws RefusedError where it can't be read, by field; where the version isn't the latest; where nothing changes; or
 *   where a section is not this person's to change.
 */
export async function proposeSettings(request: SettingsRequest, person: Person, deps: ProposeSettingsDeps): Promise<Proposal> {
  const { baseVersion, sections, why } = request;
  if (why.trim() === "") refuse(refusal("why-missing"));
  if (holdsAccountNumber(why)) refuse(refusal("account-in-text"));
  const base = await deps.settings.latest();
  if (base.version !== baseVersion) refuse(refusal("settings-stale", { baseVersion, latest: base.version }));
  const reading = readSettings({ ...base.settings, ...sections });
  if (!reading.ok) return refuse(unreadableRefusal(reading.reasons));
  const content: SettingsContent = { kind: "settings", baseVersion, settings: reading.fact };
  const changed = changedSections(base.settings, content.settings);
  if (changed.length === 0) refuse(refusal("nothing-proposed"));
  const needed = [...new Set(changed.map((section) => PROPOSED_BY[section]))];
  if (!needed.every((role) => person.roles.includes(role)))
    refuse(refusal("role", { needs: needed.toSorted().toReversed().join(" and ") }));
  const hindered = await hinderedSettings(content, undefined, deps);
  if (hindered.length > 0) refuse(...hindered);
  const at = instantOf(deps);
  const bound = {
    why,
    factsHash: factsHash(content) ?? "",
    trialId: "",
    basisHash: base.hash,
    resultHash: "",
    restates: false,
    acknowledged: [],
  };
  const changes = changesBetween(base.settings, content.settings);
  return commitNew(
    (proposalId) => beginSubmitted(content, { ...bound, by: person.username, at }, changes, { proposalId, person, at, why }),
    ({ proposal, entry }) => entriesOf(proposal, entry),
    deps,
  );
}
