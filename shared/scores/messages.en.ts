import type { Messages } from "../base/issues/catalogue.ts";
import type { ScoresWords, scoreIssuesZh } from "./messages.zh.ts";

export const scoresEn: ScoresWords = {
  proposed: {
    title: (source) => `Scores: ${source}`,
    summary: (count, source) => `${count} ${count === "1" ? "score" : "scores"} (${source})`,
    who: "Of",
    score: "Score",
    asBefore: "Before",
    asAfter: "After",
  },
  title: "Scores",
  upload: "Import a CSV or XLSX file",
  uploadIntro:
    "A line for each advisor or store and month, then a column for each score. Empty cells change nothing. Every change is shown before anything is saved.",
  file: "CSV or XLSX file",
  fileHint: "An XLSX workbook, or CSV in UTF-8, UTF-16 or GB18030, up to 4 MB.",
  template: "Download a template",
  look: "Preview",
  single: "Give one score",
  who: "Of",
  advisor: "an advisor",
  store: "a store",
  subjectId: "Id",
  subject: "Advisor or store",
  month: "Month",
  attribute: "Score",
  attributeHint: "Such as serviceScore, starLevel.",
  value: "Value",
  before: "Before",
  after: "After",
  note: "Result",
  line: "Line",
  ofLine: (line) => `line ${line}`,
  previewTitle: "Check the scores",
  source: (name) => `From ${name}`,
  typed: "typed in",
  counts: "Line by line",
  show: "Show",
  all: "All",
  states: { new: "New", changed: "Changed", same: "Unchanged", wrong: "Wrong" },
  newStores: "New stores",
  newStoresIntro:
    "No advisor's file and no score names these stores. Check the ids; tick those that are new and look again, or their lines are left out.",
  nothing: "Nothing is new or changed: there is nothing to save.",
  warnings: { "no-advisors": "No advisor is in this store", future: "The month lies ahead" },
  empty: "There are no such lines.",
  rows: (from, to, of) => `Lines ${from} to ${to} of ${of}`,
  back: "Choose another file",
  noFile: "Choose a CSV or XLSX file.",
  tooLarge: "The file has more than 4 MB: import it in parts.",
  errors: {
    subjectId: "Give the id of an advisor or a store.",
    month: "Give a month, such as 2026-10.",
    attribute: "Name a score: letters, digits, _ and -, beginning with a letter.",
    value: "Give a number, such as 4.8.",
  },
  recent: "Latest changes",
};

/** What is wrong or refused in this room, by code. */
export const scoreIssuesEn: Messages<keyof typeof scoreIssuesZh> = {
  "scores-header-expected": () =>
    "expected advisorId or storeId, then month, then a name for each column of scores, such as advisorId,month,serviceScore",
  "scores-column-missing": () =>
    "no column of scores; expected advisorId or storeId, then month, then a name for each column of scores, such as advisorId,month,serviceScore",
  "scores-column-name": ({ name = "" }) => `"${name}" is no name of a score: begin with a letter, and use letters, digits, _ and - only`,
  "too-many-scores": ({ count = "", maximum = "" }) => `${count} scores are more than ${maximum}; split the file`,
  "score-missing": () => "no score in the line",
  "score-repeated": ({ line = "" }) => `given in line ${line} for the same month; leave one`,
  "month-malformed": ({ given = "" }) =>
    `"${given}" is no month; expected YYYY-MM, such as 2026-05 (a spreadsheet makes dates of months: format the column as text)`,
};
