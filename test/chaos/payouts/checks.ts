import { payablesOfAdvisor } from "../../../shared/payouts/reconciliation/steps/advisor-payables.ts";
import { totalPayables } from "../../../shared/payouts/reconciliation/steps/total-payables.ts";
import type { Cloud } from "../cloud/cloud.ts";
import type { Bank } from "./bank.ts";
import type { PaymentWitness } from "./books.ts";
import type { PayWorld } from "./world.ts";

/** Compares what Fenrun says of who was paid with the bank's own books. @returns what is wrong, a sentence each. */
export async function findPayViolations(world: PayWorld, cloud: Cloud, bank: Bank, books: PaymentWitness): Promise<string[]> {
  const p = cloud.inspect();
  const wrong: string[] = [];
  const expect = (what: string, is: bigint, must: bigint) => {
    if (is !== must) wrong.push(`${what} is ${is} and must be ${must}`);
  };
  let [statementTotal, paid] = [0n, 0n];
  for (const advisorId of world.advisorIds) {
    const [outstanding, got] = [books.stated.get(advisorId) ?? 0n, bank.paid.get(advisorId) ?? 0n];
    const payables = await payablesOfAdvisor(advisorId, p);
    expect(`what the bank has paid ${advisorId}`, got, outstanding);
    expect(`what ${advisorId} is told that is payable`, payables.statementTotal, outstanding);
    expect(`what ${advisorId} is told that they were paid`, payables.paid, got);
    expect(`what ${advisorId} is told that is owed`, payables.outstanding, outstanding - got);
    expect(`what ${advisorId} is told that is on its way`, payables.approved + payables.inTransit, 0n);
    [statementTotal, paid] = [statementTotal + outstanding, paid + got];
  }
  const total = await totalPayables(p);
  expect("all that is payable", total.statementTotal, statementTotal);
  expect("all that is paid", total.paid, paid);
  expect("all that is owed", total.outstanding, statementTotal - paid);
  for (const { name, left, right } of total.checks) expect(`the check of ${name}`, left, right);
  for (const { payout, totals } of total.byPayout) {
    const happened = bank.happened.filter(({ payoutId }) => payoutId === payout.payoutId);
    const sumOf = (outcome: string) => happened.reduce((sum, each) => sum + (each.outcome === outcome ? each.amount : 0n), 0n);
    expect(`what ${payout.payoutId} says was rejected`, totals.rejected.amount, sumOf("rejected"));
    expect(`what ${payout.payoutId} says came back`, totals.returned.amount, sumOf("returned"));
    expect(`what ${payout.payoutId} says is paid`, totals.paid.amount, sumOf("paid") - sumOf("returned"));
  }
  return wrong;
}
