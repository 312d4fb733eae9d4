import { simulatePaying } from "./payouts/simulate-payouts.ts";
import { simulate } from "./simulate.ts";
import type { Simulate } from "./simulated.ts";

/** Which stories there are: of facts and closes, and of paying. */
export type StoryKind = "facts" | "paying";

/** What is loaded as a whole, as it stands or with a fault planted. */
export const STORIES: Readonly<Record<StoryKind, Simulate>> = { facts: simulate, paying: simulatePaying };
export { shrink } from "./shrink.ts";
