import { inParallel } from "../../../shared/use-cases/in-parallel.ts";
import type { EarningsBoard } from "../../../shared/use-cases/ports.ts";
import { shownEarningsKey } from "./keys.ts";
import type { Table } from "./table.ts";

/** Shown earnings in the table. */
export function earningsBoard(table: Table): EarningsBoard {
  return {
    show: async (entries) => {
      await inParallel(entries, 8, ({ advisorId, month, amount, basis, computedAt }) =>
        table.put({
          Item: { ...shownEarningsKey(advisorId, month), amount, basis, computedAt },
          ConditionExpression: "attribute_not_exists(pk) OR computedAt < :at",
          ExpressionAttributeValues: { ":at": computedAt },
        }),
      );
    },
  };
}
