import type { FinanceSettings } from "../../accounting/settings.ts";
import type { CloseLedger } from "../ports/close.ts";
import type { FactReader } from "../ports/ledger.ts";
import type { Archive, Surroundings } from "../ports/outside.ts";
import type { PayoutStore } from "../ports/payouts.ts";
import type { ProposalStore } from "../ports/proposals.ts";
import type { WorkAnnouncer } from "../ports/work.ts";

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
  readonly finance: Pick<FinanceSettings, "coolingDays">;
  readonly rating: { localDay(instant: string): string };
}

/** A payout's step as it is asked for: on the edition that was seen. */
export interface PayoutRequest {
  readonly payoutId: string;
  readonly edition: number;
}
