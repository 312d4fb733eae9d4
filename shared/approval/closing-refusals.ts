type About = Readonly<Record<string, string | number>>;

/** Each reason for which a close is refused, in English: what is the matter, and what to do. */
export const CLOSING_MESSAGES = {
  "close-not-next": ({ month = "", next = "" }: About) =>
    `${month} is not the next month to be closed, ${next} is: close months one after the other.`,
  "close-settling": ({ month = "" }: About) =>
    `${month} is still being closed: wait until that is through, or start it again if it stopped.`,
  "close-begun": ({ month = "" }: About) => `The close of ${month} has begun, so what it comes to is fixed: look at how far it is.`,
  "close-ahead": ({ month = "", now = "" }: About) => `${month} has not begun, it is ${now}: a month can be closed once it is there.`,
  "close-unconfirmed": ({ month = "" }: About) => `A close can't be undone: type the month, ${month}, to confirm that you mean it.`,
  "close-early": ({ month = "", from = "" }: About) =>
    `${month} is closed without a reason from ${from} on: say why it is to be closed earlier, or wait until then.`,
} as const satisfies Record<string, (about: About) => string>;
