import type { Refusal } from "../../shared/base/issues/issue.ts";

/** Issues in short, for comparison: "lines[0].price: negative". */
export const briefs = (issues: readonly Refusal[]): string[] => issues.map(brief);

const brief = ({ path = "", line, code }: Refusal): string =>
  `${line === undefined ? "" : `line ${line}: `}${path === "" ? "" : `${path}: `}${code}`;
