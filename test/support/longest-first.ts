import { BaseSequencer, type TestSpecification } from "vitest/node";

/** Files that take far longer than the others, the longest first: one that begins last keeps the rest waiting. */
const LONGEST = [
  "engine/crash",
  "chaos/chaos",
  "engine/proxy",
  "chaos/plants",
  "browser/site",
  "scenarios/real-orders-through-the-functions",
  "scenarios/examples-through-the-functions",
  "chaos/database.contract",
  "access/access-matrix",
  "simulations/against-closes",
  "ledger/concurrency",
  "ledger/claims",
  "ledger/closing",
  "audit/large",
  "infra/local-start",
  "infra/control",
];

/**
 * Begins with what takes longest, on a fresh machine too, where no earlier run tells. Files that need a process of their
 * own come before all others: a process that is shared ends when one of them is next.
 */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId, project }: TestSpecification) => {
      const found = LONGEST.findIndex((name) => moduleId.includes(`/test/${name}.test.ts`));
      return (project.config.isolate ? 0 : 1_000) + (found === -1 ? LONGEST.length : found);
    };
    return (await super.sort(files)).sort((left, right) => place(left) - place(right));
  }
}
