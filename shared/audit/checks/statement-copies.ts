import type { Month } from "../../base/calendar/month.ts";
import { canonicalJson, parseExact } from "../../base/json/exact-json.ts";
import { sha256Hex } from "../../base/json/hash.ts";
import { artifactKey } from "../../base/runtime/artifacts.ts";
import { partHashes, partName, statementName } from "../../engine/statement/body-parts.ts";
import type { Statement } from "../../engine/statement/statement.ts";
import type { FixedSettlement } from "../../ledger/store/close-store.ts";
import { differences } from "../model/differences.ts";
import type { Finding } from "../model/finding.ts";
import { vote, type Witness } from "../model/sample.ts";
import type { AdvisorView, CloseEntry, RecordNames, StoredClose, StoredStatement } from "../store.ts";

/** What of an advisor's statements is compared. */
export interface StatementsInput {
  readonly view: AdvisorView;
  /** Ascending; those that are still settled are left aside. */
  readonly closes: readonly StoredClose[];
  readonly entries: ReadonlyMap<Month, CloseEntry>;
  /** The bodies that were read, by their keys; undefined for one that is missing. */
  readonly bodies: ReadonlyMap<string, string | undefined>;
  /** The hashes (SHA-256) of their parts that were read, by their keys; undefined for one that is missing. */
  readonly parts: ReadonlyMap<string, string | undefined>;
  readonly names: RecordNames;
}

/** Tells of one statement. */
export type Tell = (finding: Omit<Finding, "advisorId" | "month">) => void;

/** Finds what the statement is, and tells which of its copies differs. */
export function agreeOn(
  own: StoredStatement | undefined,
  listed: StoredStatement | undefined,
  settlement: FixedSettlement | undefined,
  month: Month,
  { view: { advisorId }, bodies, parts, names }: StatementsInput,
  previousHash: string | undefined,
  tell: Tell,
): { totals: Statement; hash: string } | undefined {
  const records = { own: names.statement(advisorId, month), listed: names.closeEntry(month, advisorId) };
  const isStated = settlement !== undefined && settlement.settled.size > 0;
  if (own === undefined && listed === undefined && !isStated) return undefined;
  // 1. The hash, by all who keep it; a settlement without a statement keeps the hash of the one before.
  const hashes: Witness<string | undefined>[] = [
    { record: records.own, says: own?.hash },
    { record: records.listed, says: listed?.hash },
    { record: names.settlement(advisorId, settlement?.period ?? 0), says: isStated ? settlement.statementHash : undefined },
  ];
  const hashVote = vote(hashes, (hash) => hash ?? "");
  const hash = hashVote.isDecided ? hashVote.agreed : (own?.hash ?? listed?.hash);
  // 2. The body, by the key that follows from the hash.
  const bodyKey = hash === undefined ? undefined : bodyKeyOf(month, advisorId, hash);
  const body = bodyKey === undefined ? undefined : checkBody(bodyKey, hash, bodies, previousHash, tell);
  if (body !== undefined) checkParts(body.parts, (each) => partKeyOf(month, advisorId, each), parts, tell);
  // 3. The copies, with the body as the third witness where it is what was hashed.
  const copies: Witness<Copy | undefined>[] = [
    { record: records.own, says: copyOf(own) },
    { record: records.listed, says: copyOf(listed) },
  ];
  if (body !== undefined && bodyKey !== undefined && hash !== undefined)
    copies.push({ record: bodyKey, says: { ...body.statement, hash, bodyKey } });
  // Of one copy that has no other, the settlement says whether it should be there.
  if (!isStated && (own === undefined) !== (listed === undefined)) copies.push({ record: records.listed, says: undefined });
  const { agreed, dissenting } = vote(copies, (copy) => canonicalJson(copy ?? null));
  if (dissenting.length > 0) {
    const expected = agreed ?? (body === undefined ? copyOf(own ?? listed) : copies[2]?.says);
    const other = dissenting.find(({ says }) => canonicalJson(says ?? null) !== canonicalJson(expected ?? null))?.says;
    tell({ kind: "statement", records: dissenting.map(({ record }) => record), ...differences(expected, other, "no statement") });
  }
  const totals = body?.statement ?? (agreed === undefined ? (own ?? listed)?.totals : (agreed as Statement));
  return totals === undefined || hash === undefined ? undefined : { totals: totalsOf(totals), hash };
}

type Copy = Statement & { readonly hash: string; readonly bodyKey: string };

function copyOf(statement: StoredStatement | undefined): Copy | undefined {
  return statement && { ...statement.totals, hash: statement.hash, bodyKey: statement.bodyKey };
}

/** A copy's totals alone. */
function totalsOf(copy: Statement): Statement {
  const { advisorId, month, components, earnings, adjustments, manualAdjustments, broughtForward, payable, carriedForward } = copy;
  const { equityEligible, writtenOff, draw } = copy;
  return {
    advisorId,
    month,
    components,
    earnings,
    adjustments,
    manualAdjustments,
    ...(writtenOff === undefined ? {} : { writtenOff }),
    broughtForward,
    payable,
    carriedForward,
    ...(draw === undefined ? {} : { draw }),
    equityEligible,
  };
}

/** Where a close puts a statement's body. */
export const bodyKeyOf = (month: Month, advisorId: string, hash: string): string =>
  artifactKey(statementName(month, advisorId), "json", hash);

/** Where it puts a part of the body. */
export const partKeyOf = (month: Month, advisorId: string, hash: string): string =>
  artifactKey(partName(statementName(month, advisorId)), "json", hash);

/** @returns the body where it was read and is what was hashed, with the hashes of its parts. */
function checkBody(
  bodyKey: string,
  hash: string | undefined,
  bodies: StatementsInput["bodies"],
  previousHash: string | undefined,
  tell: Tell,
): { readonly statement: Statement; readonly parts: readonly string[] } | undefined {
  if (!bodies.has(bodyKey)) return undefined;
  const text = bodies.get(bodyKey);
  const found = text === undefined ? "no object" : `a body of SHA-256 ${sha256Hex(text)}`;
  if (text === undefined || found !== `a body of SHA-256 ${hash}`) {
    tell({ kind: "body", records: [bodyKey], expected: `a body of SHA-256 ${hash}`, found });
    return undefined;
  }
  // Keys are sorted, so a body ends with these two: the rest, up to megabytes of credits, need not be read for them.
  const tail = parseExact(`{${text.slice(text.lastIndexOf('"previousHash":'))}`) as { previousHash: string | null; statement: Statement };
  const [expected, named] = [previousHash ?? "none", tail.previousHash ?? "none"];
  if (expected !== named)
    tell({ kind: "chain", records: [bodyKey], expected: `the statement before has hash ${expected}`, found: `previousHash ${named}` });
  return { statement: tail.statement, parts: partHashes(text) };
}

/** Tells of each part of a body that was read and is not what the body names. */
function checkParts(hashes: readonly string[], keyOf: (hash: string) => string, parts: StatementsInput["parts"], tell: Tell): void {
  for (const hash of hashes) {
    const [key, found] = [keyOf(hash), parts.get(keyOf(hash))];
    if (!parts.has(key) || found === hash) continue;
    const instead = found === undefined ? "no object" : `a part of SHA-256 ${found}`;
    tell({ kind: "body", records: [key], expected: `a part of SHA-256 ${hash}`, found: instead });
  }
}
