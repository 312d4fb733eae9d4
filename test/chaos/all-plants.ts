import { PAYING_PLANTS } from "./payouts/plants.ts";
import { PLANTS, type Plant } from "./plants.ts";

/** Every fault that can be planted. */
export const ALL_PLANTS: readonly Plant[] = [...PLANTS, ...PAYING_PLANTS];

/** Those that are looked for with every run of the tests. */
export const USUAL_PLANTS: readonly Plant[] = ALL_PLANTS.filter(({ isUsual }) => isUsual === true);
