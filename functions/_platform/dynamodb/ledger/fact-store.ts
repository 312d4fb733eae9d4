import { instantOf } from "../../../../shared/base/runtime/runtime.ts";
import type { DerivationScope, FactChange, FactLedger, LedgerState } from "../../../../shared/ledger/store/fact-store.ts";
import { added } from "../activity/activity-store.ts";
import {
  adjustmentKey,
  advisorAdjustmentKey,
  advisorFactKey,
  advisorKey,
  attributesKey,
  derivationKey,
  GATES,
  type Key,
  planKey,
  registryKey,
  shardOf,
} from "../keys.ts";
import { putAgain } from "../put-if-absent.ts";
import type { Action, Table } from "../table.ts";
import { derivationCodec, managerLinkKey } from "./derivation-store.ts";
import { factReader, gateCheck, holdRecording, raiseEpoch } from "./fact-reader.ts";
import type { Machine } from "./order-store.ts";

/** Facts other than orders in the table: each revision an item that is put once and never written again. */
export function factLedger(table: Table, shards: number, surroundings: Machine): FactLedger {
  return {
    ...factReader(table),
    factHashes: async (keys) => {
      const factKeys = new Map([...new Set(keys)].map((key) => [keyText(keyOf(key)), key]));
      const items = await table.getAll([...factKeys.values()].map(keyOf));
      return new Map(items.map((item) => [factKeys.get(keyText(item)) ?? "", item.hash as string]));
    },
    holdRecording: (untilMs) => holdRecording(table, untilMs),
    linkManagers: (links) =>
      putAgain(
        links.map(({ managerId, advisorId }) => ({ ...managerLinkKey(managerId, advisorId) })),
        table,
      ),
    commitFacts: async (changes, scope, state) => {
      const writes = changes.flatMap((change) => factActions(change, state, shards));
      const result = await table.transact([
        ...(scope === undefined
          ? [gateCheck(state, Math.floor(surroundings.random() * GATES))]
          : noteDerivation(scope, state, surroundings)),
        ...writes,
      ]);
      switch (result.kind) {
        case "committed":
          return "committed";
        case "refused":
          return "stale";
        case "busy":
          return "busy";
        case "invalid":
          return "too-large";
      }
    },
  };
}

function factActions(change: FactChange, { period }: LedgerState, shards: number): Action[] {
  const { hash } = change;
  const stored = (fact: unknown) => ({ p: period, hash, fact: JSON.stringify(fact) });
  switch (change.kind) {
    case "attributes": {
      const { attributes } = change;
      return [added({ ...attributesKey(attributes, attributes.month, attributes.revision), ...stored(attributes) })];
    }
    case "plan":
      return [added({ ...planKey(change.plan.planId, change.plan.version), ...stored(change.plan) })];
    case "adjustment": {
      const { adjustmentId, advisorId } = change.adjustment;
      return [
        added({ ...adjustmentKey(adjustmentId), ...stored(change.adjustment) }),
        added({ ...advisorAdjustmentKey(advisorId, adjustmentId), ...stored(change.adjustment) }),
      ];
    }
    case "advisor": {
      const { advisor, replaces } = change;
      const history = added({ ...advisorFactKey(advisor.advisorId, advisor.revision), ...stored(advisor) });
      if (replaces === undefined) return [history];
      const current = { ...advisorKey(advisor.advisorId), revision: advisor.revision, ...stored(advisor) };
      if (replaces === "none") {
        return [history, added(current), { Put: { Item: registryKey(shardOf(advisor.advisorId, shards), advisor.advisorId) } }];
      }
      return [
        history,
        { Put: { Item: current, ConditionExpression: "revision = :before", ExpressionAttributeValues: { ":before": replaces } } },
      ];
    }
  }
}

/** Raises the epoch and notes the derivation under its number, so that they are done in turn. */
function noteDerivation(scope: DerivationScope, state: LedgerState, surroundings: Machine): Action[] {
  const taskId = String(state.epoch + 1).padStart(12, "0");
  return [
    ...raiseEpoch(state, { ...state, pendingDerivations: state.pendingDerivations + 1 }),
    added({ ...derivationKey(taskId), scope: derivationCodec.encode(scope), notedAt: instantOf({ surroundings }) }),
  ];
}

/** A fact's key as the use-case names it, as the table's. */
function keyOf(factKey: string): Key {
  const [kind, ...parts] = JSON.parse(factKey) as [FactChange["kind"], ...(string | number)[]];
  switch (kind) {
    case "advisor":
      return advisorFactKey(String(parts[0]), Number(parts[1]));
    case "attributes": {
      const [subject, subjectId, month, revision] = parts;
      return attributesKey(
        subject === "advisor" ? { advisorId: String(subjectId) } : { storeId: String(subjectId) },
        String(month),
        Number(revision),
      );
    }
    case "plan":
      return planKey(String(parts[0]), Number(parts[1]));
    case "adjustment":
      return adjustmentKey(String(parts[0]));
  }
}

const keyText = ({ pk, sk }: Key): string => `${pk}\u0000${sk}`;
