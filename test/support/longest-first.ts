import { BaseSequencer, type TestSpecification } from "vitest/node";

/** Files that take far longer than the others, the longest first: one that begins last keeps the rest waiting. */
const LONGEST = [
  "browser/site",
  "simulation/plants",
  "browser/hr",
  "engine/crash",
  "engine/proxy",
  "scenarios/real-orders-through-the-functions",
  "scenarios/examples-through-the-functions",
  "simulation/simulation",
  "functions/audit-damage",
];

/** Begins with what takes longest, on a fresh machine too, where no earlier run tells. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification) => {
      const found = LONGEST.findIndex((name) => moduleId.includes(`/test/${name}.test.ts`));
      return found === -1 ? LONGEST.length : found;
    };
    return (await super.sort(files)).sort((a, b) => place(a) - place(b));
  }
}
