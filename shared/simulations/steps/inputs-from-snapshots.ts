import { monthsOf } from "../../base/calendar/month.ts";
import { refusal, refuse } from "../../base/issues/refusal.ts";
import type { BasisText } from "../model/result.ts";
import type { Trial } from "../model/simulation.ts";
import type { SimulationDeps } from "./deps.ts";

/** The closes' snapshots of some shards, over a trial's range. @throws RefusedError where one is not noted. */
export async function snapshotsBasis(
  { request }: Trial,
  shards: readonly number[],
  { ledger }: { readonly ledger: Pick<SimulationDeps["ledger"], "snapshots"> },
): Promise<BasisText[]> {
  const ofMonths = await Promise.all(monthsOf(request).map(async (month) => ({ month, noted: await ledger.snapshots(month) })));
  return ofMonths.flatMap(({ month, noted }) =>
    shards.map((shard): BasisText => {
      const snapshot = noted.get(shard);
      if (snapshot === undefined) return refuse(refusal("snapshot-missing", { month, shard }));
      return { month, shard, key: snapshot.key, hash: snapshot.hash };
    }),
  );
}
