import type { reconciliationZh } from "./messages.zh.ts";

export const reconciliationEn: typeof reconciliationZh = {
  title: "Reconciliation",
  intro:
    "Current status of all amounts payable to advisors: outstanding, approved, in transit, paid; compared with statements and the journal to the fen.",
  inTransit: "In transit",
  approved: "Approved, not exported",
  rejected: "Previously rejected",
  returned: "Previously returned",
  charges: "Bank charges",
  carried: "Carried forward (not payable yet)",
  advances: "Of which advances not recovered yet",
  besideNote:
    "Rejected and returned amounts are included in “Outstanding” again in full: bank charges deducted from them are the agency’s expense. “Carried forward” is the balance that statements carry forward, including debts.",
  byPayout: "By payout",
  noneWentOut: "No payout is approved yet; drafts don’t count here.",
  ties: "Checks",
  tiesIntro: "Both sides are calculated independently and must match to the fen.",
  agrees: "Matches",
  differs: "Differs",
  differsBy: (one, other, difference) => `${one} and ${other}: difference of ${difference}`,
  tied: {
    statements: "Earnings and adjustments of all closes, and payable plus carried forward",
    payable: "Journal account payable, and outstanding, approved, carried forward and advances",
    "in-transit": "Journal account in transit, and in transit",
    bank: "Journal account bank, and paid plus bank charges",
    charges: "Journal account charges, and bank charges",
    advances: "Journal account advances, and advances not recovered yet",
  },
  search: "View an advisor",
  file: "Payables by advisor",
  journal: "Journal",
  asOf: (day) => `As of ${day}.`,
  journalNote: (month) => `Entries of ${month}, debits equal to credits, for import into the accounting system.`,
  month: "Another month",
};
