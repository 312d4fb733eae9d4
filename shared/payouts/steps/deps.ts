import type { JobQueue } from "../../base/runtime/jobs.ts";
import type { ObjectStore, Runtime } from "../../base/runtime/runtime.ts";
import type { CloseLedger } from "../../ledger/store/close-store.ts";
import type { FactReader } from "../../ledger/store/order-store.ts";
import type { ProposalStore } from "../../proposals/store.ts";
import type { FinanceSettings } from "../../settings/model/finance-settings.ts";
import type { BankFormatDeps } from "../bank-files/bank-formats.ts";
import type { BankSettings } from "../model/bank-settings.ts";
import type { PayoutStore } from "../store.ts";
import type { OpenPaymentsDeps } from "./open-payments.ts";

/** Dependencies of reading payouts. */
export interface PayoutReadDeps {
  readonly payouts: PayoutStore;
  readonly archive: Pick<ObjectStore, "get">;
}

/** Dependencies of a step of a payout. */
export interface PayoutStepDeps {
  readonly payouts: PayoutStore;
  readonly surroundings: Runtime;
}

/** Dependencies of paying. */
export interface PayoutDeps extends PayoutStepDeps {
  readonly archive: ObjectStore;
  readonly ledger: Pick<CloseLedger, "close" | "advisorsOfShard"> & Pick<FactReader, "advisors">;
  /** Where manual adjustments were proposed. */
  readonly proposals: Pick<ProposalStore, "find" | "activity">;
  readonly jobs: JobQueue;
  readonly shards: number;
}

/** Dependencies of drafting: what the agency's banks can be told is tried with payees that are opened for it. */
export interface DraftDeps extends PayoutDeps, BankFormatDeps, OpenPaymentsDeps {
  readonly payouts: PayoutStore;
  readonly finance: Pick<FinanceSettings, "securityHoldDays"> & BankSettings;
}

/** A payout's step as it is asked for: on the lock version that was seen. */
export interface PayoutRequest {
  readonly payoutId: string;
  readonly lockVersion: number;
}
