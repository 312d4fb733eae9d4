import { decodeIssues, encodeIssues } from "../../../../shared/base/issues/stored-issues.ts";
import { inParallel } from "../../../../shared/base/runtime/parallel.ts";
import { RetryableError } from "../../../../shared/base/runtime/retry.ts";
import type { ObjectStore } from "../../../../shared/base/runtime/runtime.ts";
import {
  openMonthCodec,
  type Simulation,
  type SimulationRequest,
  trialCodec,
  trialResultCodec,
} from "../../../../shared/simulations/model/simulation.ts";
import type { SimulationStore } from "../../../../shared/simulations/store.ts";
import { added } from "../activity/activity-store.ts";
import { simulationKey, simulationList, simulationListKey, simulationPartKey, simulationParts, wholeSimulation } from "../keys.ts";
import { type LargeText, readLargeText, writeLargeText } from "../large-text.ts";
import type { Item, Table } from "../table.ts";

/** Trials in the table, what their parts found beside them; a long draft lies in the archive. */
export function simulationStore(table: Table, archive: ObjectStore): SimulationStore {
  const find = async (simulationId: string): Promise<Simulation | undefined> => {
    const items = await table.query(wholeSimulation(simulationId));
    const item = items.find(({ sk }) => sk === simulationKey(simulationId).sk);
    return item && decodeTrial(item, items.length - 1, archive);
  };
  /** Notes something once: what is noted stays. @returns whether it was this that is noted now. */
  const noteOnce = (simulationId: string, name: "result" | "openMonth" | "issues", value: string) =>
    table.update({
      Key: { ...simulationKey(simulationId) },
      UpdateExpression: "SET #name = :value",
      ConditionExpression: "attribute_exists(pk) AND (attribute_not_exists(#name) OR #name = :value)",
      ExpressionAttributeNames: { "#name": name },
      ExpressionAttributeValues: { ":value": value },
    });
  return {
    begin: async (trial) => {
      const { simulationId, proposalId, at } = trial;
      const result = await table.transact([
        added(await encodeTrial(trial, archive)),
        ...(proposalId === undefined ? [] : [{ Put: { Item: simulationListKey(proposalId, at, simulationId) } }]),
      ]);
      if (result.kind === "busy") throw new RetryableError("the trial could not be begun: the table is too busy; try again");
      if (result.kind === "invalid") throw new Error(`the trial ${simulationId} can't be stored: ${result.message}`);
    },
    find,
    ofProposal: async (proposalId) => {
      const listed = (await table.query(simulationList(proposalId))).reverse();
      const found = await inParallel(listed, 8, ({ sk }) => find(sk.slice(sk.indexOf("#") + 1)));
      return found.filter((trial) => trial !== undefined);
    },
    notePart: async (simulationId, part, key) => {
      await table.add({ ...simulationPartKey(simulationId, part), key });
      return (await table.query(simulationParts(simulationId))).length;
    },
    parts: async (simulationId) => {
      const items = await table.query(simulationParts(simulationId));
      return new Map(items.map(({ sk, key }) => [Number(sk.slice("part#".length)), key as string]));
    },
    finish: async (simulationId, { inputHash, resultHash, key }) => {
      const noted = await noteOnce(simulationId, "result", trialResultCodec.encode({ inputHash, resultHash, key }));
      if (!noted) throw new Error(`the trial ${simulationId} is unknown, or was finished before with another result`);
    },
    noteOpenMonth: async (simulationId, openMonth) => {
      await noteOnce(simulationId, "openMonth", openMonthCodec.encode(openMonth));
    },
    fail: async (simulationId, issues) => {
      await noteOnce(simulationId, "issues", encodeIssues(issues));
    },
  };
}

async function encodeTrial({ request, result, openMonth, issues, done, ...rest }: Simulation, archive: ObjectStore): Promise<Item> {
  const held = await writeLargeText(JSON.stringify(request), `simulations/${encodeURIComponent(rest.simulationId)}/request`, archive);
  return { ...simulationKey(rest.simulationId), trial: trialCodec.encode(rest), request: held };
}

async function decodeTrial({ trial, request, result, openMonth, issues }: Item, done: number, archive: ObjectStore): Promise<Simulation> {
  return {
    ...trialCodec.decode(trial as string),
    request: JSON.parse(await readLargeText(request as LargeText, archive)) as SimulationRequest,
    done,
    ...(result !== undefined && { result: trialResultCodec.decode(result as string) }),
    ...(openMonth !== undefined && { openMonth: openMonthCodec.decode(openMonth as string) }),
    ...(issues !== undefined && { issues: decodeIssues(issues as string) }),
  };
}
