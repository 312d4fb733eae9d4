import type { FieldChange } from "../../activity/model/activity-entry.ts";
import { read } from "../../base/issues/parse.ts";
import { refusal, refuse, unreadableRefusal } from "../../base/issues/refusal.ts";
import { changesBetween } from "../../base/json/diff.ts";
import { advisorSchema } from "../../engine/facts/advisor.ts";
import { attributesSchema } from "../../engine/facts/attributes.ts";
import type { Proposing } from "../../proposals/steps/deps.ts";
import type { ScoresContent } from "../../scores/model/content.ts";
import { changesOfScores } from "../../scores/steps/submit-scores.ts";
import type { AdvisorContent } from "../model/content.ts";

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
