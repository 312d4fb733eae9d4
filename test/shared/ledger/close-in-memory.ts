import { canonicalJson } from "../../../shared/base/json/exact-json.ts";
import type { ObjectStore } from "../../../shared/base/runtime/runtime.ts";
import { type ClaimedCredit, expandCredits } from "../../../shared/engine/credits/claimed-credit.ts";
import { expandRow } from "../../../shared/engine/earnings/claimed-row.ts";
import type { RatingRules } from "../../../shared/engine/earnings/order-change.ts";
import { ratedFacets } from "../../../shared/engine/facts/agency.ts";
import { gatherShard } from "../../../shared/ledger/close/gather-shard.ts";
import { settleShard } from "../../../shared/ledger/close/settle-shard.ts";
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
  readonly #form: RatingRules["form"];
  readonly #claimed: ReturnType<RecordedFacts["claimed"]>;

  constructor(recorded: RecordedFacts, form?: RatingRules["form"]) {
    this.#recorded = recorded;
    this.#form = form;
    this.#claimed = form === "claims" ? recorded.claimed() : [];
  }

  /** Settles every close of the run, one after the other, shard by shard. */
  async settleAll(): Promise<void> {
    for (const close of this.closes()) {
      if (this.#form === "claims") for (let shard = 0; shard < SHARDS; shard += 1) await this.gather(close, shard);
      for (let shard = 0; shard < SHARDS; shard += 1) await this.settle(close, shard);
    }
  }

  closes(): Close[] {
    const months = this.#recorded.core.closes.map(({ month }) => month);
    return months.map((month, period) => ({ month, period, firstMonth: months[0] ?? month, status: "settling" }));
  }

  gather(close: Close, shard: number): ReturnType<typeof gatherShard> {
    return gatherShard(close, shard, {
      ledger: this.ledger() as CloseLedger,
      archive: this.#archive,
      rating: { ratedFacets: ratedFacets(this.#recorded.agency), ...(this.#form && { form: this.#form }) },
    });
  }

  settle(close: Close, shard: number): ReturnType<typeof settleShard> {
    const { agency } = this.#recorded;
    return settleShard(close, shard, {
      agency,
      ledger: this.ledger() as CloseLedger,
      archive: this.#archive,
      rating: { ratedFacets: ratedFacets(agency), ...(this.#form && { form: this.#form }) },
      shards: SHARDS,
    });
  }

  get #archive(): Pick<ObjectStore, "put" | "get"> {
    return { put: async (key, text) => this.bodies.put(key, text), get: async (key) => this.bodies.all.get(key) };
  }

  /** What a shard's close needs; the rest of the port is for beginning and finishing. */
  ledger(): Partial<CloseLedger> {
    const { facts, entries, core } = this.#recorded;
    const advisorIds = core.now().advisors.map(({ advisorId }) => advisorId);
    const attributes = facts.flatMap(({ period, fact }) => (fact.kind === "attributes" ? [{ period, fact: fact.attributes }] : []));
    return {
      advisorsOfShard: async (shard) => advisorIds.filter((_, index) => index % SHARDS === shard),
      recordedPlans: async () => facts.flatMap(({ period, fact }) => (fact.kind === "plan" ? [{ period, fact: fact.plan }] : [])),
      storeAttributes: async (storeIds) =>
        new Map(storeIds.map((storeId) => [storeId, attributes.filter(({ fact }) => fact.storeId === storeId)])),
      advisorRecord: async (advisorId, rowsFromPeriod) => this.#record(advisorId, rowsFromPeriod),
      journal: async (advisorId, month, upToPeriod) =>
        this.#form === "claims"
          ? this.#claimedJournal(advisorId, month, upToPeriod).map(({ period, fact }) => {
              const own = (claimed: readonly ClaimedCredit[]) => expandCredits(claimed, (claimantId) => claimantId === advisorId);
              return { period, fact: { ...fact, credits: own(fact.credits), before: own(fact.before) } };
            })
          : entries.filter(
              ({ period, fact: { place } }) =>
                period <= upToPeriod && place.state === "earned" && place.advisorId === advisorId && place.month === month,
            ),
      claimedJournal: async (advisorId, month, upToPeriod) => this.#claimedJournal(advisorId, month, upToPeriod),
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

  #claimedJournal(advisorId: string, month: string, upToPeriod: number) {
    return this.#claimed.flatMap(({ period, fact }) =>
      fact.entries
        .filter(({ place }) => place.state === "earned" && place.advisorId === advisorId && place.month === month)
        .flatMap((entry) => (period <= upToPeriod ? [{ period, fact: entry }] : [])),
    );
  }

  /** The rows kept with an advisor; none where everyone has copies. */
  #claimedRows(advisorId: string, fromPeriod: number): AdvisorRecord["claimedRows"] {
    return this.#claimed.flatMap(({ period, fact }) =>
      fact.rows.flatMap(({ place, row }) =>
        period < fromPeriod || place.advisorId !== advisorId ? [] : [{ period, month: place.month, row }],
      ),
    );
  }

  #record(advisorId: string, rowsFromPeriod: number): AdvisorRecord {
    const { facts, rows } = this.#recorded;
    const claimedRows = this.#claimedRows(advisorId, rowsFromPeriod);
    const own = claimedRows.flatMap(({ row, ...place }) =>
      expandRow(row).flatMap((each) => (each.advisorId === advisorId ? [{ ...place, row: each.row }] : [])),
    );
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
      rows:
        this.#form === "claims"
          ? own
          : rows
              .filter(({ period, fact: { place } }) => period >= rowsFromPeriod && place.advisorId === advisorId)
              .map(({ period, fact: { place, row } }) => ({ period, month: place.month, row })),
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
