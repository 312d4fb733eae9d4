import { targetsOf } from "./components/index.ts";
import type { Plan } from "./schema.ts";

/** The attributes that a plan's factors and equity go by: the advisor's or the store's. */
export const scoresAsked = ({ factors, equity }: Plan): string[] => [
  ...factors.map(({ by }) => by),
  ...(equity?.require ?? []).map(({ attribute }) => attribute),
];

/** The attributes that it measures against: the advisor's own alone. */
export const targetsAsked = ({ components }: Plan): string[] => components.flatMap(targetsOf);
