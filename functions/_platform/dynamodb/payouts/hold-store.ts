import type { ObjectStore } from "../../../../shared/base/runtime/runtime.ts";
import { clearanceCodec, holdCodec } from "../../../../shared/payouts/model/payout.ts";
import type { PayoutStore } from "../../../../shared/payouts/store.ts";
import { activityActions, added } from "../activity/activity-store.ts";
import { allHolds, clearanceKey, heldAdvisorKey, holdKey } from "../keys.ts";
import type { Table } from "../table.ts";
import { RAISE_GATE, stepResult } from "./conditions.ts";

/** A word of DynamoDB's own, which has to be named. */
const NAMED = { ExpressionAttributeNames: { "#hold": "hold" } };

/** Holds in the table: with the advisor, where drafts look, and in one list; and with the advisor, what may be paid again. */
export function holdStore(table: Table, archive: ObjectStore): Pick<PayoutStore, "holds" | "hold" | "release" | "clear"> {
  return {
    holds: async () => (await table.query(allHolds)).map(({ hold }) => holdCodec.decode(hold as string)),
    hold: async (hold, entry) => {
      const text = holdCodec.encode(hold);
      const result = await table.transact([
        { Put: { Item: { ...holdKey(hold.advisorId), hold: text }, ConditionExpression: "attribute_not_exists(#hold)", ...NAMED } },
        { Put: { Item: { ...heldAdvisorKey(hold.advisorId), hold: text } } },
        RAISE_GATE,
        ...(await activityActions([entry], archive)),
      ]);
      return stepResult(result, `the hold of ${hold.advisorId}`);
    },
    clear: async (clearance, entries) => {
      const { advisorId, payoutId, number } = clearance;
      const result = await table.transact([
        added({ ...clearanceKey(advisorId, payoutId, number), clearance: clearanceCodec.encode(clearance) }),
        RAISE_GATE,
        ...(await activityActions(entries, archive)),
      ]);
      return stepResult(result, `the clearance of ${advisorId}'s payment in ${payoutId}`);
    },
    release: async (advisorId, entry) => {
      const result = await table.transact([
        // Emptied, not deleted: who might delete in an advisor's partition might delete what was settled there.
        { Put: { Item: holdKey(advisorId), ConditionExpression: "attribute_exists(#hold)", ...NAMED } },
        { Delete: { Key: { ...heldAdvisorKey(advisorId) } } },
        RAISE_GATE,
        ...(await activityActions([entry], archive)),
      ]);
      return stepResult(result, `the release of ${advisorId}`);
    },
  };
}
