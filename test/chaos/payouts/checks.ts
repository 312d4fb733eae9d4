import { positionOfAdvisor } from "../../../shared/payouts/reconciliation/steps/advisor-payables.ts";
import { totalPosition } from "../../../shared/payouts/reconciliation/steps/total-payables.ts";
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
  let [stated, paid] = [0n, 0n];
  for (const advisorId of world.advisorIds) {
    const [owed, got] = [books.stated.get(advisorId) ?? 0n, bank.paid.get(advisorId) ?? 0n];
    const position = await positionOfAdvisor(advisorId, p);
    expect(`what the bank has paid ${advisorId}`, got, owed);
    expect(`what ${advisorId} is told that is payable`, position.stated, owed);
    expect(`what ${advisorId} is told that they were paid`, position.paid, got);
    expect(`what ${advisorId} is told that is owed`, position.owed, owed - got);
    expect(`what ${advisorId} is told that is on its way`, position.approved + position.inFlight, 0n);
    [stated, paid] = [stated + owed, paid + got];
  }
  const total = await totalPosition(p);
  expect("all that is payable", total.stated, stated);
  expect("all that is paid", total.paid, paid);
  expect("all that is owed", total.owed, stated - paid);
  for (const { what, one, other } of total.ties) expect(`the tie of ${what}`, one, other);
  for (const { payout, totals } of total.byPayout) {
    const happened = bank.happened.filter(({ payoutId }) => payoutId === payout.payoutId);
    const sumOf = (outcome: string) => happened.reduce((sum, each) => sum + (each.outcome === outcome ? each.amount : 0n), 0n);
    expect(`what ${payout.payoutId} says was rejected`, totals.rejected.amount, sumOf("rejected"));
    expect(`what ${payout.payoutId} says came back`, totals.returned.amount, sumOf("returned"));
    expect(`what ${payout.payoutId} says is paid`, totals.paid.amount, sumOf("paid") - sumOf("returned"));
  }
  return wrong;
}
