import { html } from "hono/html";
import { type Frame, type Html, pollMarkup } from "./frame.ts";
import { messagesIn } from "./messages.ts";
import { peoplePage, section } from "./staff-page.ts";

/** An uploaded file that a job is reading. */
export function readingPage(frame: Frame, fileName: string): Html {
  const { upload: messages } = messagesIn(frame.language);
  const parts = [section("state", messages.readingTitle, html`<p>${messages.reading}</p>`), pollMarkup(frame, "state")];
  return peoplePage(frame, { title: messages.readingTitle, subtitle: fileName, parts });
}

/** An uploaded file that no job could read. */
export function failedUploadPage(frame: Frame, fileName: string): Html {
  const { upload: messages } = messagesIn(frame.language);
  const list = frame.path.replace(/\/uploads\/[^/]*$/, "");
  const again = html`<ul class="links"><li><a href="${list}">${messages.uploadAgain}</a></li></ul>`;
  const parts = [section("state", messages.failedTitle, html`<p>${messages.failed}</p>`, again)];
  return peoplePage(frame, { title: messages.failedTitle, subtitle: fileName, parts });
}
