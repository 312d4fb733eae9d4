import type { Messages } from "../base/issues/issue.ts";
import { rowInEn } from "../base/issues/messages.en.ts";
import type { scoreIssuesZh, scoresZh } from "./messages.zh.ts";

export const scoresEn: typeof scoresZh = {
  proposed: {
    title: (source) => `Scores: ${source}`,
    summary: (count, source) => `${count} ${count === "1" ? "score" : "scores"} (${source})`,
    asBefore: "Before",
    asAfter: "After",
  },
  title: "Scores",
  upload: "Import a CSV or XLSX file",
  uploadIntro:
    "One row for each advisor or store and month, then a column for each score. Empty cells change nothing. Every change is previewed before anything is saved.",
  fileHint: "An XLSX workbook, or CSV in UTF-8, UTF-16 or GB18030, up to 4 MB.",
  single: "Enter one score",
  who: "Advisor or store",
  advisor: "an advisor",
  store: "a store",
  attribute: "Score",
  attributeHint: "Such as serviceScore, starLevel.",
  value: "Value",
  before: "Before",
  after: "After",
  note: "Result",
  previewTitle: "Review scores",
  source: (name) => `From ${name}`,
  all: "All",
  states: { new: "New", changed: "Changed", same: "Unchanged", wrong: "Error" },
  newStores: "New stores",
  newStoresIntro:
    "No advisor profile and no score names these stores. Check the ids; select those that are new and preview again, or their rows are skipped.",
  nothing: "Nothing is new or changed: there is nothing to save.",
  warnings: { "no-advisors": "No advisor is in this store", future: "The month is in the future" },
  empty: "No matching rows.",
  rows: (from, to, of) => `Rows ${from} to ${to} of ${of}`,
  errors: {
    subjectId: "Enter the id of an advisor or a store.",
    month: "Enter a month, such as 2026-10.",
    attribute: "Enter the name of a score: letters, digits, _ and -, starting with a letter.",
    value: "Enter a number, such as 4.8.",
  },
  recent: "Latest changes",
};

/** What is wrong or refused in this room, by code. */
export const scoreIssuesEn: Messages<keyof typeof scoreIssuesZh> = {
  "scores-header-expected": () =>
    "expected advisorId or storeId, then month, then a name for each column of scores, such as advisorId,month,serviceScore",
  "scores-column-missing": () =>
    "no column of scores; expected advisorId or storeId, then month, then a name for each column of scores, such as advisorId,month,serviceScore",
  "scores-sheets-mixed": () => "one sheet has scores of advisors, another scores of stores; upload each as a file of its own",
  "scores-column-name": ({ name = "" }) =>
    `"${name}" is not a valid name of a score: start with a letter, and use letters, digits, _ and - only`,
  "too-many-scores": ({ count = "", maximum = "" }) => `${count} scores are more than ${maximum}; split the file`,
  "score-decimal-expected": () => "expected a decimal with at most 9 places, such as 0.95, without a percent sign or commas",
  "score-missing": () => "no score in this row; enter one, or remove the row",
  "score-repeated": (place) => `entered in ${rowInEn(place)} for the same month too; keep one`,
  "month-malformed": ({ given = "" }) =>
    `"${given}" is not a month; expected YYYY-MM, such as 2026-05 (spreadsheets turn months into dates: format the column as text)`,
};
