import { canonicalJson } from "../../../shared/base/json/exact-json.ts";
import type { ObjectStore } from "../../../shared/base/runtime/runtime.ts";
import { type ClaimedCredit, expandCredits } from "../../../shared/engine/credits/claimed-credit.ts";
import { ratedFacets } from "../../../shared/engine/facts/agency.ts";
import { gatherShard } from "../../../shared/ledger/close/gather-shard.ts";
import { settleShard } from "../../../shared/ledger/close/settle-shard.ts";
import { rowsFor } from "../../../shared/ledger/sellers/whole-record.ts";
import type { AdvisorRecord, Close, CloseLedger, Gather, SettlementToFix, Snapshot } from "../../../shared/ledger/store/close-store.ts";
import type { RecordedFacts } from "./recorded-facts.ts";

export const SHARDS = 2;

/** Whatever a close stored, as texts: what is stored twice must be the same. */
export class StoredOnce<Stored> {
  readonly all = new Map<string, Stored>();

  put(key: string, stored: Stored): void {
    const known = this.all.get(key);
    if (known !== undefined && textOf(known) !== textOf(stored)) throw new Error(`${key} is there already, and differs`);
    this.all.set(key, stored);
  }
}

/** The closes of a run over all that it recorded: facts of later periods are there already when an earlier one is settled. */
export class ClosesInMemory {
  readonly bodies = new StoredOnce<string>();
  readonly fixed = new StoredOnce<SettlementToFix>();
  readonly snapshots = new StoredOnce<Snapshot>();
  readonly gathered = new StoredOnce<Gather>();
  readonly #recorded: RecordedFacts;

  constructor(recorded: RecordedFacts) {
    this.#recorded = recorded;
  }

  /** Settles every close of the run, one after the other, shard by shard. */
  async settleAll(): Promise<void> {
    for (const close of this.closes()) await this.settleAllShards(close);
  }

  /** Gathers, then settles all shards of a close. @returns each shard's counts. */
  async settleAllShards(close: Close): Promise<Awaited<ReturnType<typeof settleShard>>[]> {
    const counts = [];
    for (let shard = 0; shard < SHARDS; shard += 1) await this.gather(close, shard);
    for (let shard = 0; shard < SHARDS; shard += 1) counts.push(await this.settle(close, shard));
    return counts;
  }

  closes(): Close[] {
    const months = this.#recorded.core.closes.map(({ month }) => month);
    return months.map((month, period) => ({ month, period, firstMonth: months[0] ?? month, status: "settling" }));
  }

