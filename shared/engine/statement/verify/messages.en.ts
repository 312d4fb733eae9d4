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
  right: "right",
  wrong: "WRONG",
  skipped: "not checked",
  allRight: "Everything that could be checked is right.",
  notRight: "This statement is not right.",
  checks: {
    readable: { right: "The file can be read.", wrong: "The file can't be read.", skipped: "" },
    hash: {
      right: "Its content is the one that was hashed.",
      wrong: "Its content was changed since it was hashed.",
      skipped: "",
    },
    inclusion: {
      right: "It is among the statements of its close; the root over them is:",
      wrong: "It is not among the statements of its close under this root:",
      skipped: "It names no root yet: download it again once the close is through.",
    },
    root: {
      right: "The root is the published one.",
      wrong: "The root is not the published one:",
      skipped: "Compare the root above with the one the agency published for the month.",
    },
    chain: {
      right: "It goes on from the statement before it.",
      wrong: "It does not go on from the statement before it.",
      skipped: "Give the statement before it to check the chain; its hash must be:",
    },
    facts: {
      right: "The facts in it fit together.",
      wrong: "The facts in it contradict each other.",
      skipped: "",
    },
    figures: {
      right: "Every figure, computed anew from the facts in it, is as stated.",
      wrong: "Computed anew from the facts in it, figures differ.",
      skipped: "",
    },
  },
  difference: (where, stated, recomputed) => `${where}: stated ${stated}, computed ${recomputed}`,
  missing: "nothing",
};
