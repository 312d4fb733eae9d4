import type { App } from "../_platform/http/app.ts";
import type { Wiring } from "../_platform/wiring.ts";
import { addAdvisorFile } from "./advisor-file.ts";
import { addLeaving } from "./advisor-leaving.ts";
import { addAdvisorList } from "./advisor-list.ts";
import { addRegistration } from "./advisor-register.ts";

/** Adds what HR does with advisors: find, register, change, let go. */
export function addAdvisorPages(app: App, wiring: () => Wiring): void {
  addAdvisorList(app, wiring);
  addRegistration(app, wiring);
  addAdvisorFile(app, wiring);
  addLeaving(app, wiring);
}
