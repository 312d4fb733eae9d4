import { liveThrough } from "./live-through.ts";
import { liveThroughPayouts } from "./payouts/live-through-payouts.ts";
import type { LiveThrough } from "./scope.ts";

/** Which stories there are: of facts and closes, and of paying. */
export type StoryKind = "facts" | "paying";

/** What is loaded as a whole, as it stands or with a fault planted. */
export const STORIES: Readonly<Record<StoryKind, LiveThrough>> = { facts: liveThrough, paying: liveThroughPayouts };
export { shrink } from "./shrink.ts";
