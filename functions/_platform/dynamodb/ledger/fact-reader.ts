import { RetryableError } from "../../../../shared/base/runtime/retry.ts";
import type { Advisor } from "../../../../shared/engine/facts/advisor.ts";
import type { Plan } from "../../../../shared/engine/plan/schema.ts";
import type { FactReader, LedgerState } from "../../../../shared/ledger/store/fact-store.ts";
import { advisorKey, allPlans, GATES, gateKey, stateKey } from "../keys.ts";
import type { Action, Item, Table } from "../table.ts";

/** Reads where the ledger stands, and the facts by which credits are derived. */
export function factReader(table: Table): FactReader {
  return {
    state: () => readState(table),
    advisors: async (advisorIds) => {
      const items = await table.getAll([...new Set(advisorIds)].map(advisorKey));
      return new Map(items.map(advisorFrom).map((advisor) => [advisor.advisorId, advisor]));
    },
    plans: async () => (await table.query(allPlans)).map(planFrom),
  };
}

/** Where the ledger stands; one that was never written to stands at the beginning. */
export async function readState(table: Table): Promise<LedgerState> {
  const item = await table.get(stateKey);
  if (item === undefined) return { epoch: 0, period: 0, pendingDerivations: 0 };
  return {
    epoch: Number(item.e),
    period: Number(item.period),
    ...(item.firstMonth === undefined ? {} : { firstMonth: item.firstMonth as string }),
    ...(item.closedMonth === undefined ? {} : { closedMonth: item.closedMonth as string }),
    pendingDerivations: Number(item.pending ?? 0),
    ...(item.held === undefined ? {} : { heldUntilMs: Number(item.held) }),
  };
}

/** Asks recording to hold back for a raise. The raise itself replaces the item, and with it the note. */
export async function holdRecording(table: Table, untilMs: number): Promise<void> {
  const note = table.update({
    Key: { ...stateKey },
    UpdateExpression: "SET held = :until",
    ConditionExpression: "attribute_exists(pk)",
    ExpressionAttributeValues: { ":until": untilMs },
  });
  await note.catch((error) => {
    if (!(error instanceof RetryableError)) throw error;
  });
}

/** Lets a transaction through only in the epoch by which it was decided. */
export function gateCheck({ epoch }: LedgerState, gate: number): Action {
  return { ConditionCheck: { Key: gateKey(gate), ...inEpoch(epoch) } };
}

/** The actions that raise the epoch, for the whole ledger at once: its state first, then every gate. */
export function raiseEpoch(state: LedgerState, next: Omit<LedgerState, "epoch">): Action[] {
  const epoch = state.epoch + 1;
  const item = {
    ...stateKey,
    e: epoch,
    period: next.period,
    firstMonth: next.firstMonth,
    closedMonth: next.closedMonth,
    pending: next.pendingDerivations,
  };
  const condition = inEpoch(state.epoch);
  if (state.epoch > 0) {
    // Derivations are taken off without raising the epoch, so their count is conditioned on by itself.
    condition.ConditionExpression += " AND pending = :pending";
    condition.ExpressionAttributeValues = { ...condition.ExpressionAttributeValues, ":pending": state.pendingDerivations };
  }
  return [
    { Put: { Item: item, ...condition } },
    ...Array.from({ length: GATES }, (_, gate): Action => ({ Put: { Item: { ...gateKey(gate), e: epoch } } })),
  ];
}

function inEpoch(epoch: number): { ConditionExpression: string; ExpressionAttributeValues?: Record<string, unknown> } {
  if (epoch === 0) return { ConditionExpression: "attribute_not_exists(pk)" };
  return { ConditionExpression: "e = :epoch", ExpressionAttributeValues: { ":epoch": epoch } };
}

/** A stored advisor. */
export const advisorFrom = (item: Item): Advisor => JSON.parse(item.fact as string) as Advisor;

/** A stored plan version. */
export const planFrom = (item: Item): Plan => JSON.parse(item.fact as string) as Plan;
