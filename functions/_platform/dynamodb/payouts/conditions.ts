import { type PayoutTotals, payoutTotalsCodec } from "../../../../shared/payouts/model/payout.ts";
import type { AtGate } from "../../../../shared/payouts/store.ts";
import { payoutGateKey, payoutTotalsKey, settingsKey } from "../keys.ts";
import { storedAs } from "../stored.ts";
import { ABSENT, type Action } from "../table.ts";

/** What the writes of paying are conditioned on. */

/** An item must stand at a lock version; 0 is none. */
export function lockVersionIs(lockVersion: number) {
  return lockVersion === 0
    ? ABSENT
    : { ConditionExpression: "lockVersion = :lockVersion", ExpressionAttributeValues: { ":lockVersion": lockVersion } };
}

export const storedTotals = storedAs("totals", payoutTotalsCodec);

export function putTotals(payoutId: string, totals: PayoutTotals): Action {
  const Item = storedTotals.item(payoutTotalsKey(payoutId), totals, { lockVersion: totals.lockVersion });
  return { Put: { Item, ...lockVersionIs(totals.lockVersion - 1) } };
}

/** Whatever could change what a payout may pay raises the gate, wherever it stands. */
export const RAISE_GATE: Action = {
  Update: {
    Key: { ...payoutGateKey },
    UpdateExpression: "ADD #gate :one",
    ExpressionAttributeNames: { "#gate": "gate" },
    ExpressionAttributeValues: { ":one": 1 },
  },
};

/** What a step depends on the gate for. A gate that nobody has raised yet is not there. */
export function atGate({ at, raises }: AtGate): Action {
  const names = { ExpressionAttributeNames: { "#gate": "gate" } };
  const condition = { ConditionExpression: at === 0 ? "attribute_not_exists(pk)" : "#gate = :at" };
  const stands = at === 0 ? {} : { ":at": at };
  if (!raises)
    return {
      ConditionCheck: { Key: { ...payoutGateKey }, ...condition, ...(at !== 0 && { ...names, ExpressionAttributeValues: stands }) },
    };
  return {
    Update: {
      Key: { ...payoutGateKey },
      UpdateExpression: "SET #gate = :next",
      ...condition,
      ...names,
      ExpressionAttributeValues: { ...stands, ":next": at + 1 },
    },
  };
}

/** No later version of the settings may be there than the one that something was checked by: versions have no gaps. */
export const settingsStay = (version: number): Action => ({ ConditionCheck: { Key: { ...settingsKey(version + 1) }, ...ABSENT } });
