import { issue } from "../../base/issues/issue.ts";
import { backOff, RAISING } from "../../base/runtime/retry.ts";
import type { Runtime } from "../../base/runtime/runtime.ts";
import { type Concern, concernOf } from "../../engine/credits/affected-credits.ts";
import type { Advisor } from "../../engine/facts/advisor.ts";
import type { DerivationScope, FactChange, FactLedger, LedgerState, ManagerLink } from "../store/fact-store.ts";
import { holdForRaise } from "./hold-recording.ts";
import { conflict, type Outcome } from "./outcome.ts";
import type { Fact } from "./parse-event.ts";

/** A fact that is not an order. */
export type OtherFact = Exclude<Fact, { kind: "order" }>;

/** Outcomes in the order of delivery, and whether credits are to be derived anew. */
export interface RecordedFacts {
  readonly outcomes: readonly Outcome[];
  readonly derivationPending: boolean;
}

/** How many facts are committed together: within 100 writes, with the epoch's. */
const FACTS_A_COMMIT = 10;

/** Records facts about advisors, attributes, plans and adjustments, in the order of delivery. */
export async function recordOtherFacts(
  facts: readonly OtherFact[],
  { ledger, surroundings }: { readonly ledger: FactLedger; readonly surroundings: Runtime },
): Promise<RecordedFacts> {
  const outcomes: Outcome[] = [];
  let derivationPending = false;
  for (let start = 0; start < facts.length; start += FACTS_A_COMMIT) {
    const chunk = facts.slice(start, start + FACTS_A_COMMIT);
    const recorded = await recordChunk(chunk, ledger, surroundings);
    outcomes.push(...recorded.outcomes);
    derivationPending ||= recorded.derivationPending;
  }
  return { outcomes, derivationPending };
}

async function recordChunk(facts: readonly OtherFact[], ledger: FactLedger, surroundings: Runtime): Promise<RecordedFacts> {
  for (let attempt = 0; attempt < RAISING.attempts; attempt += 1) {
    if (attempt > 0) await backOff(attempt, surroundings, RAISING);
    const state = await ledger.state();
    const [hashes, advisors] = await Promise.all([ledger.factHashes(facts.map(factKey)), ledger.advisors(facts.flatMap(advisorIdsOf))]);
    const { outcomes, changes, scope } = decide(facts, state, hashes, advisors);
    // A derivation that sees the fact must find whoever it puts below a manager: the links are there first.
    if ((await ledger.linkManagers(linksOf(changes, advisors))) !== "committed") continue;
    const result = changes.length === 0 ? "committed" : await ledger.commitFacts(changes, scope, state);
    if (result === "busy" && scope !== undefined) await holdForRaise(ledger, surroundings);
    if (result === "too-large") return recordSingly(facts, ledger, surroundings);
    // A duplicate may be the second delivery of a change whose announcement was lost.
    if (result === "committed") return { outcomes, derivationPending: scope !== undefined || state.pendingDerivations > 0 };
  }
  return { outcomes: facts.map(() => ({ kind: "failed" })), derivationPending: false };
}

/** Facts that are too large together are recorded one by one; one that is too large by itself holds none of the others up. */
async function recordSingly(facts: readonly OtherFact[], ledger: FactLedger, surroundings: Runtime): Promise<RecordedFacts> {
  if (facts.length === 1) {
    return {
      outcomes: [{ kind: "held", issues: [issue("", "record-too-large")] }],
      derivationPending: false,
    };
  }
  const outcomes: Outcome[] = [];
  let derivationPending = false;
  for (const fact of facts) {
    const recorded = await recordChunk([fact], ledger, surroundings);
    outcomes.push(...recorded.outcomes);
    derivationPending ||= recorded.derivationPending;
  }
  return { outcomes, derivationPending };
}

/** The managers that advisors' new highest revisions name and the ones before did not. */
function linksOf(changes: readonly FactChange[], before: ReadonlyMap<string, Advisor>): ManagerLink[] {
  return changes.flatMap((change) => {
    if (change.kind !== "advisor" || change.replaces === undefined) return [];
    const { advisorId } = change.advisor;
    const linked = new Set(managersNamedBy(before.get(advisorId)));
    const named = managersNamedBy(change.advisor).filter((managerId) => managerId !== advisorId && !linked.has(managerId));
    return [...new Set(named)].map((managerId) => ({ managerId, advisorId }));
  });
}

const managersNamedBy = (advisor: Advisor | undefined): string[] => (advisor?.managers ?? []).flatMap(({ managerId }) => managerId ?? []);

