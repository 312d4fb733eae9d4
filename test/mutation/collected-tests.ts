/** @public: the tests import it as vitest. */
export { expect } from "../../node_modules/vitest/dist/index.js";

/** A test of a file, by its name with those of the groups that it stands in. */
export interface CollectedTest {
  readonly name: string;
  readonly run: () => unknown;
}

type Body = (...values: readonly unknown[]) => unknown;

let collected: CollectedTest[] = [];
let groups: readonly string[] = [];

/** The tests that were declared since it was last called. */
export function takeCollected(): CollectedTest[] {
  const taken = collected;
  collected = [];
  return taken;
}

/** `%s` and the like stand for the values of a row, one after the other. */
function titleOf(title: string, values: readonly unknown[]): string {
  const rest = [...values];
  return title.replace(/%[sdijo]/g, () => String(rest.shift()));
}

const eachOf =
  (declare: (title: string, body: Body) => void) =>
  (rows: readonly unknown[]) =>
  (title: string, body: Body): void => {
    for (const [place, row] of rows.entries()) {
      const values = Array.isArray(row) ? row : [row];
      declare(`${titleOf(title, values)} [${place}]`, () => body(...values));
    }
  };

function declareTest(title: string, body: Body): void {
  collected.push({ name: [...groups, title].join(" > "), run: body });
}

function declareGroup(title: string, body: Body): void {
  const outer = groups;
  groups = [...outer, title];
  body();
  groups = outer;
}

const skipped = (): void => undefined;

/** What the pure tests use of vitest: the rest isn't there, and fails where it is called. @public */
export const test = Object.assign(declareTest, {
  each: eachOf(declareTest),
  skipIf: (isSkipped: unknown) => (isSkipped ? skipped : declareTest),
});
/** @public */
export const describe = Object.assign(declareGroup, { each: eachOf(declareGroup) });
