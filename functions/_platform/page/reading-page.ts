import { html } from "hono/html";
import type { Frame, Html } from "./frame.ts";
import { wordsIn } from "./messages.zh.ts";
import { pollMarkup } from "./poll.ts";
import { peoplePage, section } from "./staff-page.ts";

/** An uploaded file that a job is reading. */
export function readingPage(frame: Frame, fileName: string): Html {
  const { upload: messages } = wordsIn(frame.language);
  const parts = [section("state", messages.readingTitle, html`<p>${messages.reading}</p>`), pollMarkup(frame, "state")];
  return peoplePage(frame, { title: messages.readingTitle, subtitle: fileName, parts });
}
