import type { RatingRules } from "../../engine/earnings/order-change.ts";
import type { DeriveDeps } from "../../ledger/derive/derive-credits.ts";
import type { CloseLedger } from "../../ledger/store/close-store.ts";
import type { AccountLedger } from "../../ledger/store/ledger-reader.ts";

/** Dependencies of computing a restatement. It reads, and does the derivations that are left before it reads. */
export interface RestatementDeps extends DeriveDeps {
  readonly ledger: DeriveDeps["ledger"] & CloseLedger;
  readonly accounts: Pick<AccountLedger, "advisorIds">;
  readonly rating: RatingRules;
}
