import type { Route } from "../_platform/http/route.ts";
import { advisorPages } from "./advisors/pages.ts";
import { homePages } from "./home.ts";
import { editorPages } from "./plans/editor/pages.ts";
import { planPages } from "./plans/pages.ts";
import { approvalPages } from "./proposals/inbox-pages.ts";
import { proposalPages } from "./proposals/pages.ts";
import { quarantinePages } from "./quarantine/pages.ts";
import { scorePages } from "./scores/pages.ts";
import { simulationPages } from "./simulations/pages.ts";

/** HR's pages, in the order in which addresses are matched. */
export const PAGES: readonly Route[] = [
  ...homePages,
  ...planPages,
  ...editorPages,
  ...proposalPages,
  ...simulationPages,
  ...approvalPages,
  ...advisorPages,
  ...scorePages,
  ...quarantinePages,
];
