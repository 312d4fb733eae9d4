import type { App } from "../../_platform/http/app.ts";
import type { Wiring } from "../../_platform/wiring.ts";
import { addAdvisorList } from "./list.ts";
import { addLeaving } from "./offboarding.ts";
import { addAdvisorFile } from "./profile.ts";
import { addRegistration } from "./registration.ts";

/** Adds what HR does with advisors: find, register, change, let go. */
export function addAdvisorPages(app: App, wiring: () => Wiring): void {
  addAdvisorList(app, wiring);
  addRegistration(app, wiring);
  addAdvisorFile(app, wiring);
  addLeaving(app, wiring);
}
