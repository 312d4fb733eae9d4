import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseExact } from "../../shared/base/json/exact-json.ts";
import { type Outcome, readScenario } from "./scenario.ts";

/** Bookings of a hotel, 27 months of them, with the statements of some advisors. */
export const REAL_ORDERS = join(import.meta.dirname, "../data/resort-hotel-reduced");
const CHECKED: ReadonlySet<string> = new Set(JSON.parse(readFileSync(join(REAL_ORDERS, "checked.json"), "utf8")));

/** Of what a run made of them, as lines of JSON, what concerns the advisors whose statements are known. */
export function checkedLines(made: { readonly statements: string; readonly equity: string }): Outcome {
  const lines = (text: string) => text.split("\n").filter(Boolean).map(parseExact) as { advisorId: string }[];
  const checked = (text: string) => lines(text).filter(({ advisorId }) => CHECKED.has(advisorId));
  return { statements: checked(made.statements), equityChanges: checked(made.equity) };
}

/** What is expected of the months up to one. */
export function expectedUpTo(last: string): Outcome {
  const { statements, equityChanges } = readScenario(REAL_ORDERS).expected;
  const upTo = (lines: readonly unknown[]) => (lines as { month: string }[]).filter(({ month }) => month <= last);
  return { statements: upTo(statements), equityChanges: upTo(equityChanges) };
}
