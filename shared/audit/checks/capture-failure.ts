import type { Finding, RecordName } from "../model/finding.ts";

/** A check that can't be done is a finding too, and hides none of the others. */
export function guard(check: () => readonly Finding[], advisorId: string, record: RecordName): readonly Finding[] {
  try {
    return check();
  } catch (error) {
    return [
      { kind: "uncheckable", records: [record], advisorId, expected: "records that can be computed with", found: (error as Error).message },
    ];
  }
}
