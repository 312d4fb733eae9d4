import { contentHash } from "../../base/json/hash.ts";
import { compare } from "../../base/text/compare.ts";
import type { Credit } from "../credits/credit.ts";
import type { TallyRow } from "./tally.ts";

/** What an advisor counts of somebody else's credits of a month. It stands in a statement's body instead of the credits. */
export interface SellerSums {
  readonly sellerId: string;
  /** Merged; a row may be without a count, where another way counts the units. */
  readonly rows: readonly TallyRow[];
  /** Of the credits that the rows are the sums of: see `hashOfCredits`. */
  readonly creditsHash: string;
}

/**
 * The hash of a seller's credits as the one above counts them, in the order of `byLine` and with the amounts that their
 * plan's base uses: all of a month, or those of the orders that changed, as they stood before and as they stand now.
 */
export const hashOfCredits = (now: readonly Credit[], before: readonly Credit[] = []): string => contentHash({ before, now });

/** In the order in which remainders are handed out to sellers. */
export const bySellerId = (left: Pick<SellerSums, "sellerId">, right: Pick<SellerSums, "sellerId">): number =>
  compare(left.sellerId, right.sellerId);
