import type { Instant } from "../../../shared/base/calendar/month.ts";
import { isPayeesContent } from "../../../shared/payees/model/content.ts";
import { payeeAt } from "../../../shared/payees/model/effective-payee.ts";
import type { Wiring } from "../../_platform/wiring.ts";

const DAY_MS = 86_400_000;

/** Whose latest payee nobody is paid by yet, and until when; those that end first stand first. */
export interface SecurityHold {
  readonly advisorId: string;
  readonly accountLast4: string;
  readonly approvedBy: string;
  readonly until: Instant;
}

/** Found by the proposals that were published within the security hold period, so that nobody else's payee is read. */
export async function listSecurityHolds({ proposals, payouts, surroundings, finance }: Wiring): Promise<SecurityHold[]> {
  const now = surroundings.now();
  const since = new Date(now - finance.securityHoldDays * DAY_MS).toISOString();
  const published = await proposals.list(["published"], "payees");
  const lately = published.filter(({ approval }) => approval !== undefined && approval.at > since);
  const ids = lately.flatMap(({ content }) => (isPayeesContent(content) ? content.entries.map(({ advisorId }) => advisorId) : []));
  const payees = await payouts.payees([...new Set(ids)]);
  const securityHold = [...payees.values()].flatMap((versions): SecurityHold[] => {
    const found = payeeAt(versions, now, finance.securityHoldDays);
    if (found.kind !== "securityHold") return [];
    const { advisorId, accountLast4, approvedBy } = found.payee;
    return [{ advisorId, accountLast4, approvedBy, until: found.until }];
  });
  return securityHold.sort((left, right) =>
    left.until < right.until ? -1 : left.until > right.until ? 1 : left.advisorId < right.advisorId ? -1 : 1,
  );
}
