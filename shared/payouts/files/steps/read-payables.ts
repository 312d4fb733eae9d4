import { canonicalJson } from "../../../base/json/exact-json.ts";
import { inParallel } from "../../../base/runtime/parallel.ts";
import { RetryableError } from "../../../base/runtime/retry.ts";
import { compare } from "../../../base/text/compare.ts";
import type { FactReader } from "../../../ledger/store/fact-store.ts";
import type { AccountLedger } from "../../../ledger/store/ledger-reader.ts";
import { addPayables, NO_PAYABLES, payablesOf } from "../../reconciliation/model/advisor-payables.ts";
import type { Payables } from "../../reconciliation/model/payables.ts";
import { type StandingPayout, totalPayablesOf } from "../../reconciliation/model/total-payables.ts";
import type { PayoutStore } from "../../store.ts";
import type { PayablesLine } from "../store.ts";

/** So many advisors are held at a time, and so many read at once. */
const BATCH = 500;
const READS_CONCURRENCY = 16;

export interface PositionsDeps {
  readonly accounts: Pick<AccountLedger, "advisorIds" | "closes" | "state">;
  readonly ledger: Pick<FactReader, "advisors">;
  readonly payouts: Pick<PayoutStore, "list" | "totals" | "account">;
}

/** Where all stand at a moment, as closes and payouts tell it. */
interface Whole {
  readonly payouts: readonly StandingPayout[];
  readonly expected: Payables;
  /** The same as long as nothing has moved. */
  readonly mark: string;
}

/** Reads closes and payouts. @throws RetryableError while a close is under way: some of its statements are there, its totals are not. */
export async function readWhole({ accounts, payouts }: Pick<PositionsDeps, "accounts" | "payouts">): Promise<Whole> {
  const [state, closes, listed] = [await accounts.state(), await accounts.closes(), await payouts.list()];
  if (state.closedMonth !== closes[0]?.month)
    throw new RetryableError(`${state.closedMonth} is being closed: try again when it is through`);
  const standing = await inParallel(listed, READS_CONCURRENCY, async (payout) => ({
    payout,
    totals: await payouts.totals(payout.payoutId),
  }));
  const expected = totalPayablesOf(
    closes.map(({ summary }) => summary),
    standing,
  );
  const lockVersions = standing.map(({ payout, totals }) => [payout.payoutId, payout.lockVersion, totals.lockVersion]);
  return { payouts: standing, expected, mark: canonicalJson([state.closedMonth ?? "", lockVersions]) };
}

/**
 * Where each advisor stands who ever had a statement, some at a time, by id.
 * @throws RetryableError where something moved meanwhile, so that the lines would not be of one moment.
 * @throws Error where nothing moved, and yet they don't come to what closes and payouts say: a fault, and no file to rely on.
 */
export async function* positionBatches(whole: Whole, deps: PositionsDeps): AsyncGenerator<readonly PayablesLine[]> {
  const statuses = new Map(whole.payouts.map(({ payout: { payoutId, status } }) => [payoutId, status]));
  const ids = [...(await deps.accounts.advisorIds())].sort(compare);
  let total = NO_PAYABLES;
  for (let start = 0; start < ids.length; start += BATCH) {
    const some = ids.slice(start, start + BATCH);
    const [advisors, accounts] = [
      await deps.ledger.advisors(some),
      await inParallel(some, READS_CONCURRENCY, (id) => deps.payouts.account(id)),
    ];
    const lines = accounts
      .filter(({ statements }) => statements.length > 0)
      .map((account) => {
        const payables = payablesOf(account, statuses);
        total = addPayables(total, payables);
        return { advisorId: account.advisorId, name: advisors.get(account.advisorId)?.name ?? "", payables };
      });
    yield lines;
  }
  if (canonicalJson(total) === canonicalJson(whole.expected)) return;
  if ((await readWhole(deps)).mark !== whole.mark) throw new RetryableError("payments moved while the positions were read; try again");
  throw new Error(`positions come to ${canonicalJson(total)}, closes and payouts to ${canonicalJson(whole.expected)}`);
}
