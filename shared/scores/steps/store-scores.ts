import type { Outcome } from "../../ledger/record/outcome.ts";
import type { Proposing } from "../../proposals/steps/deps.ts";
import type { ScoresContent } from "../model/content.ts";
import { numberRevisions } from "./number-revisions.ts";

/** Another's scores took some of the revisions meanwhile: those get the next ones, what is stored keeps its own. */
export async function renumbered(
  { entries }: ScoresContent,
  revisions: readonly number[],
  outcomes: readonly Outcome[],
  p: Proposing,
): Promise<readonly number[]> {
  const anew = await numberRevisions(entries, p);
  return anew.map(({ revision }, index) => (outcomes[index]?.kind === "held" ? revision : (revisions[index] ?? revision)));
}
