import type { FieldChange } from "../../activity/model/activity-entry.ts";
import { read } from "../../base/issues/parse.ts";
import { refusal, unreadableRefusal } from "../../base/issues/refusal.ts";
import { changesBetween } from "../../base/json/diff.ts";
import { inParallel } from "../../base/runtime/parallel.ts";
import { advisorSchema } from "../../engine/facts/advisor.ts";
import { type Attributes, attributesSchema } from "../../engine/facts/attributes.ts";
import type { AdvisorContent, ScoresContent, Submission } from "../../proposals/model/proposal.ts";
import { factsHash } from "../../proposals/model/signature.ts";
import { refuse } from "../../proposals/steps/commit-step.ts";
import type { Proposing } from "../../proposals/steps/deps.ts";
import { scoreChanges } from "../../scores/model/field-changes.ts";
import { numberRevisions, storedFor, subjectKey } from "../../scores/steps/number-revisions.ts";
import { restateFacts } from "../../simulations/restatement/restate.ts";
import type { Restatement } from "../../simulations/restatement/restatement.ts";
import { keepRestatement } from "../../simulations/restatement/restatement-store.ts";

/** Facts other than plans that are proposed. */
export type FactsContent = AdvisorContent | ScoresContent;

/** Facts as they can be published. @throws RefusedError where they can't be read, or the advisor's revision is taken. */
export async function checkedFacts<Content extends FactsContent>(content: Content, p: Pick<Proposing, "ledger">): Promise<Content> {
  if (content.kind === "scores") {
    if (content.entries.length === 0) refuse(refusal("nothing-proposed"));
    const reasons = content.entries.flatMap((entry) => reasonsOf(read(attributesSchema, { ...entry, revision: 1 })));
    if (reasons.length > 0) refuse(unreadableRefusal(reasons.slice(0, REASONS_TOLD)));
    return content;
  }
  const reading = read(advisorSchema, content.advisor);
  if (!reading.ok) refuse(unreadableRefusal(reading.reasons));
  const { advisorId, revision } = reading.fact;
  const stored = (await p.ledger.advisors([advisorId])).get(advisorId)?.revision ?? 0;
  if (revision !== stored + 1) refuse(refusal("revision-taken", { advisorId, stored, revision }));
  return content;
}

const REASONS_TOLD = 5;

const reasonsOf = (reading: ReturnType<typeof read>): readonly string[] => (reading.ok ? [] : reading.reasons);

/** What the submission of other facts binds: what they restate as things stand now, kept where it reaches closed months. */
export async function submissionOfFacts(
  content: FactsContent,
  why: string,
  p: Proposing,
): Promise<{ readonly submission: Omit<Submission, "by" | "at">; readonly restatement: Restatement }> {
  const restatement = await restateFacts(content, p);
  const { basisHash, resultHash, reaches } = restatement;
  const trialId = reaches ? await keepRestatement(restatement, p) : "";
  const submission = { why, factsHash: factsHash(content) ?? "", trialId, basisHash, resultHash, restates: reaches, acknowledged: [] };
  return { submission, restatement };
}

/**
 * What a change of facts changes in what is stored, field by field.
 * @param revisions those that scores are stored under already, in their order.
 */
export async function changesOfFacts(
  content: FactsContent,
  p: Pick<Proposing, "ledger">,
  revisions?: readonly number[],
): Promise<FieldChange[]> {
  if (content.kind === "scores") return changesOfScores(content, p, revisions);
  const { advisorId, revision } = content.advisor;
  const { advisors } = await p.ledger.advisorRecord(advisorId, NO_ROWS);
  const before = advisors
    .map(({ fact }) => fact)
    .filter((fact) => fact.revision < revision)
    .sort((a, b) => b.revision - a.revision)[0];
  return [
    ...changesBetween(before ?? {}, content.advisor),
    ...(content.handedTo === undefined ? [] : [{ path: "handedTo", after: content.handedTo }]),
  ];
}

/** Reads no tally rows of a record: no period is that high. */
const NO_ROWS = 999_999;
/** Of more scores the trail tells how many they are; what they replace needn't be read. */
const ENTRIES_COMPARED = 500;
const READS_AT_A_TIME = 8;

async function changesOfScores(
  content: ScoresContent,
  p: Pick<Proposing, "ledger">,
  revisions: readonly number[] | undefined,
): Promise<FieldChange[]> {
  if (content.entries.length > ENTRIES_COMPARED) return scoreChanges([], content);
  const subjects = [...new Map(content.entries.map((entry) => [subjectKey(entry), entry])).values()];
  const stored = (await inParallel(subjects, READS_AT_A_TIME, (subject) => storedFor(subject, p.ledger))).flat();
  const numbered = revisions === undefined ? [] : await numberRevisions(content.entries, p);
  const own = new Map(numbered.map((fact, place) => [placeOf(fact), revisions?.[place] ?? 0]));
  const earlier = stored.filter((fact) => fact.revision < (own.get(placeOf(fact)) ?? Number.POSITIVE_INFINITY));
  return scoreChanges(replaced(earlier, content.entries), content);
}

const placeOf = (fact: ScoresContent["entries"][number]): string => `${fact.month} ${subjectKey(fact)}`;

/** The stored values of what is given, by the highest revision that carries each. */
function replaced(stored: readonly Attributes[], given: ScoresContent["entries"]): ScoresContent["entries"] {
  const byPlace = Map.groupBy(
    [...stored].sort((a, b) => a.revision - b.revision),
    placeOf,
  );
  return given.map((entry) => {
    const values: Record<string, string> = Object.assign({}, ...(byPlace.get(placeOf(entry)) ?? []).map((fact) => fact.values));
    return { ...entry, values: Object.fromEntries(Object.entries(values).filter(([name]) => Object.hasOwn(entry.values, name))) };
  });
}
