import { type Refusal, refusal } from "../../base/issues/issue.ts";
import { contentHash, sha256Hex } from "../../base/json/hash.ts";
import type { StoredOrder } from "../../engine/credits/credit.ts";
import { recipientsOf } from "../../engine/credits/recipients.ts";
import { everyonesRows, orderChange } from "../../engine/earnings/order-change.ts";
import type { Advisor } from "../../engine/facts/advisor.ts";
import type { Attributes } from "../../engine/facts/attributes.ts";
import type { Order } from "../../engine/facts/order.ts";
import { FactCache } from "../../ledger/derive/fact-cache.ts";
import { releaseQuarantine } from "../../ledger/quarantine/reprocess.ts";
import { type SourceCheckDeps, sourceIssue } from "../../ledger/record/check-source.ts";
import { type Fact, readEvent } from "../../ledger/record/parse-event.ts";
import type { Quarantine } from "../../ledger/store/quarantine-store.ts";
import type { ProposalToCheck } from "../../proposals/kind.ts";
import { advisorsConcerned } from "../../simulations/restatement/advisors-concerned.ts";
import { addTo, advisorChange, type MovedRows, movedRows, withMovedRows } from "../../simulations/restatement/moved-rows.ts";
import { type EarningsChange, type RestatementDeps, restateAllMonths } from "../../simulations/restatement/restate.ts";
import { type Ground, type RecordChange, type Restatement, restatedLines } from "../../simulations/restatement/restatement.ts";
import { correctionRefusals, skipsRevisions } from "../model/check-correction.ts";
import type { CorrectionContent } from "../model/content.ts";

/** A fact that may be corrected. */
export type CorrectableFact = Extract<Fact, { kind: "order" | "advisor" | "attributes" }>;

/** What taking a corrected record over would do to earnings. */
export interface CorrectionEffect {
  /** Of all months, open ones too; forecasts count for nothing. */
  readonly restatement: Restatement;
  /** Whether credits would wait for somebody's registration or plan: they count as soon as that is there. */
  readonly waits: boolean;
  /** See the function of this name. */
  readonly skipsRevisions: boolean;
  /** Of whose earnings change by how much: what others do to the same months meanwhile is left out. */
  readonly effectHash: string;
}

type GroundUpTo = (months: Iterable<string>) => Ground;

const NOTHING: EarningsChange = { lines: [], basis: null };

/**
 * What a corrected record would change of anyone's earnings. Changes nothing. A record below the revision that counts
 * changes nothing either.
 * @param held the body as it is held.
 * @throws RetryableError where derivations are left to be done first, or facts keep changing.
 */
export async function effectOfCorrection(fact: CorrectableFact, held: string, deps: RestatementDeps): Promise<CorrectionEffect> {
  let [waits, counts] = [false, 0];
  const restatement = await restateAllMonths(async (groundUpTo) => {
    if (fact.kind === "attributes") return changeByAttributes(fact.attributes, groundUpTo, deps);
    const change = await (fact.kind === "advisor"
      ? changeByAdvisor(fact.advisor, groundUpTo, deps)
      : changeByOrder(fact.order, groundUpTo, deps));
    ({ waits = false, counts } = change);
    return change;
  }, deps);
  const differences = restatement.lines.map(({ advisorId, months }) => [
    advisorId,
    months.map(({ month, before, after }) => [month, `${after - before}`]),
  ]);
  const { revision } = fact.kind === "order" ? fact.order : fact.kind === "advisor" ? fact.advisor : fact.attributes;
  return {
    restatement,
    waits,
    skipsRevisions: skipsRevisions(held, revision, counts),
    effectHash: contentHash({ differences, waits }),
  };
}

/** A change by a fact that has one revision that counts: that one, 0 where none does. */
interface RevisedChange extends EarningsChange {
  readonly waits?: boolean;
  readonly counts: number;
}

