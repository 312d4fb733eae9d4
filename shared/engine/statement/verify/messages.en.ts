import type { Check } from "./differences.ts";

export interface Words {
  readonly right: string;
  readonly wrong: string;
  readonly skipped: string;
  readonly allRight: string;
  readonly notRight: string;
  readonly checks: Readonly<Record<Check["id"], { readonly right: string; readonly wrong: string; readonly skipped: string }>>;
  difference(where: string, stated: string, recomputed: string): string;
  readonly missing: string;
}

export const EN: Words = {
  right: "Passed",
  wrong: "Failed",
  skipped: "Not checked",
  allRight: "All checks passed.",
  notRight: "This statement failed verification.",
  checks: {
    readable: { right: "The file can be read.", wrong: "The file can't be read.", skipped: "" },
    hash: {
      right: "Its content matches its hash.",
      wrong: "Its content has changed since it was hashed.",
      skipped: "",
    },
    inclusion: {
      right: "It is included in its close; the root of that close is:",
      wrong: "It is not included in its close under this root:",
      skipped: "It has no root yet: download it again once the close is finished.",
    },
    root: {
      right: "The root matches the published one.",
      wrong: "The root differs from the published one:",
      skipped: "Compare the root above with the one the agency published for the month.",
    },
    chain: {
      right: "It continues the previous statement.",
      wrong: "It does not continue the previous statement.",
      skipped: "Add the previous statement to check the chain; its hash must be:",
    },
    facts: {
      right: "The data in it is consistent.",
      wrong: "The data in it is contradictory.",
      skipped: "",
    },
    figures: {
      right: "Every figure, recalculated from the data in it, is as stated.",
      wrong: "Recalculated from the data in it, figures differ.",
      skipped: "",
    },
    sellers: {
      right: "What comes from sellers agrees with the other files.",
      wrong: "What comes from sellers does not agree with the other files.",
      skipped: "Add statements of the sellers or managers, or the sellers' credits, to check what is counted from sellers.",
    },
  },
  difference: (where, stated, recomputed) => `${where}: stated ${stated}, recalculated ${recomputed}`,
  missing: "nothing",
};
