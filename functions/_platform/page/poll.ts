import { html } from "hono/html";
import type { Frame, Html } from "./frame.ts";

/** Looks again every few seconds, and puts a section as it is then in its place. */
export function pollMarkup({ path }: Frame, section: string): Html {
  return html`<div hx-get="${path}" hx-trigger="every 2s" hx-target="#${section}" hx-select="#${section}" hx-swap="outerHTML"></div>`;
}
