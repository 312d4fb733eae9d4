/** What is loaded as a whole, as it stands or with a fault planted. */
export { shrink } from "./shrink.ts";
export { type Scope, type Simulated, simulate } from "./simulate.ts";
