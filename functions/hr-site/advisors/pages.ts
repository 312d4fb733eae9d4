import type { Route } from "../../_platform/http/route.ts";
import { advisorListPages } from "./list.ts";
import { offboardingPages } from "./offboarding.ts";
import { profilePages } from "./profile.ts";
import { registrationPages } from "./registration.ts";

/** What HR does with advisors: find, register, change, let go. */
export const advisorPages: readonly Route[] = [
  ...advisorListPages,

  ...registrationPages,

  ...profilePages,

  ...offboardingPages,
];
