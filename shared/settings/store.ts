import type { SettingsVersion } from "./model/settings.ts";

/** Keeps the versions of the settings. Reads are consistent. */
export interface SettingsStore {
  /** Version 0. */
  readonly initial: SettingsVersion;
  /**
   * The latest version; version 0 where nobody changed anything.
   * @param known a version that was read before: where none follows it, it is given back after one small read.
   */
  latest(known?: SettingsVersion): Promise<SettingsVersion>;
  /** A version. @returns undefined where there is none of that number. */
  version(version: number): Promise<SettingsVersion | undefined>;
  /** Versions from the latest down, at most so many; version 0 is the last. */
  history(limit: number): Promise<readonly SettingsVersion[]>;
  /**
   * Puts a version under its number, if there is none and the one before it is there. Put again, it changes nothing.
   * @returns `stale` where another has its number, or the one before it is missing.
   */
  put(version: SettingsVersion): Promise<"stored" | "stale" | "busy">;
}
