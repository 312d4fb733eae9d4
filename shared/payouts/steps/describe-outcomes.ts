import type { Advisor } from "../../engine/facts/advisor.ts";
import type { OutcomeEntry } from "../outcomes/content.ts";
import type { PayoutStore } from "../store.ts";
import type { ProposedOutcome } from "../views/failed-payments-view.ts";
import { findOverpayment } from "./propose-outcome.ts";

interface DescribeOutcomesDeps {
  readonly payouts: Pick<PayoutStore, "account" | "list" | "payees">;
  readonly ledger: { advisors(ids: readonly string[]): Promise<ReadonlyMap<string, Pick<Advisor, "name">>> };
}

/** Outcomes that are told in words; the totals stand in the table. */
const MAX_DESCRIBED = 50;

/** Reads what whoever approves proposed outcomes has to know: whose they are, to which account, and what would be paid twice. */
export async function describeOutcomes(
  entries: readonly OutcomeEntry[],
  { payouts, ledger }: DescribeOutcomesDeps,
): Promise<ProposedOutcome[]> {
  const described = entries.slice(0, MAX_DESCRIBED);
  const advisorIds = [...new Set(described.map(({ advisorId }) => advisorId))];
  const [advisors, payees] = await Promise.all([ledger.advisors(advisorIds), payouts.payees(advisorIds)]);
  return Promise.all(
    described.map(async (entry) => ({
      entry,
      name: advisors.get(entry.advisorId)?.name ?? entry.advisorId,
      accountLast4: payees.get(entry.advisorId)?.find(({ version }) => version === entry.payeeVersion)?.accountLast4 ?? "",
      overpaid: await findOverpayment(entry, { payouts }),
    })),
  );
}
