import type { Messages, Params } from "./issue.ts";
import type { baseIssuesZh } from "./messages.zh.ts";

/** A row of a file, with its sheet where several are read. */
export const rowInEn = ({ line = "", sheet }: Params): string => (sheet === undefined ? `row ${line}` : `row ${line} of sheet "${sheet}"`);

/** Why something of this room is refused or invalid, by code. */
export const baseIssuesEn: Messages<keyof typeof baseIssuesZh> = {
  "not-found": ({ what = "proposal", id = "" }) => `There is no ${what} "${id}": look it up in the list.`,
  role: ({ needs = "hr" }) => `This needs the role ${needs}: ask someone who has it.`,
  "changed-meanwhile": ({ lockVersion = "", now = "" }) =>
    `It was changed meanwhile (you saw lock version ${lockVersion}, it stands at ${now}): reload it, then decide.`,
  "account-in-text": () => "The text contains an account number, and many people can read it: remove it, its last four digits are enough.",
  "confirmation-missing": () => "check it first, then select the box",
  "why-missing": () => "Enter a comment: one sentence for the activity log.",
  missing: () => "missing; send a value",
  "unknown-field": () => "unknown field; remove it, or check its spelling",
  invalid: () => "invalid; check it",
  "text-expected": () => "expected a text",
  "number-expected": () => "expected a number, without quotes",
  "integer-expected": () => "expected an integer",
  "boolean-expected": () => "expected true or false",
  "object-expected": () => "expected an object",
  "list-expected": () => "expected a list",
  "too-short": ({ minimum = "" }) => (minimum === 1 ? "expected at least one character" : `expected at least ${minimum} characters`),
  "too-long": ({ maximum = "" }) => `expected at most ${maximum} characters`,
  "too-few": ({ minimum = "" }) => `expected at least ${minimum} entries`,
  "too-many": ({ maximum = "" }) => `expected at most ${maximum} entries`,
  "too-small": ({ minimum = "" }) => `expected at least ${minimum}`,
  "too-large": ({ maximum = "" }) => `expected at most ${maximum}`,
  "not-a-choice": ({ values = "" }) => `expected one of ${values}`,
  "wrong-format": () => "invalid format; check it",
  "not-unique": () => "expected no duplicates; remove what is repeated",
  "hidden-character": () =>
    "expected no line break, no character that can’t be shown, and no space at either end; of a file, check its encoding too",
  "not-json": () => "not JSON; check commas, quotes and brackets",
  "key-twice": () => "the key appears twice; send it once",
  "number-inexact": () => "a number that can't be stored exactly; send an integer of at most 2^53 - 1, or a decimal in quotes",
  "nested-too-deep": ({ maximum = "" }) => `nested deeper than ${maximum} levels`,
  "reserved-name": ({ name = "" }) => `"${name}" is a reserved name; choose another one`,
  "file-too-large": ({ bytes = "", maximum = "" }) => `${bytes} bytes are more than ${maximum}; split the file`,
  "job-failed": () => "it failed several times; try again, and tell the system administrator if it fails again",
  "file-empty": () => "the file is empty",
  "workbook-old": () => "a workbook of an old format, or one with a password; save it as XLSX without a password, or as CSV",
  "workbook-expected": () => "it is a ZIP file and not a workbook; choose an XLSX or CSV file",
  "workbook-damaged": ({ part = "" }) => `its ${part} is damaged; save it again`,
  "workbook-too-many-cells": ({ maximum = "" }) => `it has more than ${maximum} cells; split the file`,
  "workbook-too-many-columns": ({ maximum = "" }) => `it has more than ${maximum} columns; remove columns that are not needed`,
  "workbook-too-many-parts": ({ maximum = "" }) => `it has more than ${maximum} parts; save it again with only the sheet needed`,
  "unpacked-too-large": ({ maximum = "" }) => `unpacked it has more than ${maximum} bytes; split the file`,
  "encoding-ambiguous": ({ first = "", firstSamples = "", second = "", secondSamples = "" }) =>
    `two encodings fit it, ${first} (${firstSamples}) or ${second} (${secondSamples}); choose the right one`,
  "encoding-mark-differs": ({ marked = "", chosen = "" }) =>
    `its byte order mark says ${marked}, and not ${chosen}; don't specify an encoding`,
  "encoding-broken": ({ encoding = "" }) => `it is not valid ${encoding}; save it as CSV UTF-8, and choose that file`,
  "encodings-mixed": () =>
    "parts of it are UTF-8 and others aren't; save all of it as CSV UTF-8, and choose that file, or choose GB18030 where it is that",
  "encoding-unknown": () => "neither UTF-8 nor GB18030; save it as CSV UTF-8, and choose that file",
  "zero-bytes": () => "it contains zero bytes and is not text; save it as CSV UTF-8, and choose that file",
  "characters-lost": () =>
    "characters in it were lost before it arrived (\ufffd); send the file as it was saved, as application/octet-stream",
  "quotes-unbalanced": () => "its quotes are unbalanced; save the file as CSV again",
  "columns-expected": ({ columns = "" }) => `expected the columns ${columns}`,
  "columns-missing": ({ columns = "" }) => `the header lacks ${columns}`,
  "column-twice": ({ column = "" }) => `the column ${column} appears twice; keep one`,
  "in-sheet": ({ sheet = "" }) => `in sheet "${sheet}"`,
  "column-unnamed": ({ column = "" }) => `column ${column} has values but no name in the header; add a name`,
  "spreadsheet-formula": () => 'the value is wrapped in a spreadsheet formula (="…"); format the column as text, and save it again',
  "formula-without-value": () => "a formula gave no value; correct it in the spreadsheet, or enter the value",
  "spreadsheet-apostrophe": () => "the value starts with a spreadsheet's apostrophe; remove it",
  "number-rounded": () => "a spreadsheet has rounded the number: format the column as text, and enter the numbers again",
  "amount-malformed": () => "expected an amount such as -1234.50, with no more decimals than the currency has",
  "amount-ambiguous": () =>
    "its separators are ambiguous; write 1234.50 or 1,234.50 for one thousand two hundred and thirty-four and a half",
  "amount-too-large": () => "expected at most 2^53 - 1 of the smallest unit; check the amount",
  "date-malformed": ({ given = "" }) => `"${given}" is not a date; put the year first, such as 2026-10-13 or 2026/10/13`,
  "row-repeated": (place) => `same as ${rowInEn(place)}; keep one`,
  "too-many-rows": ({ maximum = "" }) => `more than ${maximum} rows; split the file`,
  "more-rows": ({ count = "" }) => `and ${count} more rows`,
};