async function changeByOrder(order: Order, groundUpTo: GroundUpTo, deps: RestatementDeps): Promise<RevisedChange> {
  const head = (await deps.ledger.orderHeads([order.orderId])).get(order.orderId);
  const counts = head?.order.revision ?? 0;
  if (counts >= order.revision) return { ...NOTHING, counts };
  const { open, ...ground } = groundUpTo([]);
  const facts = await new FactCache().factsFor([order], deps.ledger, open, deps.rating.localDay);
  const after: StoredOrder = {
    order,
    recipients: recipientsOf(order, facts),
    sequence: (head?.sequence ?? 0) + 1,
    seen: head?.seen ?? {},
  };
  const changes = everyonesRows(orderChange(head, after, deps.rating));
  const rows: Parameters<typeof addTo>[0] = new Map();
  for (const row of changes) addTo(rows, row);
  const months = changes.map(({ place }) => place.month);
  const lines = await restatedLines([...rows.keys()], rowsChange(rows), { ...ground, ...groundUpTo(months) }, undefined, deps);
  const waits = order.lines.length > 0 && after.recipients.some(({ state }) => state === "waiting");
  return { lines, basis: { revision: head?.order.revision ?? null }, waits, counts };
}

function rowsChange(rows: MovedRows["rows"]): RecordChange {
  return {
    record: (_advisorId, record) => record,
    books: (advisorId, books) => withMovedRows(advisorId, books, rows),
    store: (_storeId, recorded) => recorded,
  };
}

async function changeByAdvisor(advisor: Advisor, groundUpTo: GroundUpTo, deps: RestatementDeps): Promise<RevisedChange> {
  const before = (await deps.ledger.advisors([advisor.advisorId])).get(advisor.advisorId);
  const counts = before?.revision ?? 0;
  if (counts >= advisor.revision) return { ...NOTHING, counts };
  const moved = await movedRows(before, advisor, { open: groundUpTo([]).open, upTo: undefined }, deps);
  const months = [...moved.rows.values()].flatMap((byMonth) => [...byMonth.keys()]);
  const ground = groundUpTo(months);
  const touched = new Set([advisor.advisorId, ...moved.rows.keys()]);
  const lines = await restatedLines([...touched], advisorChange(advisor, moved, ground.period), ground, undefined, deps);
  return { lines, basis: { revision: before?.revision ?? null, orders: moved.orders }, counts };
}

async function changeByAttributes(attributes: Attributes, groundUpTo: GroundUpTo, deps: RestatementDeps): Promise<EarningsChange> {
  const ground = groundUpTo([attributes.month]);
  const recorded = { period: ground.period, fact: attributes };
  const { advisorId: whose, storeId: where } = attributes;
  const change: RecordChange = {
    record: (advisorId, record) => (advisorId === whose ? { ...record, attributes: [...record.attributes, recorded] } : record),
    books: (_advisorId, books) => books,
    store: (storeId, known) => (storeId === where ? [...known, recorded] : known),
  };
  const lines = await restatedLines(await advisorsConcerned([attributes], deps), change, ground, undefined, deps);
  return { lines, basis: null };
}

export interface CorrectionPublishDeps extends RestatementDeps, SourceCheckDeps {
  readonly quarantine: Quarantine;
}

/** Takes the corrected record over, by the way of all facts. Idempotent. @returns why it can't be; none where it is. */
export async function applyCorrection({ recordId, body }: CorrectionContent, deps: CorrectionPublishDeps): Promise<readonly Refusal[]> {
  const outcome = await releaseQuarantine(recordId, body, deps);
  return outcome.kind === "held" ? outcome.issues : [];
}

/** The record is still held, as it was; the correction is still one; and it still changes the same earnings by as much. */
export async function recheckCorrection(
  { content: { recordId, heldHash, record, body }, submission }: ProposalToCheck<CorrectionContent>,
  deps: CorrectionPublishDeps,
): Promise<readonly Refusal[]> {
  const held = await deps.quarantine.find(recordId);
  if (held === undefined || held.released) return [refusal("correction-done", { recordId })];
  if (sha256Hex(held.body) !== heldHash) return [refusal("facts-differ")];
  const reading = readEvent(body, deps.agency);
  if (!reading.ok) return reading.issues;
  const fact = reading.value;
  const refusals = correctionRefusals(held.body, { body, fact });
  if (refusals.length > 0) return refusals;
  const ofSource = sourceIssue(body, deps, held.body);
  if (ofSource !== undefined) return [ofSource];
  if (fact.kind === "plan" || fact.kind === "adjustment" || fact.kind !== record) return [refusal("facts-differ")];
  // What it changes was computed a moment ago where it is proposed just now.
  if (submission === undefined) return [];
  const { effectHash } = await effectOfCorrection(fact, held.body, deps);
  return effectHash === submission.resultHash ? [] : [refusal("correction-differs")];
}
