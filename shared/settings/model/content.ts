import type { Settings } from "./settings.ts";

/** The next version of the settings, whole. */
export interface SettingsContent {
  readonly kind: "settings";
  /** The version that it changes: where another follows that one by now, this can't be published. */
  readonly baseVersion: number;
  readonly settings: Settings;
}

/** Tells it from the contents of other kinds. */
export const isSettingsContent = (content: { readonly kind: string }): content is SettingsContent => content.kind === "settings";
