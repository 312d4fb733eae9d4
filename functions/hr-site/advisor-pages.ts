import type { App } from "../_platform/http/app.ts";
import type { Wiring } from "../_platform/wiring.ts";

/** Adds pages. */
export function addAdvisorPages(_app: App, _wiring: () => Wiring): void {}
