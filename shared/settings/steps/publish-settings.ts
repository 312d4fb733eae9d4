import { refusal } from "../../base/issues/issue.ts";
import { RetryableError } from "../../base/runtime/retry.ts";
import { type Settings, type SettingsChange, settingsHash } from "../model/settings.ts";
import type { SettingsStore } from "../store.ts";

type SettingsRefusal = ReturnType<typeof refusal>;

export interface PublishSettingsDeps {
  readonly settings: SettingsStore;
}

/** A change of the settings: of which version, and what they are to be. */
export interface SettingsDraft {
  readonly baseVersion: number;
  readonly settings: Settings;
}

/** Why a change can't be published as things stand: another version follows the one that it changes. */
export async function rejectedSettings(
  { baseVersion }: SettingsDraft,
  proposalId: string | undefined,
  { settings }: PublishSettingsDeps,
): Promise<readonly SettingsRefusal[]> {
  const next = await settings.version(baseVersion + 1);
  // It stands there already: it was stored before whoever stored it could say so.
  if (next !== undefined && next.change?.proposalId === proposalId) return [];
  const { version: latest } = await settings.latest();
  return latest === baseVersion ? [] : [refusal("settings-stale", { baseVersion, latest })];
}

/**
 * Puts the next version. Done again, it changes nothing; of two at the same moment one is put.
 * @throws RetryableError where the table is too busy.
 */
export async function storeSettings(
  { baseVersion, settings: content }: SettingsDraft,
  change: SettingsChange,
  { settings }: PublishSettingsDeps,
): Promise<{ readonly kind: "stored" } | { readonly kind: "refused"; readonly refusals: readonly SettingsRefusal[] }> {
  const result = await settings.put({ version: baseVersion + 1, settings: content, hash: settingsHash(content), change });
  if (result === "busy") throw new RetryableError("the settings are not published: the table is too busy; publish again");
  if (result === "stored") return { kind: "stored" };
  const { version: latest } = await settings.latest();
  return { kind: "refused", refusals: [refusal("settings-stale", { baseVersion, latest })] };
}
