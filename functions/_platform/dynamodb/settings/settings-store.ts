import { describeIssue } from "../../../../shared/base/issues/issue.ts";
import { parseSettings, type SettingsVersion, settingsChangeCodec, settingsHash } from "../../../../shared/settings/model/settings.ts";
import type { SettingsStore } from "../../../../shared/settings/store.ts";
import { added } from "../activity/activity-store.ts";
import { allSettings, settingsKey } from "../keys.ts";
import type { Action, Item, Table } from "../table.ts";

/** Versions of the settings in the table, each one item that is put once. @param initial what holds before anyone changed it. */
export function settingsStore(table: Table, initial: SettingsVersion): SettingsStore {
  const latest = async (known?: SettingsVersion): Promise<SettingsVersion> => {
    // Versions have no gaps, so where the next one is missing the known one is the latest.
    if (known !== undefined && (await table.get(settingsKey(known.version + 1))) === undefined) return known;
    const [item] = await table.some(allSettings, 1, "last");
    return item === undefined ? initial : decode(item);
  };
  return {
    initial,
    latest,
    version: async (version) => {
      if (version === 0) return initial;
      const item = await table.get(settingsKey(version));
      return item && decode(item);
    },
    history: async (limit) => {
      const changed = (await table.some(allSettings, limit, "last")).map(decode);
      return changed.length < limit ? [...changed, initial] : changed;
    },
    put: async (version) => {
      const item = encode(version);
      const before: Action[] =
        version.version === 1
          ? []
          : [{ ConditionCheck: { Key: { ...settingsKey(version.version - 1) }, ConditionExpression: "attribute_exists(pk)" } }];
      const result = await table.commit([...before, added(item)], `version ${version.version} of the settings`);
      if (result === "stale") return isSame(await table.get(settingsKey(version.version)), item) ? "stored" : "stale";
      return result === "committed" ? "stored" : "busy";
    },
  };
}

const encode = ({ version, settings, hash, change }: SettingsVersion) => ({
  ...settingsKey(version),
  settings: JSON.stringify(settings),
  hash,
  change: change && settingsChangeCodec.encode(change),
});

const isSame = (stored: Item | undefined, item: ReturnType<typeof encode>): boolean =>
  stored?.settings === item.settings && stored.hash === item.hash && stored.change === item.change;

/** @throws Error where what is stored isn't what was put: nobody is paid by settings that nobody approved. */
function decode({ sk, settings, hash, change }: Item): SettingsVersion {
  const content: unknown = JSON.parse(settings as string);
  if (settingsHash(content) !== hash) throw new Error(`version ${Number(sk)} of the settings was changed in the table: its hash differs`);
  const reading = parseSettings(content);
  if (!reading.ok) throw new Error(`version ${Number(sk)} of the settings can't be read: ${reading.issues.map(describeIssue).join("; ")}`);
  return { version: Number(sk), settings: reading.value, hash, change: settingsChangeCodec.decode(change as string) };
}
