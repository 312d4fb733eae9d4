import type { VerifyLanguage } from "../../../shared/engine/statement/verify/describe.ts";
import { EN } from "./messages.en.ts";
import type { Words } from "./messages.zh.ts";

const ZH: Words = {
  hint: "如不选择文件，将从本站下载这份结算单和上一份结算单。",
  root: "当月公布的总哈希（可不填）",
  file: "您保存的结算单文件（可不选）",
  previous: "您保存的上一份结算单文件（可不选）",
  verify: "核验",
  working: "正在计算…",
  failed: "未能核验：",
};

/** What the form says, beside the checks themselves. */
export const wordsIn = (language: VerifyLanguage): Words => (language === "zh" ? ZH : EN);
