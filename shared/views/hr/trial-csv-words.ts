import type { Language } from "../../ui/view.ts";

/** What the columns of a trial's file are called, in Chinese. */
const zh = {
  advisorId: "顾问编号",
  name: "姓名",
  store: "门店",
  starLevel: "星级",
  tenureMonths: "入职月数",
  before: "原来",
  after: "按草稿",
  change: "变化",
  equityBefore: "原来有股权资格",
  equityAfter: "按草稿有股权资格",
  total: "合计",
};

type TrialCsvWords = Readonly<Record<keyof typeof zh, string>>;

const en: TrialCsvWords = {
  advisorId: "Advisor id",
  name: "Name",
  store: "Store",
  starLevel: "Star level",
  tenureMonths: "Months since joining",
  before: "Before",
  after: "With the draft",
  change: "Change",
  equityBefore: "Equity before",
  equityAfter: "Equity with the draft",
  total: "Total",
};

/** The words of a language. */
export const trialCsvWordsIn = (language: Language): TrialCsvWords => (language === "zh" ? zh : en);
