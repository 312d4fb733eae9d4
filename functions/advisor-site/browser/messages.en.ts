import type { Words } from "./messages.zh.ts";

export const EN: Words = {
  hint: "Without files of your own, this statement and the one before it are fetched from here.",
  root: "Published root of the month (optional)",
  file: "Your file of a statement (optional)",
  previous: "Your file of the one before it (optional)",
  verify: "Verify",
  working: "Computing…",
  failed: "That could not be checked:",
};
