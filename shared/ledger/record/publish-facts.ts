import type { Refusal } from "../../base/issues/issue.ts";
import { RetryableError } from "../../base/runtime/retry.ts";
import type { FactLedger } from "../store/fact-store.ts";
import { type ApplyDeps, applyEvents } from "./apply-events.ts";
import type { Outcome } from "./outcome.ts";
import { factKey, type OtherFact } from "./record-reference-data.ts";

/** An event as producers send it, JSON text. */
export const eventBody = (detailType: string, detail: object): string => JSON.stringify({ "detail-type": detailType, detail });

/**
 * Records facts in the way that all facts take. Idempotent.
 * @throws RetryableError where the table is too busy.
 */
export async function recordFacts(bodies: readonly string[], deps: ApplyDeps): Promise<readonly Outcome[]> {
  const outcomes = await applyEvents(bodies, deps);
  if (outcomes.some(({ kind }) => kind === "failed"))
    throw new RetryableError("not all is published: the table is too busy; publish again");
  return outcomes;
}

/**
 * The same for facts that were validated before: they can only be refused where other content stands in their place.
 * @param taken says so, before the issues that the records would be held for.
 */
export async function publishFacts(
  bodies: readonly string[],
  deps: ApplyDeps,
  taken: Refusal,
): Promise<{ readonly kind: "stored" } | { readonly kind: "refused"; readonly refusals: readonly Refusal[] }> {
  const outcomes = await recordFacts(bodies, deps);
  const issues = outcomes.flatMap((outcome) => (outcome.kind === "held" ? outcome.issues : []));
  return issues.length === 0 ? { kind: "stored" } : { kind: "refused", refusals: [taken, ...issues] };
}

/** The hash of the fact that is stored under the same kind, id and revision; none where there is none. */
export async function storedHash(
  fact: OtherFact,
  { ledger }: { readonly ledger: Pick<FactLedger, "factHashes"> },
): Promise<string | undefined> {
  const key = factKey(fact);
  return (await ledger.factHashes([key])).get(key);
}
