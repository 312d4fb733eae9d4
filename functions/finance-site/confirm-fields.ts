import { html } from "hono/html";
import type { Html } from "../_platform/page/frame.ts";

interface Asked {
  /** Of its own on the page, where several forms ask for the same. */
  readonly id: string;
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly hint?: string;
  readonly type?: "text" | "date";
}

/** A field of one of several forms on a page. */
export function askedField({ id, name, label, value, hint, type = "text" }: Asked): Html {
  return html`<p class="field"><label for="${id}">${label}</label><input id="${id}" name="${name}" type="${type}" value="${value}" autocomplete="off"${
    hint === undefined ? "" : html` aria-describedby="${id}-hint"`
  }>${hint === undefined ? "" : html`<small id="${id}-hint">${hint}</small>`}</p>`;
}

/** What is ticked by who is sure: a button that is pressed by mistake does nothing. */
export function sureTick(id: string, label: string): Html {
  return html`<span class="tick"><input type="checkbox" id="${id}" name="sure" value="yes" required><label for="${id}">${label}</label></span>`;
}
