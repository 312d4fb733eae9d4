import type { DetailsWarning } from "./parse-details.ts";
import type { HolderView, SealedDetails } from "./payee.ts";

/** Where an advisor is to be paid to from a version on. Accounts stand in it sealed, and by their last four digits. */
export interface PayeeEntry {
  readonly advisorId: string;
  /** One above the version that is known. */
  readonly version: number;
  readonly sealed: SealedDetails;
  readonly accountLast4: string;
  /** Keyed hash of the account: see `Payee`. Never shown to anybody. */
  readonly accountTag: string;
  readonly holder: HolderView;
  /** What is odd about the account, for whoever approves it too; none where nothing is. */
  readonly warnings?: readonly DetailsWarning[];
}

/** Payee details, sealed: from a form, or in bulk from a file. */
export interface PayeesContent {
  readonly kind: "payees";
  readonly entries: readonly PayeeEntry[];
  readonly source: string;
}

/** Tells it from the contents of other kinds. */
export const isPayeesContent = (content: { readonly kind: string }): content is PayeesContent => content.kind === "payees";
