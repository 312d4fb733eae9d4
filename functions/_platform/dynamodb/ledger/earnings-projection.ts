import { inParallel } from "../../../../shared/base/runtime/parallel.ts";
import type { EarningsBoard, EarningsProjection } from "../../../../shared/ledger/store/earnings-projection.ts";
import { shownEarningsKey } from "../keys.ts";
import { type Action, MAX_ACTIONS, type Table } from "../table.ts";

/** Shown earnings in the table. */
export function earningsBoard(table: Table): EarningsBoard {
  return {
    show: async (entries) => {
      const groups = Array.from({ length: Math.ceil(entries.length / MAX_ACTIONS) }, (_, index) =>
        entries.slice(index * MAX_ACTIONS, (index + 1) * MAX_ACTIONS),
      );
      await inParallel(groups, 4, async (group) => {
        const result = await table.transact(group.map((entry): Action => ({ Put: unlessNewer(entry) })));
        // One that was shown newer by another, or a rival, must not hold back the rest: each by itself then.
        if (result.kind !== "committed") await inParallel(group, 8, (entry) => table.put(unlessNewer(entry)));
      });
    },
  };
}

function unlessNewer({ advisorId, month, amount, basis, computedAt }: EarningsProjection) {
  return {
    Item: { ...shownEarningsKey(advisorId, month), amount, basis, computedAt },
    ConditionExpression: "attribute_not_exists(pk) OR computedAt < :at",
    ExpressionAttributeValues: { ":at": computedAt },
  };
}
