import type { UiWords } from "./messages.zh.ts";

export const uiEn: UiWords = {
  /** Rows of a file that are left out. */
  rowErrors: {
    title: "Rows with errors",
    intro: "These rows are skipped; all others are imported. Fix them and import the file again: nothing is saved twice.",
    reason: "Error",
    header: "Header",
  },
  joins: { sentence: " ", list: "; ", colon: ": " },
  advisor: "Advisor",
  total: "Total",
  amount: "Amount",
  month: "Month",
  order: "Order",
  product: "Product",
  role: "Role",
  line: "Line",
  booked: "Booked",
  plan: (planId, version) => `plan ${planId}, version ${version}`,
  component: "Component",
  base: "Base",
  price: "Price",
  units: "Units",
  unitCount: (count) => `${count} ${count === "1" ? "unit" : "units"}`,
  part: "You earn",
  credits: "Credits",
  creditCount: (count) => `${count} ${count === "1" ? "credit" : "credits"}`,
  carriedOver: "Carried over from the previous page",
  carriedOn: "Carried over to the next page",
  paging: (page, pages) => `Page ${page} of ${pages}`,
  asOfNow: "Based on current data",
};
