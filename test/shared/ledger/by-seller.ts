import type { Month } from "../../../shared/base/calendar/month.ts";
import { compare } from "../../../shared/base/text/compare.ts";
import { type ClaimedCredit, claimedCreditsOf, expandCredits } from "../../../shared/engine/credits/claimed-credit.ts";
import type { Credit } from "../../../shared/engine/credits/credit.ts";
import { recipientsOf } from "../../../shared/engine/credits/recipients.ts";
import { claimedRowOf, expandRow } from "../../../shared/engine/earnings/claimed-row.ts";
import { byLine } from "../../../shared/engine/earnings/explain.ts";
import { hashOfCredits, type SellerSums } from "../../../shared/engine/earnings/seller-sums.ts";
import { mergePart, negate } from "../../../shared/engine/earnings/tally.ts";
import { type CreditsView, changesOf } from "../../../shared/engine/statement/body.ts";
import { usedCredits } from "../../../shared/engine/statement/body-facts.ts";
import type { Moment } from "../../support/pure-core-moment.ts";

/** The claimed credits of a moment; derived once. */
const known = new WeakMap<Moment, readonly ClaimedCredit[]>();

function claimedAt(moment: Moment): readonly ClaimedCredit[] {
  const claimed =
    known.get(moment) ??
    moment.orders.flatMap((order) =>
      claimedCreditsOf(order, recipientsOf(order, moment.facts), moment.terms.ratedFacets, moment.facts.localDay(order.bookedAt)),
    );
  known.set(moment, claimed);
  return claimed;
}

/** What an advisor counts of a seller's credits of a month, or of their own: earned, in order, and their rows. */
function counted(moment: Moment | undefined, advisorId: string, sellerId: string, month: Month) {
  const claimed = (moment === undefined ? [] : claimedAt(moment)).filter(
    ({ group }) => group.advisorId === sellerId && group.month === month && group.state === "earned",
  );
  const credits = expandCredits(claimed, (claimantId) => claimantId === advisorId)
    .filter(({ recipient }) => recipient.state === "earned")
    .sort(byLine);
  const rows = claimed.flatMap((credit) => expandRow(claimedRowOf(credit))).filter((each) => each.advisorId === advisorId);
  return { credits, rows: rows.map(({ row }) => row) };
}

/** The credits of a month that lie with the advisor who counts them. */
export const ownCredits = (moment: Moment, advisorId: string, month: Month): Credit[] =>
  counted(moment, advisorId, advisorId, month).credits;

/** What of a month comes from sellers below: all of it, or since an earlier moment. */
export function fromSellers(moment: Moment, advisorId: string, month: Month, before?: Moment): SellerSums[] {
  const sellerIds = [...new Set([moment, before].flatMap((each) => (each ? claimedAt(each) : [])).map(({ group }) => group.advisorId))];
  return sellerIds
    .filter((sellerId) => sellerId !== advisorId)
    .sort(compare)
    .map((sellerId): SellerSums => {
      const [was, is] = [counted(before, advisorId, sellerId, month), counted(moment, advisorId, sellerId, month)];
      const plans = [moment, ...(before ? [before] : [])];
      const changes =
        before === undefined ? { before: [], now: usedCredits(is.credits, plans) } : changesOf(was.credits, is.credits, plans);
      return {
        sellerId,
        name: moment.facts.advisor(sellerId)?.name ?? sellerId,
        rows: mergePart([...is.rows, ...was.rows.map(negate)]),
        creditsHash: hashOfCredits(changes),
      };
    })
    .filter(({ rows }) => rows.length > 0);
}

/** Who above counts a seller's credits: of the month that is closed all of them, of others those that changed since the close before. */
export function viewsOf(now: Moment, sellerId: string, closed: Month, before?: Moment): CreditsView[] {
  const months = new Set([now, ...(before ? [before] : [])].flatMap((each) => claimedAt(each)).map(({ group }) => group.month));
  return [...months].sort(compare).flatMap((month) =>
    now.advisors
      .map(({ advisorId }) => advisorId)
      .filter((advisorId) => advisorId !== sellerId)
      .sort(compare)
      .flatMap((advisorId) =>
        fromSellers(now, advisorId, month, month === closed ? undefined : before)
          .filter((each) => each.sellerId === sellerId)
          .map(({ creditsHash }): CreditsView => ({ advisorId, month, creditsHash })),
      ),
  );
}
