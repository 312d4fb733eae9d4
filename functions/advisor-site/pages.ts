import type { Route } from "../_platform/http/route.ts";
import { signInPages } from "../_platform/http/sign-in.ts";
import { monthPages, overviewPages } from "./account/month-pages.ts";
import { statementFilePages, statementPages } from "./account/statement-pages.ts";
import { directoryPages } from "./directory/pages.ts";
import { homePages } from "./home.ts";

/** The advisors' pages, in the order in which addresses are matched. */
export const PAGES: readonly Route[] = [
  ...signInPages,
  ...homePages,
  ...directoryPages,
  ...monthPages,
  ...overviewPages,
  ...statementFilePages,
  ...statementPages,
];
