import type { AuditRun } from "../store.ts";
import type { Finding, FindingKind } from "./finding.ts";

/** What is asked of the auditor. */
export type AuditRequest =
  /** Some advisors, by chance. */
  | { readonly mode: "sample" }
  /** Everything, in as many calls as it takes. */
  | { readonly mode: "all" }
  /** One advisor, wholly. */
  | { readonly mode: "advisor"; readonly advisorId: string };

/** A run that has looked at nothing yet. */
export function newRun(runId: string, request: AuditRequest, at: string): AuditRun {
  return {
    runId,
    ...request,
    startedAt: at,
    movedAt: at,
    position: { part: 0, after: "" },
    advisors: 0,
    orders: 0,
    statements: 0,
    moving: 0,
    findings: 0,
    byKind: {},
  };
}

/** What part of a run came to. */
export interface Audited {
  readonly findings: readonly Finding[];
  readonly advisors?: number;
  readonly orders?: number;
  readonly statements?: number;
  readonly moving?: number;
}

/** A run with another part of it. */
export function addToRun(run: AuditRun, { findings, advisors = 0, orders = 0, statements = 0, moving = 0 }: Audited): AuditRun {
  const byKind: Partial<Record<FindingKind, number>> = { ...run.byKind };
  for (const { kind } of findings) byKind[kind] = (byKind[kind] ?? 0) + 1;
  return {
    ...run,
    advisors: run.advisors + advisors,
    orders: run.orders + orders,
    statements: run.statements + statements,
    moving: run.moving + moving,
    findings: run.findings + findings.length,
    byKind,
  };
}
