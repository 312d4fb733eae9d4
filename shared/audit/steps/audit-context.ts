import type { Month } from "../../base/calendar/month.ts";
import { canonicalJson } from "../../base/json/exact-json.ts";
import type { ObjectStore, Runtime } from "../../base/runtime/runtime.ts";
import type { Terms } from "../../engine/earnings/inputs.ts";
import type { RatingRules } from "../../engine/earnings/order-change.ts";
import type { Attributes } from "../../engine/facts/attributes.ts";
import type { Plan } from "../../engine/plan/schema.ts";
import { termsAt } from "../../ledger/close/as-of-period.ts";
import { FactCache } from "../../ledger/derive/fact-cache.ts";
import type { AdvisorRecord, Recorded } from "../../ledger/store/close-store.ts";
import type { PayoutStore } from "../../payouts/store.ts";
import { checkSequence } from "../checks/close.ts";
import { checkContents } from "../checks/facts.ts";
import type { Finding } from "../model/finding.ts";
import type { AuditLedger, StoredClose } from "../store.ts";

export interface AuditCheckDeps {
  readonly ledger: AuditLedger;
  readonly payouts: PayoutStore;
  readonly archive: Pick<ObjectStore, "get">;
  readonly rating: RatingRules;
  readonly surroundings: Runtime;
}

/** How much of an advisor is looked at. */
export interface Depth {
  /** Whether every close is computed again and every body read, or the last close's. */
  readonly allCloses: boolean;
  /** Of how many orders heads are read. */
  readonly orders: number;
  /** Of how many orders the other recipients' journals are read too. */
  readonly around: number;
  /** With how many sellers below at most a manager's settlements are compared with the sellers' rows. */
  readonly sellers: number;
}

/**
 * What one call of the auditor remembers: the closes that were through when it began, and what their frozen cuts are
 * made of. What a later close adds is left to a later call.
 */
export class AuditCall {
  readonly checking: AuditCheckDeps;
  /** None where they are not in sequence: what is compared by a damaged list of closes proves nothing. */
  readonly closes: readonly StoredClose[] | undefined;
  /** Advisors found in their home shard's registry: nobody is ever taken out of it. */
  readonly registered = new Set<string>();
  /** For whom credits waited: nobody is ever taken out of this list either. */
  readonly unassigned = new Set<string>();
  /** Its own: what a warm function remembers of facts would hide that one was edited. */
  readonly memory = new FactCache();
  #plans: readonly Recorded<Plan>[] | undefined;
  readonly #stores = new Map<string, readonly Recorded<Attributes>[]>();
  readonly #terms = new Map<number, Terms>();
  readonly #findings: Finding[] = [];

  constructor(checking: AuditCheckDeps, closes: readonly StoredClose[] | undefined) {
    this.checking = checking;
    this.closes = closes;
  }

  /** The closes that were through when the call began, ascending. */
  get through(): readonly StoredClose[] {
    return (this.closes ?? []).filter(({ status }) => status === "closed");
  }

  /** What a record's earnings depend on beside it, as known at the end of a period that is closed. */
  async termsFor({ advisors }: AdvisorRecord): Promise<(period: number) => Terms> {
    const { ledger, rating } = this.checking;
    this.#plans ??= await ledger.recordedPlans();
    const plans = this.#plans;
    for (const { fact } of advisors) for (const { storeId } of fact.stores ?? []) await this.#loadStore(storeId);
    return (period) => {
      const terms = this.#terms.get(period) ?? termsAt(period, plans, this.#stores, rating.ratedFacets);
      this.#terms.set(period, terms);
      return terms;
    };
  }

  /** What was found wrong with stores since it was asked last. */
  takeFindings(): Finding[] {
    return this.#findings.splice(0);
  }

  async #loadStore(storeId: string): Promise<void> {
    if (this.#stores.has(storeId)) return;
    const { found, invalid } = await this.checking.ledger.storeFacts(storeId);
    const facts = found.map(({ recorded }) => recorded);
    this.#stores.set(storeId, facts);
    this.#findings.push(...describeInvalid(invalid), ...checkContents(found.map(({ stored }) => stored)));
  }
}

const LOOKS = 3;

/** The closes, where they follow each other as the ledger's state has it; looked at again, as one may begin between two reads. */
export async function closesInSequence(ledger: AuditLedger): Promise<readonly StoredClose[] | undefined> {
  for (let look = 0; look < LOOKS; look += 1) {
    const state = await ledger.state();
    const { found, invalid } = await ledger.closes();
    if (invalid.length === 0 && checkSequence(found, state, ledger.names).length === 0) return found;
  }
  return undefined;
}

/** Findings of what can't be read. */
export function describeInvalid(
  invalid: readonly { readonly record: string; readonly reason: string }[],
  whose: { readonly advisorId?: string; readonly month?: Month } = {},
): Finding[] {
  const expected = "a record as Fenrun writes it";
  return invalid.map(({ record, reason }) => ({ kind: "invalid", records: [record], ...whose, expected, found: reason }));
}

/** What one look found: in what can't change any more, and in what is written to at the moment. */
export interface Look {
  readonly frozen: readonly Finding[];
  readonly open: readonly Finding[];
  /** A text that is another once anything has moved that `open` looks at. */
  stamp(): string;
}

/** What is certain. */
export interface Confirmed {
  readonly findings: readonly Finding[];
  /** Whether findings were dropped because what they are about moved at every look. */
  readonly isMoving: boolean;
}

const RECHECKS = 6;

/**
 * Looks, and where anything is found looks again, with growing pauses, until two looks in succession agree. Several reads
 * are not one view: a batch that is committed between them looks like a difference, once. What is frozen is told when two
 * looks find it; what is open only when nothing has moved between the two.
 */
export async function confirm(look: (isAgain: boolean) => Promise<Look>, { pause }: Pick<Runtime, "pause">): Promise<Confirmed> {
  let before = await look(false);
  if (before.frozen.length + before.open.length === 0) return { findings: [], isMoving: false };
  let certain: Finding[] = [];
  for (let again = 1; again < RECHECKS; again += 1) {
    await pause(50 * 2 ** again);
    const now = await look(true);
    certain = inBoth(before.frozen, now.frozen);
    const hasStood = before.stamp() === now.stamp();
    if (hasStood) return { findings: [...certain, ...inBoth(before.open, now.open)], isMoving: false };
    if (now.open.length === 0 && certain.length === now.frozen.length) return { findings: certain, isMoving: false };
    before = now;
  }
  return { findings: certain, isMoving: true };
}

function inBoth(before: readonly Finding[], now: readonly Finding[]): Finding[] {
  const known = new Set(before.map((finding) => canonicalJson(finding)));
  return now.filter((finding) => known.has(canonicalJson(finding)));
}