/** The id and revision of a fact as one text; unique over all kinds. */
export function factKey(fact: OtherFact | FactChange): string {
  switch (fact.kind) {
    case "advisor":
      return JSON.stringify(["advisor", fact.advisor.advisorId, fact.advisor.revision]);
    case "attributes": {
      const { advisorId, storeId, month, revision } = fact.attributes;
      return JSON.stringify(["attributes", advisorId === undefined ? "store" : "advisor", advisorId ?? storeId, month, revision]);
    }
    case "plan":
      return JSON.stringify(["plan", fact.plan.planId, fact.plan.version]);
    case "adjustment":
      return JSON.stringify(["adjustment", fact.adjustment.adjustmentId]);
  }
}

function advisorIdsOf(fact: OtherFact): string[] {
  if (fact.kind === "advisor") return [fact.advisor.advisorId];
  return fact.kind === "adjustment" ? [fact.adjustment.advisorId] : [];
}

interface Decided {
  readonly outcomes: readonly Outcome[];
  readonly changes: readonly FactChange[];
  readonly scope: DerivationScope | undefined;
}

function decide(
  facts: readonly OtherFact[],
  state: LedgerState,
  stored: ReadonlyMap<string, string>,
  registered: ReadonlyMap<string, Advisor>,
): Decided {
  const hashes = new Map(stored);
  const advisors = new Map(registered);
  const latest = new Map<string, { advisor: Advisor; change: number }>();
  const changes: FactChange[] = [];
  const plans: { planId: string; bookedFrom: string }[] = [];
  const outcomes = facts.map((fact): Outcome => {
    const key = factKey(fact);
    const known = hashes.get(key);
    if (known !== undefined) return known === fact.hash ? { kind: "duplicate" } : conflictOf(fact);
    if (fact.kind === "adjustment") {
      const refusal = refusalOf(fact.adjustment, state, advisors);
      if (refusal !== undefined) return refusal;
    }
    hashes.set(key, fact.hash);
    if (fact.kind !== "advisor") {
      if (fact.kind === "plan") plans.push({ planId: fact.plan.planId, bookedFrom: fact.plan.effectiveFrom });
      changes.push(fact);
      return { kind: "recorded" };
    }
    const { advisor } = fact;
    const before = advisors.get(advisor.advisorId);
    if (before !== undefined && before.revision > advisor.revision) {
      changes.push({ ...fact, replaces: undefined });
      return { kind: "superseded" };
    }
    // Of several revisions in one commit only the highest becomes the advisor's current one.
    const earlier = latest.get(advisor.advisorId);
    if (earlier !== undefined)
      changes[earlier.change] = { ...(changes[earlier.change] as FactChange & { kind: "advisor" }), replaces: undefined };
    latest.set(advisor.advisorId, { advisor, change: changes.length });
    advisors.set(advisor.advisorId, advisor);
    changes.push({ ...fact, replaces: registered.get(advisor.advisorId)?.revision ?? "none" });
    return { kind: "recorded" };
  });
  const concerned = [...latest.values()].flatMap(({ advisor }): { advisorId: string; concern: Concern }[] => {
    const concern = concernOf(registered.get(advisor.advisorId), advisor);
    return concern === undefined ? [] : [{ advisorId: advisor.advisorId, concern }];
  });
  const scope = concerned.length === 0 && plans.length === 0 ? undefined : { advisors: concerned, plans };
  return { outcomes, changes, scope };
}

/** Why a manual adjustment can't be taken over, if so. */
function refusalOf(
  { advisorId, month }: { readonly advisorId: string; readonly month: string },
  { closedMonth }: LedgerState,
  advisors: ReadonlyMap<string, Advisor>,
): Outcome | undefined {
  if (!advisors.has(advisorId)) {
    return { kind: "held", issues: [issue("advisorId", "advisor-awaited", { advisorId })], awaits: advisorId };
  }
  if (closedMonth === undefined || month > closedMonth) return undefined;
  return { kind: "held", issues: [issue("month", "month-closed", { month, closedMonth })] };
}

function conflictOf(fact: OtherFact): Outcome {
  switch (fact.kind) {
    case "advisor": {
      const { advisorId, revision } = fact.advisor;
      return conflict("advisor-conflict", { advisorId, revision });
    }
    case "attributes": {
      const { advisorId, storeId = "", month, revision } = fact.attributes;
      return conflict("attributes-conflict", { subject: advisorId ?? storeId, month, revision });
    }
    case "plan": {
      const { planId, version } = fact.plan;
      return conflict("plan-conflict", { planId, version }, "version");
    }
    case "adjustment":
      return conflict("adjustment-conflict", { adjustmentId: fact.adjustment.adjustmentId }, "adjustmentId");
  }
}
