import { type Month, monthOfDay } from "../../base/calendar/month.ts";
import { type Concern, firstMonthConcerned, isConcerned } from "../../engine/credits/affected-credits.ts";
import { MANAGER_LEVELS } from "../../engine/credits/recipients.ts";
import { UNDATED } from "../../engine/earnings/credit-log.ts";
import type { DerivationLedger } from "../store/derivation-store.ts";

type Naming = Pick<DerivationLedger, "ordersNaming" | "advisorsUnder">;

/** The ids of the orders that name an advisor and that a change can concern, each once. */
export async function orderIdsNaming(
  advisorId: string,
  concerns: (credit: { readonly bookedOn: string; readonly month: string }) => boolean,
  { ordersNaming }: Pick<Naming, "ordersNaming">,
  month?: Month,
): Promise<string[]> {
  const orderIds = new Set<string>();
  for await (const page of ordersNaming(advisorId, { month })) {
    for (const credit of page) if (concerns(credit)) orderIds.add(credit.orderId);
  }
  return [...orderIds];
}

/** The ids of all orders that a change of an advisor can concern: their own, those of sellers below, and the undated ones, which stand under nobody. */
export async function orderIdsConcerned(advisorId: string, concern: Concern, ledger: Naming): Promise<string[]> {
  const named: string[] = [];
  for (const each of await sellersBelow(advisorId, ledger))
    named.push(...(await orderIdsNaming(each, (credit) => isConcerned(concern, credit), ledger, firstMonthConcerned([concern]))));
  const undatedFrom = undatedConcernedFrom(concern);
  if (undatedFrom === undefined) return [...new Set(named)];
  const undated = await orderIdsNaming(UNDATED, ({ bookedOn }) => bookedOn >= undatedFrom, ledger, monthOfDay(undatedFrom));
  return [...new Set([...named, ...undated])];
}

/** The day of booking from which a change of an advisor concerns undated orders; none for a registration: what waits for the advisor names them. */
export function undatedConcernedFrom({ isRegistration, bookedFrom }: Concern): string | undefined {
  return isRegistration === true ? undefined : bookedFrom;
}

/**
 * An advisor and whoever was ever below them, by links, at most three levels deep: all whose orders the advisor may ever
 * count, and perhaps others. Found by level, each once; managers may stand in a circle.
 */
export async function sellersBelow(advisorId: string, { advisorsUnder }: Pick<DerivationLedger, "advisorsUnder">): Promise<string[]> {
  const found = new Set([advisorId]);
  let above = [advisorId];
  for (let level = 0; level < MANAGER_LEVELS && above.length > 0; level += 1) {
    const below: string[] = [];
    for (const managerId of above) {
      for (const each of await advisorsUnder(managerId)) {
        if (found.has(each)) continue;
        found.add(each);
        below.push(each);
      }
    }
    above = below;
  }
  return [...found];
}
