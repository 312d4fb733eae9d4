import type { Words } from "./messages.zh.ts";

export const EN: Words = {
  hint: "If you don’t choose files of your own, this statement and the previous one are downloaded from here.",
  root: "Published root of the month (optional)",
  file: "Your file of a statement (optional)",
  previous: "Your file of the previous statement (optional)",
  others: "Files of sellers or managers of the same month (optional)",
  verify: "Verify",
  working: "Computing…",
  failed: "That could not be checked:",
};
