import type { ApplyDeps } from "../../ledger/record/apply-events.ts";
import { eventBody, recordFacts } from "../../ledger/record/publish-facts.ts";
import type { PublishResult } from "../../proposals/model/entries.ts";
import type { ScoresContent } from "../model/content.ts";
import { type NumberRevisionsDeps, numberRevisions } from "./number-revisions.ts";

/** Dependencies of storing scores. */
export interface StoreScoresDeps extends ApplyDeps {
  readonly ledger: ApplyDeps["ledger"] & NumberRevisionsDeps["ledger"];
}

/**
 * Records scores under the revisions that were fixed for them. Idempotent.
 * @returns other revisions for those whose own were taken by another's scores meanwhile: what is stored keeps its own.
 * @throws RetryableError where the table is too busy.
 */
export async function storeScores(
  { entries }: ScoresContent,
  revisions: readonly number[] | undefined,
  deps: StoreScoresDeps,
): Promise<PublishResult> {
  const numbered = await numberRevisions(entries, deps);
  const bodies = numbered.map((fact, index) => eventBody("AttributesGiven", { ...fact, revision: revisions?.[index] ?? fact.revision }));
  const outcomes = await recordFacts(bodies, deps);
  if (outcomes.every(({ kind }) => kind !== "held")) return { kind: "stored" };
  const next = await numberRevisions(entries, deps);
  const numbers = next.map(({ revision }, index) => (outcomes[index]?.kind === "held" ? revision : (revisions?.[index] ?? revision)));
  return { kind: "renumber", numbers };
}
