import { Duration } from "aws-cdk-lib/core";
import { BEHIND_GATEWAY, type DefineFunction, type FenrunFunction, ONE_PROCESSOR_MB } from "./fenrun-function.ts";
import { LIVE_FORMS } from "./hr-functions.ts";
import { type Permissions, QUARANTINE } from "./permissions.ts";

/** Where files lie that are made for banks, payroll and books. */
const FILES = "files/";

/** What finance works with. */
export interface FinanceFunctions {
  readonly api: FenrunFunction;
  readonly site: FenrunFunction;
  readonly financeJobs: FenrunFunction;
}

/**
 * What people of finance ask for: it drafts and records payouts, keeps the bank's answers, and publishes adjustments and
 * payees as recording facts does. It seals payee details and can open none; files it can only give links to. What closes
 * have fixed it reads from the table.
 */
const ASKING: Permissions = {
  objectsUnder: ["payouts/", "answers/", "previews/", "proposals/", QUARANTINE],
  readsUnder: FILES,
  events: true,
  payees: "seal",
};

/** What works in the background: it alone opens payee details, for the files that a bank gets. */
const MAKING: Permissions = {
  objectsUnder: ["payouts/", "answers/", "previews/", FILES],
  readsUnder: "proposals/",
  events: true,
  payees: "open",
};

/** Defines finance's API and pages, and what drafts payouts, makes files and applies answers in the background. */
export function defineFinanceFunctions(define: DefineFunction): FinanceFunctions {
  return {
    api: define(
      "FinanceApi",
      { name: "finance-api", description: "Answers finance's API", memoryMb: ONE_PROCESSOR_MB, timeout: BEHIND_GATEWAY },
      ASKING,
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
      ASKING,
    ),
    financeJobs: define(
      "FinanceJobs",
      {
        name: "finance-jobs",
        description: "Drafts payouts, makes their files, applies the bank's answers and previews closes",
        memoryMb: ONE_PROCESSOR_MB,
        timeout: Duration.minutes(15),
      },
      MAKING,
    ),
  };
}
