import { liveThrough } from "./live-through.ts";
import { liveThroughPayouts } from "./payouts/live-through-payouts.ts";
import type { LiveThrough } from "./scope.ts";

/** Which stories there are: of facts and closes, the same with credits kept as claims, and of paying. */
export type StoryKind = "facts" | "claims" | "paying";

/** What is loaded as a whole, as it stands or with a fault planted. */
export const STORIES: Readonly<Record<StoryKind, LiveThrough>> = {
  facts: (scope) => liveThrough(scope),
  claims: (scope) => liveThrough(scope, "claims"),
  paying: liveThroughPayouts,
};
export { shrink } from "./shrink.ts";