  gather(close: Close, shard: number): ReturnType<typeof gatherShard> {
    return gatherShard(close, shard, {
      ledger: this.ledger() as CloseLedger,
      archive: this.#archive,
      rating: { ratedFacets: ratedFacets(this.#recorded.agency) },
    });
  }

  settle(close: Close, shard: number): ReturnType<typeof settleShard> {
    const { agency } = this.#recorded;
    return settleShard(close, shard, {
      agency,
      ledger: this.ledger() as CloseLedger,
      archive: this.#archive,
      rating: { ratedFacets: ratedFacets(agency) },
      shards: SHARDS,
    });
  }

  get #archive(): Pick<ObjectStore, "put" | "get"> {
    return { put: async (key, text) => this.bodies.put(key, text), get: async (key) => this.bodies.all.get(key) };
  }

  /** What a shard's close needs; the rest of the port is for beginning and finishing. */
  ledger(): Partial<CloseLedger> {
    const { facts, core } = this.#recorded;
    const advisorIds = core.now().advisors.map(({ advisorId }) => advisorId);
    const attributes = facts.flatMap(({ period, fact }) => (fact.kind === "attributes" ? [{ period, fact: fact.attributes }] : []));
    return {
      advisorsOfShard: async (shard) => advisorIds.filter((_, index) => index % SHARDS === shard),
      recordedPlans: async () => facts.flatMap(({ period, fact }) => (fact.kind === "plan" ? [{ period, fact: fact.plan }] : [])),
      storeAttributes: async (storeIds) =>
        new Map(storeIds.map((storeId) => [storeId, attributes.filter(({ fact }) => fact.storeId === storeId)])),
      advisorRecord: async (advisorId, rowsFromPeriod) => this.#record(advisorId, rowsFromPeriod),
      journal: async (advisorId, month, upToPeriod) => {
        const own = (claimed: readonly ClaimedCredit[]) => expandCredits(claimed, (claimantId) => claimantId === advisorId);
        const found = this.#journal(advisorId, month, upToPeriod);
        return found.map(({ period, fact }) => ({ period, fact: { ...fact, credits: own(fact.credits), before: own(fact.before) } }));
      },
      claimedJournal: async (advisorId, month, upToPeriod) => this.#journal(advisorId, month, upToPeriod),
      claimedRows: async (advisorId, fromPeriod) => this.#claimedRows(advisorId, fromPeriod),
      advisorsUnder: async (managerId) => [
        ...new Set(
          facts.flatMap(({ fact }) =>
            fact.kind === "advisor" && (fact.advisor.managers ?? []).some((each) => each.managerId === managerId)
              ? [fact.advisor.advisorId]
              : [],
          ),
        ),
      ],
      shardOf: (advisorId) => advisorIds.indexOf(advisorId) % SHARDS,
      noteGather: async ({ month }, shard, files) => this.gathered.put(JSON.stringify([month, shard]), files),
      gathers: async ({ month }) =>
        new Map(
          [...this.gathered.all].flatMap(([key, files]): [number, Gather][] => {
            const [of, shard] = JSON.parse(key) as [string, number];
            return of === month ? [[shard, files]] : [];
          }),
        ),
      fix: async (settlements) => {
        for (const each of settlements) this.fixed.put(JSON.stringify([each.settlement.period, each.advisorId]), each);
      },
      noteSnapshot: async (month, shard, snapshot) => this.snapshots.put(JSON.stringify([month, shard]), snapshot),
    };
  }

  #journal(advisorId: string, month: string, upToPeriod: number) {
    return this.#recorded.entries.filter(
      ({ period, fact: { place } }) =>
        period <= upToPeriod && place.state === "earned" && place.advisorId === advisorId && place.month === month,
    );
  }

  #claimedRows(advisorId: string, fromPeriod: number): AdvisorRecord["claimedRows"] {
    return this.#recorded.rows
      .filter(({ period, fact: { place } }) => period >= fromPeriod && place.advisorId === advisorId)
      .map(({ period, fact: { place, row } }) => ({ period, month: place.month, row }));
  }

  #record(advisorId: string, rowsFromPeriod: number): AdvisorRecord {
    const { facts } = this.#recorded;
    const claimedRows = this.#claimedRows(advisorId, rowsFromPeriod);
    const settlements = [...this.fixed.all.values()].filter((each) => each.advisorId === advisorId);
    return {
      advisors: facts.flatMap(({ period, fact }) =>
        fact.kind === "advisor" && fact.advisor.advisorId === advisorId ? [{ period, fact: fact.advisor }] : [],
      ),
      attributes: facts.flatMap(({ period, fact }) =>
        fact.kind === "attributes" && fact.attributes.advisorId === advisorId ? [{ period, fact: fact.attributes }] : [],
      ),
      adjustments: facts.flatMap(({ period, fact }) =>
        fact.kind === "adjustment" && fact.adjustment.advisorId === advisorId ? [{ period, fact: fact.adjustment }] : [],
      ),
      settlements: settlements.map(({ settlement }) => settlement).sort((left, right) => left.period - right.period),
      rows: claimedRows.flatMap(({ row, ...place }) => rowsFor(advisorId, row).map((each) => ({ ...place, row: each }))),
      claimedRows,
    };
  }
}

function textOf(stored: unknown): string {
  return typeof stored === "string" ? stored : canonicalJson(JSON.parse(JSON.stringify(stored, plain)));
}

/** Maps and `bigint` as JSON can say them. */
function plain(_key: string, value: unknown): unknown {
  if (typeof value === "bigint") return `${value}n`;
  return value instanceof Map ? [...value] : value;
}
