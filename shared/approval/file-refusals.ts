type About = Readonly<Record<string, string | number>>;

/** Each reason for which a file is refused, in English: what is the matter, and what to do. */
export const FILE_MESSAGES = {
  "file-unknown": ({ of = "", format = "" }: About) => `There is no file "${format}" of "${of}": choose one that its page offers.`,
  "file-not-drafted": ({ payoutId = "" }: About) => `Payout ${payoutId} has no lines yet: wait until it is drafted.`,
  "file-not-exported": ({ payoutId = "" }: About) => `A bank must not pay payout ${payoutId} yet: export it first, then make its files.`,
  "file-ahead": ({ month = "" }: About) => `${month} has not begun, so nothing is posted in it: choose an earlier month.`,
  "file-of-today": ({ today = "" }: About) => `Positions are told as they stand now: ask for those of today, ${today}.`,
  "file-outdated": ({ name = "" }: About) =>
    `Since ${name} was made, a hold, a payee, another payout or a failed payment changed: have it made again, which checks every payment, then download it.`,
  "file-not-made": ({ name = "" }: About) => `${name} is not made yet: wait until it is, or have it made, then fetch it.`,
} as const satisfies Record<string, (about: About) => string>;
