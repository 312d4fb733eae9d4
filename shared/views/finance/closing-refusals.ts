import type { CLOSING_MESSAGES } from "../../approval/closing-refusals.ts";

type About = Readonly<Record<string, string | number>>;

/** Each reason for which a close is refused, in Chinese. */
export const CLOSING_REFUSALS_ZH: Readonly<Record<keyof typeof CLOSING_MESSAGES, (about: About) => string>> = {
  "close-not-next": ({ month = "", next = "" }) => `${month} 不是下一个待结账的月份，应为 ${next}：请按月依次结账。`,
  "close-settling": ({ month = "" }) => `${month} 仍在结账中：请等待完成；如已中断，请重新启动。`,
  "close-begun": ({ month = "" }) => `${month} 的结账已经开始，结果已定：请查看结账进度。`,
  "close-ahead": ({ month = "", now = "" }) => `现在是 ${now}，${month} 尚未开始，不能结账。`,
  "close-unconfirmed": ({ month = "" }) => `结账后不能撤销：请再输入一次月份 ${month} 以确认。`,
  "close-early": ({ month = "", from = "" }) => `${month} 自 ${from} 起结账无需说明原因：如需提前，请写明原因；否则请等到那时。`,
};
