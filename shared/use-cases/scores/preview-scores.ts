import type { ScoresContent } from "../../approval/proposal.ts";
import type { Month } from "../../calendar/month.ts";
import type { Restatement } from "../../trial/restatement.ts";
import type { Restating } from "../restate/restate-facts.ts";
import type { ScoreSubject, ScoresFile, WrongLine } from "./read-scores-file.ts";

/** What becomes of one value of a file. */
export interface ScoreCell {
  readonly line: number;
  readonly subject: ScoreSubject;
  /** The advisor's name; none for a store. */
  readonly name?: string;
  readonly month: Month;
  readonly attribute: string;
  readonly state: "new" | "changed" | "same";
  /** Decimals as text. */
  readonly before?: string;
  readonly after: string;
  /** What is odd about it, and yet it can be saved. */
  readonly warnings: readonly ScoreWarning[];
}

/** `no-advisors`: no advisor is or was in the store. `future`: the month lies after the current one. */
export type ScoreWarning = "no-advisors" | "future";

/** What saving a file of scores would do. */
export interface ScoresPreview {
  readonly fileName: string;
  readonly cells: readonly ScoreCell[];
  readonly counts: { readonly new: number; readonly changed: number; readonly same: number; readonly wrong: number };
  /** Lines that are left out, and why. */
  readonly wrong: readonly WrongLine[];
  /** What is new or changed, to be proposed; none where nothing is. */
  readonly content?: ScoresContent;
  /** What it makes of closed months; none where there is nothing to propose. */
  readonly restatement?: Restatement;
}

/** Compares a file of scores with what is known, cell by cell, and tells what saving it restates. Changes nothing. */
export async function previewScores(file: ScoresFile, p: Restating): Promise<ScoresPreview> {
  await p.ledger.state();
  return { fileName: file.fileName, cells: [], counts: { new: 0, changed: 0, same: 0, wrong: 0 }, wrong: [] };
}
