import { html } from "hono/html";
import type { Problem } from "../http/problem.ts";
import type { Frame, Html } from "./frame.ts";
import { pageMarkup } from "./layout.ts";
import { messagesIn } from "./messages.ts";
import type { Fault, Words } from "./messages.zh.ts";

/** Says in the reader's language why there is no page, and what to do. */
export function problemPage(frame: Frame, problem: Problem): Html {
  const words = messagesIn(frame.language);
  const { status, requestId } = problem;
  const { title, text } = faultOf(problem, words);
  return pageMarkup(
    frame,
    title,
    html`<header class="opening"><div><h1>${title}</h1><p class="soft">${status}</p></div><div class="blocks"><p>${text}</p><ul class="links"><li><a href="/${frame.language}">${words.home}</a></li></ul></div></header>
<div class="fine"><p>${words.reference} ${requestId}</p></div>`,
  );
}

function faultOf({ type, status, detail }: Problem, { errors, refused }: Words): Fault {
  if (type.endsWith(":refused")) return { title: refused, text: detail };
  if (type.endsWith(":not-from-here")) return errors.notFromHere;
  if (status === 403) return errors.forbidden;
  if (status === 404) return errors.missing;
  return status < 500 ? errors.wrong : errors.failed;
}
