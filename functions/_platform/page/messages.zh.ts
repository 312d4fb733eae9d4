/** What the pages say beside their views. */
export interface Words {
  readonly lang: string;
  readonly brand: string;
  readonly otherLanguage: string;
  readonly skip: string;
  readonly navigation: string;
  readonly thisMonth: string;
  readonly forecast: string;
  readonly years: string;
  readonly statements: string;
  readonly payments: string;
  readonly equity: string;
  readonly advisors: string;
  readonly hr: HrNavigation;
  readonly finance: FinanceNavigation;
  readonly roots: string;
  readonly signIn: string;
  readonly signOut: string;
  readonly signedOut: { readonly title: string; readonly text: string; readonly goOn: string };
  readonly about: (name: string, advisorId: string) => string;
  readonly previous: string;
  readonly next: string;
  readonly pages: string;
  readonly fulfilled: string;
  readonly missing: string;
  readonly tones: { readonly good: string; readonly warning: string };
  readonly unfold: string;
  readonly showRows: (rows: number) => string;
  readonly restOfRows: (rows: number) => string;
  readonly files: string;
  readonly filesWhy: string;
  readonly verify: string;
  readonly verifyTitle: string;
  readonly verifyIntro: string;
  readonly verifyWithoutScript: string;
  readonly search: string;
  readonly searchLabel: string;
  readonly advisorId: string;
  readonly name: string;
  readonly plan: string;
  readonly joinedOn: string;
  readonly found: (count: number) => string;
  readonly nobodyFound: string;
  readonly page: (page: number, pages: number) => string;
  readonly errors: Readonly<Record<"forbidden" | "missing" | "wrong" | "failed" | "notFromHere", Fault>>;
  readonly refused: string;
  readonly home: string;
  readonly reference: string;
  readonly upload: UploadMessages;
}

/** What is said of any file that is uploaded. */
interface UploadMessages {
  readonly encoding: string;
  readonly detect: string;
  readonly choose: string;
  readonly chooseKept: string;
  readonly chooseHint: string;
  readonly chooseOne: string;
  readonly readingTitle: string;
  readonly reading: string;
  readonly failedTitle: string;
  readonly failed: string;
  readonly uploadAgain: string;
  readonly asEncoding: (encoding: string, samples: string) => string;
  readonly readAs: (encoding: string) => string;
  readonly ignored: (columns: string) => string;
}

/** Where plans and people are changed: the area, and its pages. */
interface HrNavigation {
  readonly area: string;
  readonly plans: string;
  readonly approvals: string;
  readonly advisors: string;
  readonly scores: string;
  readonly quarantine: string;
}

/** Where months are closed and advisors paid: the area, and its pages. */
interface FinanceNavigation {
  readonly area: string;
  readonly close: string;
  readonly payouts: string;
  readonly adjustments: string;
  readonly payees: string;
  readonly settings: string;
  readonly answers: string;
  readonly position: string;
}

/** Why a page can't be shown, and what to do. */
export interface Fault {
  readonly title: string;
  readonly text: string;
}
