import { Duration } from "aws-cdk-lib/core";
import { BEHIND_GATEWAY, type DefineFunction, type FenrunFunction, ONE_PROCESSOR_MB } from "./fenrun-function.ts";
import { LIVE_FORMS } from "./hr-functions.ts";
import { type Permissions, QUARANTINE } from "./permissions.ts";

/** What finance works with. */
export interface FinanceFunctions {
  readonly api: FenrunFunction;
  readonly site: FenrunFunction;
  readonly runPayouts: FenrunFunction;
}

/**
 * What drafts and records payouts, keeps the bank's answers, and publishes adjustments and payees as recording facts
 * does. Statements, snapshots and proofs it can only read: what is closed stays as it is.
 */
const PAYING: Permissions = {
  objectsUnder: ["payouts/", "files/", "answers/", "previews/", "proposals/", QUARANTINE],
  readsUnder: ["snapshots/", "statements/", "proofs/"],
  events: true,
  payees: "seal-and-open",
};

/** Defines finance's API and pages, and what drafts payouts, makes files and applies answers in the background. */
export function defineFinanceFunctions(define: DefineFunction): FinanceFunctions {
  return {
    api: define(
      "FinanceApi",
      { name: "finance-api", description: "Answers finance's API", memoryMb: ONE_PROCESSOR_MB, timeout: BEHIND_GATEWAY },
      PAYING,
    ),
    site: define(
      "FinanceSite",
      {
        name: "finance-site",
        description: "Answers finance with pages",
        memoryMb: ONE_PROCESSOR_MB,
        timeout: BEHIND_GATEWAY,
        bundledFiles: [LIVE_FORMS],
      },
      PAYING,
    ),
    runPayouts: define(
      "RunPayouts",
      {
        name: "run-payouts",
        description: "Drafts payouts, makes their files, applies the bank's answers and previews closes",
        memoryMb: ONE_PROCESSOR_MB,
        timeout: Duration.minutes(15),
      },
      PAYING,
    ),
  };
}
