import { issueFormatIn } from "../../functions/_platform/issue-texts.ts";
import { describeIssue, type Issue } from "../../shared/base/issues/issue.ts";
import { canonicalJson } from "../../shared/base/json/exact-json.ts";
import { contentHash } from "../../shared/base/json/hash.ts";
import { creditsHeld } from "../../shared/engine/earnings/credit-log.ts";
import { isNil, mergeRows, rowKey, type TallyRow, tallyOf } from "../../shared/engine/earnings/tally.ts";
import { heldForSourceId } from "../../shared/ledger/record/check-source.ts";
import { recordId } from "../../shared/ledger/record/parse-event.ts";
import type { Account } from "./account.ts";

/** What must hold after whatever was delivered. Each gives what is wrong, a sentence each. */

const MAX_ISSUES = 20;
const MAX_TEXT_LENGTH = 1_000;
const LANGUAGES = ["zh", "en"] as const;

/** Each body was taken over as it is, or is held with reasons. */
export async function unaccounted(bodies: readonly string[], account: Account): Promise<string[]> {
  const held = new Set((await account.wiring.quarantine.list()).map(({ id }) => id));
  const taken = takenOver(account);
  return bodies
    .map((body) => body.toWellFormed())
    .flatMap((body) =>
      held.has(recordId(body)) || held.has(heldForSourceId(body)) || taken.has(hashOf(body)) ? [] : [`lost: ${body.slice(0, 300)}`],
    );
}

/** Issues have texts in both languages that say what is wrong, to a person, and are few. */
export async function badIssues(account: Account): Promise<string[]> {
  return (await account.wiring.quarantine.list()).flatMap(({ id, issues }) => {
    if (issues.length === 0 || issues.length > MAX_ISSUES) return [`${id} is held for ${issues.length} issues`];
    return issues.filter((issue) => !isTold(issue)).map((issue) => `${id} is held for "${describeIssue(issue).slice(0, 300)}"`);
  });
}

/** Whether an issue is told in both languages, in a text of a bearable length that is no leak of a program's innards. */
export function isTold(issue: Issue): boolean {
  const texts = LANGUAGES.map((language) => issueFormatIn(language)(issue));
  return (
    texts.every((text) => text !== issue.code && text.length <= MAX_TEXT_LENGTH && !isLeak(text)) && /\p{Script=Han}/u.test(texts[0] ?? "")
  );
}

/** Whether a text shows a program's innards instead of saying what is wrong. */
export function isLeak(text: string): boolean {
  return /received undefined|is undefined|\[object |Cannot read|is not a function|is not iterable|\n\s+at |"code":|call stack/.test(text);
}

/** Stored tallies are the sums of the credits that the journals hold. */
export async function halfApplied(account: Account): Promise<string[]> {
  const { ledger } = account.wiring;
  const { period } = await ledger.state();
  const wrong: string[] = [];
  for (const advisorId of advisorIds(account)) {
    const { rows } = await ledger.advisorRecord(advisorId, 0);
    const stored = new Map<string, TallyRow[]>(
      [...Map.groupBy(rows, ({ month }) => month)].map(([month, ofMonth]) => [month, mergeRows(ofMonth.map(({ row }) => row))]),
    );
    const months = new Set(stored.keys());
    for await (const page of ledger.ordersNaming(advisorId)) for (const { month } of page) months.add(month);
    for (const month of months) {
      const entries = await ledger.journal(advisorId, month, period);
      const must = textOf([...tallyOf(creditsHeld(entries.map(({ fact }) => fact))).values()]);
      const is = textOf(stored.get(month) ?? []);
      if (is !== must) wrong.push(`the tally of ${advisorId} in ${month} is ${is} and must be ${must}`);
    }
  }
  return wrong;
}

/** What lies in the bucket as JSON can be read. */
export function brokenObjects(account: Account): string[] {
  return [...account.objects].flatMap(([key, text]) => {
    if (key.startsWith("quarantine/")) return [];
    const lines = key.endsWith(".ndjson") ? text.split("\n").filter(Boolean) : [text];
    return lines.every(isJson) ? [] : [`${key} is no JSON`];
  });
}

function isJson(text: string): boolean {
  try {
    return typeof JSON.parse(text) === "object";
  } catch {
    return false;
  }
}

/** All that is stored, as one text. */
export function stateOf(account: Account): string {
  return JSON.stringify(account.items());
}

function textOf(rows: readonly TallyRow[]): string {
  const tidy = rows
    .filter((row) => !isNil(row))
    .map((row) => ({ ...row, discounts: Object.fromEntries(Object.entries(row.discounts).filter(([, amount]) => amount !== 0n)) }));
  return canonicalJson(tidy.sort((left, right) => (rowKey(left) < rowKey(right) ? -1 : 1)));
}

function advisorIds(account: Account): Set<string> {
  return new Set(account.items().flatMap(({ pk }) => (pk?.S?.startsWith("A#") ? [pk.S.slice(2)] : [])));
}

/** The hashes of all contents that were taken over. */
function takenOver(account: Account): Set<string | undefined> {
  return new Set(
    account
      .items()
      .flatMap(({ hash, seen }) => [
        ...(hash?.S === undefined ? [] : [hash.S]),
        ...(seen?.S === undefined ? [] : Object.values(JSON.parse(seen.S) as Record<string, string>)),
      ]),
  );
}

/** None where there is nothing to be taken over. */
function hashOf(body: string): string {
  try {
    return contentHash(JSON.parse(body).detail);
  } catch {
    return "none";
  }
}
