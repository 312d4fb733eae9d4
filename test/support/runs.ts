import fc from "fast-check";
import { much } from "./thorough.ts";

/** How many worlds a property is tried on: as many as mutation testing says, else the usual or, with all time given, a hundred. */
export const runs = (usual: number) => ({ numRuns: fc.readConfigureGlobal()?.numRuns ?? much(usual, 100) });
