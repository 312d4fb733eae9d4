import { type FinanceWriter, financeWriterFor } from "../../shared/ui/writer.ts";
import type { HttpContext } from "../_platform/http/context.ts";
import { makeRoom, type Room } from "../_platform/site/page-context.ts";
import type { Wiring } from "../_platform/wiring.ts";

/** What finance's pages are made in. */
export interface FinanceRoom extends Room<FinanceWriter> {
  /** Whether the reader closes months, pays and holds. */
  readonly isFinance: boolean;
  /** Whether the reader proposes and approves adjustments and payees. */
  readonly mayPropose: boolean;
}

export function financeRoomOf(c: HttpContext, deps: Wiring): FinanceRoom {
  const room = makeRoom(c, deps, financeWriterFor);
  const { roles } = room.person;
  const isFinance = roles.includes("finance");
  return { ...room, isFinance, mayPropose: isFinance || roles.includes("hr") };
}
