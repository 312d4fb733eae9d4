import type { Claim } from "../credits/claim.ts";
import type { ClaimedCredit } from "../credits/claimed-credit.ts";
import { expandedFacets } from "../credits/expanded-facets.ts";
import type { CreditLogEntry } from "./credit-log.ts";
import { addUnder, isNil, negate, type Sums, type TallyRow } from "./tally.ts";

/**
 * Sums over credits that an order names, whose facets are equal and which the same advisors count: kept with whoever is
 * named. `units` and `count` are those of the named credits; a claimant counts them where their claim says so.
 */
export interface ClaimedRow extends Sums {
  /** Values of product and the agency's rated facets, in their order; "" for none. */
  readonly facets: readonly string[];
  readonly claims: readonly Claim[];
}

/** A row as one of its claimants counts it. */
export interface ExpandedRow {
  readonly advisorId: string;
  readonly row: TallyRow;
}

/** What tells rows apart: facets and claims. Begins with a list, which the key of a tally row never does. */
export function claimedRowKey({ facets, claims }: Pick<ClaimedRow, "facets" | "claims">): string {
  return JSON.stringify([facets, claims.map(claimToList)]);
}

/** Reads what `claimedRowKey` wrote. */
export function fromClaimedRowKey(key: string): Pick<ClaimedRow, "facets" | "claims"> {
  const [facets, claims] = JSON.parse(key) as [string[], ClaimList[]];
  return { facets, claims: claims.map(claimFromList) };
}

/** The row of a single claimed credit. */
export function claimedRowOf({ group, facets, amounts }: ClaimedCredit): ClaimedRow {
  return { ...amounts, facets, claims: group.claims, count: 1n };
}

/**
 * What entries make of rows, in any order, added to rows that are known: their credits less what they replaced. Counts of
 * different orders may cancel out in a part while their amounts don't, so only rows that hold nothing at all are left out.
 */
export function claimedRowsOf(entries: Iterable<CreditLogEntry<ClaimedCredit>>, known: readonly ClaimedRow[] = []): ClaimedRow[] {
  const rows = new Map<string, ClaimedRow>();
  const add = (row: ClaimedRow) => addUnder(rows, claimedRowKey(row), row);
  known.forEach(add);
  for (const { credits, before } of entries) {
    for (const credit of before) add(negate(claimedRowOf(credit)));
    for (const credit of credits) add(claimedRowOf(credit));
  }
  return [...rows.values()].filter((row) => !isNil(row));
}

/**
 * What each claimant counts of a row: the amounts with all, units and count where the claim says so. What waits is left
 * out. Rows without a count may come out: they are parts, dropped only once all sellers' are merged.
 */
export function expandRow({ claims, facets, ...sums }: ClaimedRow): ExpandedRow[] {
  return claims.flatMap(({ advisorId, role, planId, version, afterLeaving, counts }) => {
    if (planId === undefined || version === undefined) return [];
    const row: TallyRow = { ...sums, planId, version, facets: expandedFacets(facets, role, afterLeaving) };
    return [{ advisorId, row: counts ? row : { ...row, units: 0n, count: 0n } }];
  });
}

/** A claim as it is stored; what may be missing is null. */
export type ClaimList = [
  role: string,
  advisorId: string,
  planId: string | null,
  version: number | null,
  afterLeaving: 0 | 1,
  counts: 0 | 1,
];

export function claimToList({ role, advisorId, planId, version, afterLeaving, counts }: Claim): ClaimList {
  return [role, advisorId, planId ?? null, version ?? null, afterLeaving ? 1 : 0, counts ? 1 : 0];
}

export function claimFromList([role, advisorId, planId, version, afterLeaving, counts]: ClaimList): Claim {
  const paidBy = planId === null || version === null ? {} : { planId, version };
  return { role, advisorId, ...paidBy, afterLeaving: afterLeaving === 1, counts: counts === 1 };
}
