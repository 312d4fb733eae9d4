import { Duration } from "aws-cdk-lib/core";
import { HR_UPLOADS } from "../functions/_platform/object-store/upload-store.ts";
import { BEHIND_GATEWAY, type FenrunFunction, ONE_PROCESSOR_MB } from "./fenrun-function.ts";
import { DERIVING, type DefineFunction, type Permissions, QUARANTINE } from "./permissions.ts";

/** What HR works with. */
export interface HrFunctions {
  readonly api: FenrunFunction;
  readonly site: FenrunFunction;
  readonly hrJobs: FenrunFunction;
}

/** The script by which forms show their effects while they are filled in, as functions/hr-site looks for it. */
export const LIVE_FORMS = { from: "node_modules/htmx.org/dist/htmx.min.js", to: "htmx.min.js" };

const READS = ["snapshots/", "statements/", "proofs/"];

/**
 * What publishes facts, as recording them does, and tries plans on what closes have fixed. Statements, snapshots and
 * proofs it can only read: what is closed stays as it is.
 */
const PROPOSING: Permissions = {
  // Previews wait for no derivation, but do it; and an approved payee moves the gate of payouts.
  rows: {
    puts: "any",
    updates: [...DERIVING.updates, "PAYOUTS", "SIMULATION#*"],
    checks: "any",
    deletes: [...DERIVING.deletes, "PROPOSALS#*"],
  },
  objectsUnder: ["previews/uploads/scores/", "simulations/", "restatements/", "proposals/", QUARANTINE],
  readsUnder: READS,
  events: true,
};

/** Pages and API keep what is uploaded; only the job reads it. */
const ASKING: Permissions = { ...PROPOSING, writesUnder: HR_UPLOADS };
const WORKING: Permissions = { ...PROPOSING, readsUnder: [...READS, HR_UPLOADS] };

/** Defines HR's API and pages, and what tries plans and publishes in the background. */
export function defineHrFunctions(define: DefineFunction): HrFunctions {
  return {
    api: define("HrApi", { name: "hr-api", description: "Answers HR's API", memoryMb: ONE_PROCESSOR_MB, timeout: BEHIND_GATEWAY }, ASKING),
    site: define(
      "HrSite",
      {
        name: "hr-site",
        description: "Answers HR with pages",
        memoryMb: ONE_PROCESSOR_MB,
        timeout: BEHIND_GATEWAY,
        bundledFiles: [LIVE_FORMS],
      },
      ASKING,
    ),
    hrJobs: define(
      "HrJobs",
      {
        name: "hr-jobs",
        description: "Tries plans on closed months, and goes on with publishing",
        memoryMb: ONE_PROCESSOR_MB,
        timeout: Duration.minutes(15),
      },
      WORKING,
    ),
  };
}
