import { liveThrough } from "./live-through.ts";
import { liveThroughPayouts } from "./payouts/live-through-payouts.ts";
import type { LiveThrough } from "./scope.ts";

/**
 * Which stories there are: of facts and closes, of paying, and of paying what statements carried, with adjustments that
 * people of finance propose.
 */
export type StoryKind = "facts" | "paying" | "carrying";

/** What is loaded as a whole, as it stands or with a fault planted. */
export const STORIES: Readonly<Record<StoryKind, LiveThrough>> = {
  facts: liveThrough,
  paying: (scope) => liveThroughPayouts(scope),
  carrying: (scope) => liveThroughPayouts(scope, true),
};
export { shrink } from "./shrink.ts";
