import type { Difference } from "./differences.ts";
import type { Check, Verification } from "./verify-statement.ts";

/** The checks in words, for command line and page alike. */
export type VerifyLanguage = "zh" | "en";

interface Words {
  readonly right: string;
  readonly wrong: string;
  readonly skipped: string;
  readonly allRight: string;
  readonly notRight: string;
  readonly checks: Readonly<Record<Check["id"], { readonly right: string; readonly wrong: string; readonly skipped: string }>>;
  difference(where: string, stated: string, recomputed: string): string;
  readonly missing: string;
}

const EN: Words = {
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

const ZH: Words = {
  right: "正确",
  wrong: "错误",
  skipped: "未核验",
  allRight: "凡可核验之处均正确。",
  notRight: "这份结算单有误。",
  checks: {
    readable: { right: "文件可以读取。", wrong: "文件无法读取。", skipped: "" },
    hash: { right: "内容与其哈希一致。", wrong: "内容在计算哈希之后被改动过。", skipped: "" },
    inclusion: {
      right: "它在当月结算的全部结算单之中，总哈希为：",
      wrong: "按此总哈希，它不在当月结算的结算单之中：",
      skipped: "尚无总哈希：请在当月结算完成后重新下载。",
    },
    root: { right: "总哈希与公布的一致。", wrong: "总哈希与公布的不一致：", skipped: "请将上面的总哈希与公司当月公布的比对。" },
    chain: {
      right: "它承接上一份结算单。",
      wrong: "它没有承接上一份结算单。",
      skipped: "要核验承接关系，请提供上一份结算单，其哈希应为：",
    },
    facts: { right: "其所载事实彼此相符。", wrong: "其所载事实彼此矛盾。", skipped: "" },
    figures: { right: "依其所载事实重新计算，每个数字都与所列一致。", wrong: "依其所载事实重新计算，有数字不一致。", skipped: "" },
  },
  difference: (where, stated, recomputed) => `${where}：所列 ${stated}，重算 ${recomputed}`,
  missing: "无",
};

/** A line of what was found. */
export interface ToldCheck {
  readonly result: Check["result"];
  readonly label: string;
  readonly text: string;
  readonly details: readonly string[];
}

/** What was found, in words. */
export function tellVerification(
  verification: Verification,
  language: VerifyLanguage,
): { readonly verdict: string; readonly checks: readonly ToldCheck[] } {
  const words = language === "zh" ? ZH : EN;
  return {
    verdict: verification.ok ? words.allRight : words.notRight,
    checks: verification.checks.map(({ id, result, detail, differences = [] }) => ({
      result,
      label: words[result],
      text: words.checks[id][result],
      details: [...(detail === undefined ? [] : [detail]), ...differences.map((difference) => tellDifference(difference, words))],
    })),
  };
}

function tellDifference({ path, stated, recomputed }: Difference, { difference, missing }: Words): string {
  const where = path.map((step) => (typeof step === "number" ? `[${step + 1}]` : step)).join(" › ");
  return difference(where, stated ?? missing, recomputed ?? missing);
}
