import { html } from "hono/html";
import type { Finding } from "../../../../../shared/engine/plan/draft-warnings.ts";
import { findingText } from "../../../../../shared/plans/views/terms-view.ts";
import type { Html } from "../../../../_platform/page/layout.ts";
import type { CheckedForm } from "../form/form-issues.ts";
import type { EditorContext } from "./context.ts";

/** Whether it can be read as a plan, and what one easily overlooks. */
export function checksMarkup({ plan, problems }: CheckedForm, findings: readonly Finding[], { words, writer }: EditorContext): Html {
  const count = [...problems.values()].reduce((all, { length }) => all + length, 0);
  const others = problems.get("") ?? [];
  const status = html`<p role="status" class="${count === 0 ? "holds" : "fails"}"><strong>${count === 0 ? `✓ ${words.readable}` : `! ${words.problems(count)}`}</strong></p>`;
  const list = (texts: readonly string[]) =>
    texts.length === 0 ? "" : html`<ul class="found">${texts.map((text) => html`<li>${text}</li>`)}</ul>`;
  const found = findings.map((finding) => findingText(finding, plan, writer));
  return html`${status}${list(others)}${list(found)}${count === 0 && found.length === 0 ? html`<p class="soft">${writer.plans.findings.none}</p>` : ""}`;
}

/** What is sent while one edits: the checks, and everything else in the form that follows what is typed. */
export function previewMarkup(checks: Html, { live }: EditorContext): Html {
  return html`${checks}${[...live].map(([id, content]) => html`<hx-partial hx-target="#${id}" hx-swap="innerHTML settle:0ms">${content}</hx-partial>`)}`;
}
