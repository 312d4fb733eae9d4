import type { Check, Difference } from "./differences.ts";
import { EN, type Words } from "./messages.en.ts";
import { ZH } from "./messages.zh.ts";
import type { Verification } from "./verify-statement.ts";

/** The checks in words, for command line and page alike. */
export type VerifyLanguage = "zh" | "en";

/** A line of what was found. */
export interface DescribedCheck {
  readonly result: Check["result"];
  readonly label: string;
  readonly text: string;
  readonly details: readonly string[];
}

/** What was found, in words. */
export function describeVerification(
  verification: Verification,
  language: VerifyLanguage,
): { readonly verdict: string; readonly checks: readonly DescribedCheck[] } {
  const words = { zh: ZH, en: EN }[language];
  return {
    verdict: verification.ok ? words.allRight : words.notRight,
    checks: verification.checks.map(({ id, result, detail, differences = [] }) => ({
      result,
      label: words[result],
      text: words.checks[id][result],
      details: [...(detail === undefined ? [] : [detail]), ...differences.map((difference) => describeDifference(difference, words))],
    })),
  };
}

function describeDifference({ path, stated, recomputed }: Difference, { difference, missing }: Words): string {
  const where = path.map((step) => (typeof step === "number" ? `[${step + 1}]` : step)).join(" › ");
  return difference(where, stated ?? missing, recomputed ?? missing);
}
