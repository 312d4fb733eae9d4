import { type Month, monthOfDay } from "../../base/calendar/month.ts";
import { type FileSource, inFileOrder } from "../../base/csv/open-tables.ts";
import { rowError } from "../../base/csv/parse-columns.ts";
import type { RowError } from "../../base/csv/parse-table.ts";
import { issue } from "../../base/issues/issue.ts";
import { formatDecimal, parseDecimal } from "../../base/money/money.ts";
import { inParallel } from "../../base/runtime/parallel.ts";
import { READS_CONCURRENCY } from "../../base/runtime/runtime.ts";
import type { Advisor } from "../../engine/facts/advisor.ts";
import { type AttributeHistory, attributeHistory } from "../../engine/facts/attributes.ts";
import { unknownStoreIssue, unknownStores } from "../../ledger/stores/unknown-stores.ts";
import type { RestatementDeps } from "../../simulations/restatement/restate.ts";
import type { Restatement } from "../../simulations/restatement/restatement.ts";
import type { ScoresContent } from "../model/content.ts";
import type { ScoreSubject, ScoresFile, ScoresLine } from "../model/parse-file.ts";
import { restateScores, storedFor } from "./submit-scores.ts";

/** What becomes of one value of a file. */
export interface ScoreCell {
  readonly line: number;
  readonly sheet?: string | undefined;
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
  /** How the file was read. */
  readonly source: FileSource;
  readonly choices?: ScoresFile["choices"];
  /** In the order of the file. */
  readonly cells: readonly ScoreCell[];
  /** Cells; `wrong` are lines. */
  readonly counts: { readonly new: number; readonly changed: number; readonly same: number; readonly wrong: number };
  /** Lines that are left out, and why. */
  readonly wrong: readonly RowError[];
  /** Stores that nothing names yet, and that nobody has said to be new: their lines are left out. */
  readonly unknownStores: readonly string[];
  /** What is new or changed, to be proposed; none where nothing is. */
  readonly content?: ScoresContent;
  /** What it makes of closed months; none where there is nothing to propose. */
  readonly restatement?: Restatement;
}

/**
 * Compares a file of scores with what is known, cell by cell, and tells what saving it restates. Changes nothing.
 * @param newStores stores that are new on purpose: a store that nothing names yet is left out unless it stands here.
 */
export async function previewScores(file: ScoresFile, deps: RestatementDeps, newStores: readonly string[] = []): Promise<ScoresPreview> {
  const people = await peopleOf(file.lines, deps);
  const stores = file.lines.flatMap(({ subject }) => ("storeId" in subject ? [subject.storeId] : []));
  const strange = await unknownStores(stores, [...newStores, ...people.stores], deps);
  const isUnknown = ({ subject }: ScoresLine) =>
    "advisorId" in subject ? !people.advisors.has(subject.advisorId) : strange.includes(subject.storeId);
  const wrong = inFileOrder([...file.wrong, ...file.lines.filter(isUnknown).map(wrongFor)], file);
  const known = file.lines.filter((line) => !isUnknown(line));
  const thisMonth = monthOfDay(deps.rating.localDay(new Date(deps.surroundings.now()).toISOString()));
  const histories = await historiesOf(known, deps);
  const cells = known.flatMap((line) => cellsOf(line, histories.get(keyOf(line.subject)), people, thisMonth));
  const count = (state: ScoreCell["state"]) => cells.filter((cell) => cell.state === state).length;
  const counts = { new: count("new"), changed: count("changed"), same: count("same"), wrong: wrong.length };
  const entries = entriesOf(cells);
  const { fileName, encoding, separator, ignored, sheets, skipped, choices } = file;
  const preview = {
    fileName,
    source: { encoding, separator, ignored, sheets, skipped },
    ...(choices && { choices }),
    cells,
    counts,
    wrong,
    unknownStores: strange,
  };
  if (entries.length === 0) return preview;
  const content: ScoresContent = { kind: "scores", entries, source: fileName };
  return { ...preview, content, restatement: await restateScores(content, deps) };
}

interface People {
  readonly advisors: ReadonlyMap<string, Advisor>;
  /** Stores in which an advisor is or was. */
  readonly stores: ReadonlySet<string>;
}

/** The advisors named; all of them where stores are, as nothing else tells who is in which. */
async function peopleOf(lines: readonly ScoresLine[], { ledger, accounts }: RestatementDeps): Promise<People> {
  const named = lines.flatMap(({ subject }) => ("advisorId" in subject ? [subject.advisorId] : []));
  const advisors = await ledger.advisors(named.length < lines.length ? await accounts.advisorIds() : [...new Set(named)]);
  const stores = [...advisors.values()].flatMap((advisor) => (advisor.stores ?? []).map(({ storeId }) => storeId));
  return { advisors, stores: new Set(stores) };
}

const wrongFor = ({ subject, ...place }: ScoresLine): RowError =>
  rowError(place, [
    "advisorId" in subject
      ? issue("advisorId", "advisor-unregistered", { advisorId: subject.advisorId })
      : unknownStoreIssue("storeId", subject.storeId),
  ]);

const keyOf = (subject: ScoreSubject): string => JSON.stringify(subject);

async function historiesOf(lines: readonly ScoresLine[], { ledger }: RestatementDeps): Promise<ReadonlyMap<string, AttributeHistory>> {
  const subjects = new Map(lines.map(({ subject }) => [keyOf(subject), subject]));
  const found = await inParallel(
    [...subjects],
    READS_CONCURRENCY,
    async ([key, subject]): Promise<[string, AttributeHistory]> => [key, attributeHistory(await storedFor(subject, ledger))],
  );
  return new Map(found);
}

function cellsOf(
  { line, sheet, subject, month, values }: ScoresLine,
  history: AttributeHistory | undefined,
  people: People,
  thisMonth: Month,
) {
  const name = "advisorId" in subject ? people.advisors.get(subject.advisorId)?.name : undefined;
  const warnings: ScoreWarning[] = [
    ...("storeId" in subject && !people.stores.has(subject.storeId) ? (["no-advisors"] as const) : []),
    ...(month > thisMonth ? (["future"] as const) : []),
  ];
  return Object.entries(values).map(([attribute, text]): ScoreCell => {
    const after = parseDecimal(text);
    const before = history?.get(attribute)?.find((dated) => dated.month === month)?.value;
    const state = before === undefined ? "new" : before === after ? "same" : "changed";
    return {
      line,
      ...(sheet !== undefined && { sheet }),
      subject,
      ...(name === undefined ? {} : { name }),
      month,
      attribute,
      state,
      ...(before === undefined ? {} : { before: formatDecimal(before) }),
      after: formatDecimal(after),
      warnings,
    };
  });
}

/** What is new or changed: an entry for each subject and month. */
function entriesOf(cells: readonly ScoreCell[]): ScoresContent["entries"] {
  const changed = Map.groupBy(
    cells.filter(({ state }) => state !== "same"),
    ({ subject, month }) => JSON.stringify([subject, month]),
  );
  return [...changed.values()].flatMap(([first, ...more]) =>
    first === undefined
      ? []
      : [
          {
            ...first.subject,
            month: first.month,
            values: Object.fromEntries([first, ...more].map(({ attribute, after }) => [attribute, after])),
          },
        ],
  );
}
