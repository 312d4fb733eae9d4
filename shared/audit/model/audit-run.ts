import * as z from "zod";
import { int, record, type Stored, textCodec } from "../../base/json/codec.ts";
import { FINDING_KINDS, type Finding, type FindingKind } from "./finding.ts";

/** Where a run stands: in which part of the ledger, and after whom in it. */
const auditPosition = record({ part: int, after: z.string() });
export type AuditPosition = Stored<typeof auditPosition>;

/** What is held in quarantine, released records left out: how many, since when the oldest, and by what is wrong with them. */
const quarantineSummary = record({ records: int, oldestHeldAt: z.string().optional(), byReason: z.record(z.string(), int) });
export type QuarantineSummary = Stored<typeof quarantineSummary>;

/** A run of the auditor, as it is kept. Instants are ISO 8601. */
const auditRun = record({
  /** Sorts by time. */
  runId: z.string(),
  mode: z.enum(["sample", "all", "advisor"]),
  /** Whom a run of mode `advisor` looks at. */
  advisorId: z.string().optional(),
  startedAt: z.string(),
  movedAt: z.string(),
  /** None while it is under way. */
  finishedAt: z.string().optional(),
  position: auditPosition,
  advisors: int,
  orders: int,
  statements: int,
  /** Advisors whose open period moved at every look, so that only what is closed could be checked. */
  moving: int,
  findings: int,
  byKind: z.partialRecord(z.enum(FINDING_KINDS), int),
  held: quarantineSummary.optional(),
  /** What was seen under way, and since when by the audits' own account. */
  seenSince: z.record(z.string(), z.string()).optional(),
});
export type AuditRun = Stored<typeof auditRun>;
export const auditRunCodec = textCodec("an audit run", auditRun);

/** What is asked of the auditor. */
export type AuditRequest =
  /** Some advisors, by chance. */
  | { readonly mode: "sample" }
  /** Everything, in as many calls as it takes. */
  | { readonly mode: "all" }
  /** One advisor, wholly. */
  | { readonly mode: "advisor"; readonly advisorId: string };

const NO_SUMS = { advisors: 0, orders: 0, statements: 0, moving: 0 };

/** A run that has looked at nothing yet. */
export const newRun = (runId: string, request: AuditRequest, at: string): AuditRun => ({
  ...{ runId, ...request, startedAt: at, movedAt: at, position: { part: 0, after: "" } },
  ...{ ...NO_SUMS, findings: 0, byKind: {} },
});

/** What part of a run came to. */
export interface Audited extends Partial<typeof NO_SUMS> {
  readonly findings: readonly Finding[];
}

/** A run with another part of it. */
export function addToRun(run: AuditRun, { findings, ...of }: Audited): AuditRun {
  const byKind: Partial<Record<FindingKind, number>> = { ...run.byKind };
  for (const { kind } of findings) byKind[kind] = (byKind[kind] ?? 0) + 1;
  const sums = { ...NO_SUMS };
  for (const name of Object.keys(sums) as (keyof typeof sums)[]) sums[name] = run[name] + (of[name] ?? 0);
  return { ...run, ...sums, findings: run.findings + findings.length, byKind };
}
