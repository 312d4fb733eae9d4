import type { ObjectStore } from "../../../../shared/base/runtime/runtime.ts";
import { clearanceCodec, holdCodec } from "../../../../shared/payouts/model/payout.ts";
import type { PayoutStore } from "../../../../shared/payouts/store.ts";
import { activityActions, added } from "../activity/activity-store.ts";
import { allHolds, clearanceKey, heldAdvisorKey, holdKey } from "../keys.ts";
import { storedAs } from "../stored.ts";
import type { Table } from "../table.ts";
import { RAISE_GATE } from "./conditions.ts";

export const holds = storedAs("hold", holdCodec);
export const clearances = storedAs("clearance", clearanceCodec);

/** A word of DynamoDB's own, which has to be named. */
const NAMED = { ExpressionAttributeNames: { "#hold": "hold" } };

/** Holds in the table: with the advisor, where drafts look, and in one list; and with the advisor, what may be paid again. */
export function holdStore(table: Table, archive: ObjectStore): Pick<PayoutStore, "holds" | "hold" | "release" | "clear"> {
  return {
    holds: () => holds.query(allHolds, table),
    hold: async (hold, entry) => {
      const { advisorId } = hold;
      const actions = [
        { Put: { Item: holds.item(holdKey(advisorId), hold), ConditionExpression: "attribute_not_exists(#hold)", ...NAMED } },
        { Put: { Item: holds.item(heldAdvisorKey(advisorId), hold) } },
        RAISE_GATE,
        ...(await activityActions([entry], archive)),
      ];
      return table.commit(actions, `the hold of ${advisorId}`);
    },
    clear: async (clearance, entries) => {
      const { advisorId, payoutId, number } = clearance;
      const item = clearances.item(clearanceKey(advisorId, payoutId, number), clearance);
      const actions = [added(item), RAISE_GATE, ...(await activityActions(entries, archive))];
      return table.commit(actions, `the clearance of ${advisorId}'s payment in ${payoutId}`);
    },
    release: async (advisorId, entry) => {
      const actions = [
        // Emptied, not deleted: who might delete in an advisor's partition might delete what was settled there.
        { Put: { Item: holdKey(advisorId), ConditionExpression: "attribute_exists(#hold)", ...NAMED } },
        { Delete: { Key: { ...heldAdvisorKey(advisorId) } } },
        RAISE_GATE,
        ...(await activityActions([entry], archive)),
      ];
      return table.commit(actions, `the release of ${advisorId}`);
    },
  };
}
