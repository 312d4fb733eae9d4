import { PAYING_PLANTS } from "./payouts/plants.ts";
import { PLANTS, type Plant } from "./plants.ts";

/** Every fault that can be planted. */
export const ALL_PLANTS: readonly Plant[] = [...PLANTS, ...PAYING_PLANTS];
