import { Duration } from "aws-cdk-lib/core";
import { FINANCE_UPLOADS } from "../functions/_platform/object-store/upload-store.ts";
import { FILES } from "../shared/payouts/files/model/file-kind.ts";
import { BEHIND_GATEWAY, type FenrunFunction, ONE_PROCESSOR_MB } from "./fenrun-function.ts";
import { LIVE_FORMS } from "./hr-functions.ts";
import { type DefineFunction, type Permissions, QUARANTINE, RECORDING } from "./permissions.ts";

/** What finance works with. */
export interface FinanceFunctions {
  readonly api: FenrunFunction;
  readonly site: FenrunFunction;
  readonly financeJobs: FenrunFunction;
  readonly fileLinks: FenrunFunction;
}

/**
 * What people of finance ask for: it drafts and records payouts, keeps the bank's answers, and publishes adjustments and
 * payees as recording facts does. It encrypts payee details and can decrypt none, and it reads no file of payments. What
 * closes have fixed it reads from the table.
 */
const ASKING: Permissions = {
  rows: {
    puts: "any",
    updates: [...RECORDING.updates, "PAYOUTS", "PAYOUT#*"],
    checks: "any",
    // A proposal moves from one list to another, and whoever is held no longer leaves the list of holds.
    deletes: ["PROPOSALS#*", "HOLDS"],
  },
  objectsUnder: ["payouts/", "bank-reports/", "previews/", "proposals/", QUARANTINE],
  // Encrypted by the function; only the job reads them.
  writesUnder: FINANCE_UPLOADS,
  events: true,
  payees: "encrypt",
};

/** What works in the background: it alone decrypts payee details, for the files that a bank gets. */
const MAKING: Permissions = {
  rows: { puts: "any", updates: ["PAYOUTS", "PAYOUT#*"], checks: "any" },
  objectsUnder: ["payouts/", "bank-reports/", "previews/"],
  writesUnder: FILES,
  readsUnder: ["proposals/", FINANCE_UPLOADS],
  events: true,
  payees: "decrypt",
  bankFiles: "write",
};

/**
 * What signs links to files, and nothing else: besides what makes them it alone can read them. A download is a step of its
 * payout, and what the payout's approval rested on is checked once more before it, by its lines.
 */
const LINKING: Permissions = {
  rows: { puts: ["FILE#*", "PAYOUTS", "ACTIVITY#*"], checks: ["PAYOUTS", "SETTINGS"] },
  readsUnder: [FILES, "payouts/"],
  bankFiles: "read",
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
    fileLinks: define(
      "FileLinks",
      { name: "file-links", description: "Signs links to files", memoryMb: ONE_PROCESSOR_MB, timeout: BEHIND_GATEWAY },
      LINKING,
    ),
  };
}
