import { refusal } from "../../../base/issues/refusal.ts";
import { sha256Hex } from "../../../base/json/hash.ts";
import { RetryableError } from "../../../base/runtime/retry.ts";
import { instantOf, refuse } from "../../../proposals/steps/commit-step.ts";
import { recordOutcomes, type SaidOutcome } from "../../steps/record-outcomes.ts";
import type { Answer, EntryMatch } from "../model/bank-report.ts";
import type { DueOutcome } from "../model/classify-entries.ts";
import { matchedText, readEntries } from "../model/entries-file.ts";
import { judgeAnswer } from "./classify-report.ts";
import type { Answering } from "./deps.ts";
import { countsOf, matchedEntries } from "./preview-report.ts";

/** What needs nobody to look at it. */
const SETTLED: ReadonlySet<EntryMatch> = new Set(["applies", "known", "accepted"]);

/** Others may record outcomes of the same payments meanwhile; each time fewer are left. */
const MOST_ROUNDS = 5;

/**
 * Records what an answer says, and lists what needs a person. Taken up again after a crash it goes on where it stopped;
 * applied again it finds its own outcomes recorded, and records only what could not be recorded before.
 * @throws RefusedError where there is no such answer; RetryableError where the table stays too busy.
 */
export async function applyAnswer(answerId: string, p: Answering): Promise<Answer> {
  const answer = await p.answers.find(answerId);
  if (answer === undefined) return refuse(refusal("not-found", { what: "answer", id: answerId }));
  const text = await p.archive.get(answer.entriesKey);
  if (text === undefined) throw new Error(`${answer.entriesKey} is missing in the archive: bring it back`);
  const entries = readEntries(text);
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const { matches, due } = await judgeAnswer({ answerId, entries }, p);
    if (due.size === 0) return finish(answer, matchedEntries(entries, matches), p);
    for (const [payoutId, outcomes] of due) await recordOutcomes(payoutId, saidBy(answer, outcomes, instantOf(p)), p);
  }
  throw new RetryableError("the answer could not be applied: its payments are changed by others all the time; try again");
}

/** Outcomes as they are recorded. Of a payment that was paid and returned both, in this order. */
function saidBy({ answerId, by }: Answer, outcomes: readonly DueOutcome[], at: string): SaidOutcome[] {
  return outcomes.map(({ payment: { advisorId }, entry: { kind, on, code } }) => ({
    advisorId,
    outcome: { kind, at, by, ...(on !== undefined && { on }), ...(code !== undefined && { code }), answerId },
  }));
}

async function finish(answer: Answer, entries: ReturnType<typeof matchedEntries>, p: Answering): Promise<Answer> {
  const open = entries.filter(({ match }) => !SETTLED.has(match));
  const text = matchedText(open);
  const openKey = `answers/${answer.answerId}/open-${sha256Hex(text).slice(0, 16)}.ndjson`;
  if (open.length > 0) await p.archive.put(openKey, text);
  const { openKey: _, ...begun } = answer;
  const applied: Answer = {
    ...begun,
    status: "applied",
    matches: countsOf(entries),
    appliedAt: answer.appliedAt ?? instantOf(p),
    ...(open.length > 0 && { openKey }),
  };
  await p.answers.finish(applied);
  return (await p.answers.find(answer.answerId)) ?? applied;
}
