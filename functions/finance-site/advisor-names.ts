import type { Names } from "../../shared/ui/names.ts";
import type { Wiring } from "../_platform/wiring.ts";

/** Reads what advisors are called. */
export async function namesOf(advisorIds: readonly string[], { ledger }: Wiring): Promise<Names> {
  const found = await ledger.advisors([...new Set(advisorIds)]);
  return (advisorId) => found.get(advisorId)?.name;
}
