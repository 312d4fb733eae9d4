import type { WorkAnnouncer } from "../../base/runtime/jobs.ts";
import type { Archive } from "../../base/runtime/object-store.ts";
import type { Surroundings } from "../../base/runtime/runtime.ts";
import type { CloseLedger } from "../../ledger/store/close-store.ts";
import type { FactReader } from "../../ledger/store/order-store.ts";
import type { ProposalStore } from "../../proposals/store.ts";
import type { FinanceSettings } from "../../settings/model/finance-settings.ts";
import type { BankFormatDeps } from "../bank-files/bank-formats.ts";
import type { BankSettings } from "../model/bank-settings.ts";
import type { PayoutStore } from "../store.ts";
import type { OpenPaymentsDeps } from "./open-payments.ts";

/** What reading payouts needs from outside. */
export interface ReadingPayouts {
  readonly payouts: PayoutStore;
  readonly archive: Pick<Archive, "get">;
}

/** What a step of a payout needs from outside. */
export interface PayoutStepping {
  readonly payouts: PayoutStore;
  readonly surroundings: Surroundings;
}

/** What paying needs from outside. */
export interface Paying extends PayoutStepping {
  readonly archive: Archive;
  readonly ledger: Pick<CloseLedger, "close" | "advisorsOfShard"> & Pick<FactReader, "advisors">;
  /** Where manual adjustments were proposed. */
  readonly proposals: Pick<ProposalStore, "find" | "trail">;
  readonly work: Pick<WorkAnnouncer, "payoutPending">;
  readonly shards: number;
  readonly rating: { localDay(instant: string): string };
}

/** Dependencies of drafting: what the agency's banks can be told is tried with payees that are opened for it. */
export interface DraftDeps extends Paying, BankFormatDeps, OpenPaymentsDeps {
  readonly payouts: PayoutStore;
  readonly finance: Pick<FinanceSettings, "coolingDays"> & BankSettings;
}

/** A payout's step as it is asked for: on the edition that was seen. */
export interface PayoutRequest {
  readonly payoutId: string;
  readonly edition: number;
}
