import { html } from "hono/html";
import type { Html } from "../_platform/page/frame.ts";

/** Why something was refused, told before all else. */
export function refusedNotice(texts: readonly string[] = []): Html | "" {
  return texts.length === 0 ? "" : html`<div class="notice" role="alert">${texts.map((text) => html`<p>${text}</p>`)}</div>`;
}
