import type { UiWords } from "./messages.zh.ts";

export const uiEn: UiWords = {
  /** Rows of a file that are left out. */
  rowErrors: {
    title: "Wrong lines",
    intro:
      "These lines are left out; none of the others has to wait. Mend them and import the file again: what is saved is not saved twice.",
    reason: "Why",
    header: "Header",
    line: "Line",
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
  carriedOver: "Brought over from the page before",
  carriedOn: "Carried over to the next page",
  paging: (page, pages) => `Page ${page} of ${pages}`,
  less: (name) => `Less ${name}`,
  rounded: "Rounded to the smallest unit of the currency",
  asOfNow: "As the facts stand now",
};
