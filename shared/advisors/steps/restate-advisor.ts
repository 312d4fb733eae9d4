import { advisorChange, movedRows } from "../../simulations/restatement/moved-rows.ts";
import { type ClosedMonthsChange, type RestatementDeps, restateClosedMonths } from "../../simulations/restatement/restate.ts";
import { type Ground, type Restatement, restatedLines } from "../../simulations/restatement/restatement.ts";
import type { AdvisorContent } from "../model/content.ts";
import { datedFrom } from "../model/dated-from.ts";

/** What a change of an advisor makes of closed months, as the facts stand now. It counts as their highest revision, whatever its number. */
export function restateAdvisor(content: AdvisorContent, deps: RestatementDeps): Promise<Restatement> {
  return restateClosedMonths(content, (ground) => changeOf(content, ground, deps), deps);
}

/** Of the advisor, and of everyone whose credits it moves. */
async function changeOf({ advisor }: AdvisorContent, ground: Ground, deps: RestatementDeps): Promise<ClosedMonthsChange> {
  const before = (await deps.ledger.advisors([advisor.advisorId])).get(advisor.advisorId);
  const moved = await movedRows(before, advisor, { open: ground.open, upTo: ground.open.closedMonth }, deps);
  const touched = new Set([advisor.advisorId, ...moved.rows.keys()]);
  const lines = await restatedLines([...touched], advisorChange(advisor, moved, ground.period), ground, undefined, deps);
  const dated = datedFrom(before, advisor);
  return {
    lines,
    isDated: dated !== undefined && dated <= ground.open.closedMonth,
    basis: { revision: before?.revision ?? null, orders: moved.orders },
  };
}
