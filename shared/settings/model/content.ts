import type { Settings } from "./settings.ts";

/** The next version of the settings, whole. */
export interface SettingsContent {
  readonly kind: "settings";
  /** The version that it changes: where another follows that one by now, this can't be published. */
  readonly baseVersion: number;
  readonly settings: Settings;
}
