import { inParallel } from "../../../../shared/base/runtime/parallel.ts";
import { READS_CONCURRENCY } from "../../../../shared/base/runtime/runtime.ts";
import { numberedOutcomeCodec, type Outcome } from "../../../../shared/payouts/model/payment.ts";
import type { PayoutAccount } from "../../../../shared/payouts/model/payment-account.ts";
import { MAX_OUTCOMES } from "../../../../shared/payouts/model/payment-state.ts";
import type { PayoutStore } from "../../../../shared/payouts/store.ts";
import { added } from "../activity/activity-store.ts";
import {
  adjustmentsRange,
  below,
  type Key,
  outcomeKey,
  outcomeLog,
  outcomeLogKey,
  paymentKey,
  payoutAccountRange,
  payoutKey,
  reportUploaders,
} from "../keys.ts";
import { putOnce } from "../put-if-absent.ts";
import { storedAs } from "../stored.ts";
import type { Action, Item, Table } from "../table.ts";
import { atGate, lockVersionIs, putTotals, RAISE_GATE } from "./conditions.ts";
import { accountFrom, paymentRecordsFrom, storedOutcomes, storedPayments } from "./payout-account.ts";

type PaymentStore = Pick<PayoutStore, "putPayments" | "account" | "adjustments" | "payments" | "record" | "failed" | "outcomes">;

const loggedOutcomes = storedAs("outcome", numberedOutcomeCodec);

/** Which payments of a payout came back at any time, each in the transaction of the outcome that says so: few of them do. */
const failedKey = (payoutId: string, advisorId: string): Key => ({ pk: `PAYOUT#${payoutId}`, sk: `failed#${advisorId}` });

const isBack = (state: string): boolean => state === "rejected" || state === "returned";

/** Payments and what became of them in the table, each put once: with the advisor, and outcomes in their payout's log too. */
export function paymentStore(table: Table): PaymentStore {
  return {
    putPayments: async (payments) => {
      const items = payments.map((payment) => [storedPayments.item(paymentKey(payment.advisorId, payment.payoutId), payment)]);
      await putOnce(items, "payments", table);
      await inParallel(
        payments.filter(({ again }) => again !== undefined),
        READS_CONCURRENCY,
        async ({ advisorId, payoutId, again = [] }) => {
          for (const failed of again) await notePaidAgain(failedKey(failed.payoutId, advisorId), payoutId, table);
        },
      );
    },
    account: async (advisorId) => withBringers(accountFrom(advisorId, await table.query(payoutAccountRange(advisorId))), table),
    adjustments: async (advisorId) =>
      (await table.query(adjustmentsRange(advisorId))).map(({ fact }) => {
        const { adjustmentId, month } = JSON.parse(fact as string) as { adjustmentId: string; month: string };
        return { adjustmentId, month };
      }),
    payments: async (payoutId, advisorIds) => {
      const ids = [...new Set(advisorIds)];
      const first = await table.getAll(
        ids.flatMap((advisorId) => [paymentKey(advisorId, payoutId), ...outcomeKeys(advisorId, payoutId, 1, USUAL)]),
      );
      // Few payments have more: those that were corrected.
      const full = new Set(first.flatMap(({ pk, sk }) => (sk.endsWith(`#${USUAL}`) ? [pk] : [])));
      const more = ids.filter((advisorId) => full.has(paymentKey(advisorId, payoutId).pk));
      const items = [
        ...first,
        ...(await table.getAll(more.flatMap((advisorId) => outcomeKeys(advisorId, payoutId, USUAL + 1, MAX_OUTCOMES)))),
      ];
      const byPartition = Map.groupBy(items, ({ pk }) => pk);
      const found = ids.flatMap((advisorId) => {
        const own = byPartition.get(paymentKey(advisorId, payoutId).pk) ?? [];
        return paymentRecordsFrom(
          own.filter(isPayment),
          own.filter((item) => !isPayment(item)),
        );
      });
      return new Map(found.map((payment) => [payment.advisorId, payment]));
    },
    record: async ({ payoutId, lockVersion }, outcomes, totals, gate) => {
      const actions: Action[] = [
        { ConditionCheck: { Key: { ...payoutKey(payoutId) }, ...lockVersionIs(lockVersion) } },
        putTotals(payoutId, totals),
        ...(gate === undefined ? [] : [gate === "raise" ? RAISE_GATE : atGate(gate)]),
        ...outcomes.flatMap((numbered) => {
          const { payment, number, from, outcome } = numbered;
          const { advisorId } = payment;
          return [
            added(storedOutcomes.item(outcomeKey(advisorId, payoutId, number), outcome)),
            added(loggedOutcomes.item(outcomeLogKey(payoutId, outcome.at, advisorId, number), numbered)),
            ...(isBack(outcome.kind) || isBack(from)
              ? [{ Put: { Item: { ...failedKey(payoutId, advisorId), isFailed: isBack(outcome.kind) } } }]
              : []),
          ];
        }),
      ];
      return table.commit(actions, `outcomes of payout ${payoutId}`);
    },
    failed: async (payoutId) => {
      const { pk, sk } = failedKey(payoutId, "");
      const items = (await table.query(below(pk, sk))).filter(({ isFailed }) => isFailed === true);
      return new Map(items.map((item) => [item.sk.slice(sk.length), item.paidAgainBy as string | undefined]));
    },
    outcomes: async function* (payoutId) {
      for await (const page of table.pages(outcomeLog(payoutId))) yield page.map(loggedOutcomes.from);
    },
  };
}

/** Notes which payout is to pay a failed payment again, so that whoever lists failed payments reads none of those that are. */
async function notePaidAgain(key: Key, payoutId: string, table: Table): Promise<void> {
  await table.put({
    Item: { ...key, isFailed: true, paidAgainBy: payoutId },
    ConditionExpression: "isFailed = :failed",
    ExpressionAttributeValues: { ":failed": true },
  });
}

/** Tells of reports by which a payment came back who else brought them. Few accounts have any. */
async function withBringers(account: PayoutAccount, table: Table): Promise<PayoutAccount> {
  const outcomes = account.payments.flatMap((payment) => payment.outcomes);
  const reportIds = new Set(outcomes.flatMap(({ kind, reportId }) => (kind === "paid" ? [] : (reportId ?? []))));
  const outcomeAuthors = new Map<string | undefined, readonly string[]>();
  for (const reportId of reportIds) {
    const items = await table.query(reportUploaders(reportId));
    if (items.length > 0)
      outcomeAuthors.set(
        reportId,
        items.map(({ sk }) => sk.slice("BY#".length)),
      );
  }
  if (outcomeAuthors.size === 0) return account;
  const told = (outcome: Outcome): Outcome => {
    const alsoBy = outcome.kind === "paid" ? undefined : outcomeAuthors.get(outcome.reportId);
    return alsoBy === undefined ? outcome : { ...outcome, alsoBy };
  };
  return { ...account, payments: account.payments.map((payment) => ({ ...payment, outcomes: payment.outcomes.map(told) })) };
}

/** Paid, then returned. */
const USUAL = 2;

const outcomeKeys = (advisorId: string, payoutId: string, first: number, last: number): Key[] =>
  Array.from({ length: last - first + 1 }, (_, place) => outcomeKey(advisorId, payoutId, first + place));

const isPayment = ({ payment }: Item): boolean => payment !== undefined;
