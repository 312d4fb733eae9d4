import { html } from "hono/html";
import type { PeopleWriter } from "../../../shared/advisors/messages.ts";
import type { Issue } from "../../../shared/base/issues/issue.ts";
import { textField } from "../../_platform/page/form-fields.ts";
import type { Html } from "../../_platform/page/frame.ts";
import { errorAt } from "./form.ts";

interface OffboardingFormData {
  readonly leftOn: string;
  readonly handoverTo: string;
  readonly handedFrom: string;
}

/** Asks for the last day by the page's own address: looking changes nothing. */
export function offboardingFormMarkup(
  { leftOn, handoverTo, handedFrom }: OffboardingFormData,
  { issues, hasLeft }: { readonly issues: readonly Issue[]; readonly hasLeft: boolean },
  writer: PeopleWriter,
): Html {
  const words = writer.people.leaving;
  const error = (field: string) => errorAt({ issues }, field, writer);
  return html`<form class="sheet" method="get">
<div class="fields">${textField({ name: "leftOn", label: words.lastDay, value: leftOn, type: "date", error: error("leftOn") })}</div>
<div class="fields">${textField({
    name: "handoverTo.advisorId",
    label: words.newOwner,
    hint: words.newOwnerHint,
    value: handoverTo,
    error: error("handoverTo.advisorId"),
  })}${textField({
    name: "handoverTo.from",
    label: words.newOwnerFrom,
    value: handedFrom,
    type: "date",
    error: error("handoverTo.from"),
  })}</div>
<div class="buttons"><button type="submit">${words.look}</button>${hasLeft ? html`<a href="?stays=yes">${words.undo}</a>` : ""}</div>
</form>`;
}

/** Asks who has left for the first day back, by the page's own address: looking changes nothing. */
export function returnFormMarkup(returnsOn: string, { issues }: { readonly issues: readonly Issue[] }, writer: PeopleWriter): Html {
  const words = writer.people.leaving;
  return html`<form class="sheet" method="get">
<div class="fields">${textField({
    name: "returnsOn",
    label: words.returnsOn,
    value: returnsOn,
    type: "date",
    error: errorAt({ issues }, "returnsOn", writer),
  })}</div>
<div class="buttons"><button type="submit">${words.look}</button></div>
</form>`;
}
