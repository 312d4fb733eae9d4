import type { Rating } from "../../engine/earnings/order-change.ts";
import type { Deriving } from "../../ledger/derive/derive-credits.ts";
import type { CloseLedger } from "../../ledger/store/close-store.ts";
import type { LookUpLedger } from "../../ledger/store/ledger-reader.ts";

/** What computing a restatement needs from outside. It reads, and does the derivations that are left before it reads. */
export interface Restating extends Deriving {
  readonly ledger: Deriving["ledger"] & CloseLedger;
  readonly lookUp: Pick<LookUpLedger, "advisorIds">;
  readonly rating: Rating;
}
