import { STAFF } from "../../shared/access/groups.ts";
import { notFound } from "../_platform/http/problem.ts";
import { page, type Route } from "../_platform/http/route.ts";
import { liveForms } from "../_platform/site/assets.ts";
import { languageOf } from "../_platform/site/request.ts";
import { advisorListPages } from "./advisors/list.ts";
import { offboardingPages } from "./advisors/offboarding.ts";
import { profilePages, registrationPages } from "./advisors/profile.ts";
import { derivationPages } from "./derivations/pages.ts";
import { editorPages } from "./plans/editor/pages.ts";
import { planPages } from "./plans/pages.ts";
import { proposalPages } from "./proposals/pages.ts";
import { quarantinePages } from "./quarantine/pages.ts";
import { scorePages } from "./scores/pages.ts";
import { simulationPages } from "./simulations/pages.ts";

/** HR's pages, and the file that they load, in the order in which addresses are matched. */
export const PAGES: readonly Route[] = [
  page({ id: "hr.home", path: "/:lang/hr", access: STAFF, handle: (context) => context.redirect(`/${languageOf(context)}/hr/plans`, 302) }),

  page({
    id: "hr.asset",
    path: "/hr-assets/:file",
    access: "public",
    handle: (context) => {
      const { path, type, text } = liveForms();
      if (path !== `/hr-assets/${context.req.param("file")}`) throw notFound("There is no such file.");
      context.header("cache-control", "public, max-age=31536000, immutable");
      context.header("content-type", type);
      return context.body(text);
    },
  }),

  ...planPages,
  ...editorPages,
  ...proposalPages,
  ...simulationPages,
  ...advisorListPages,
  ...registrationPages,
  ...profilePages,
  ...offboardingPages,
  ...scorePages,
  ...quarantinePages,
  ...derivationPages,
];
