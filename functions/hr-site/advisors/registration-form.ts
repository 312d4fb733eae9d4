import { html } from "hono/html";
import type { PeopleWriter } from "../../../shared/advisors/messages.ts";
import { button, choiceField, hiddenField, textField } from "../../_platform/page/form-fields.ts";
import type { Html } from "../../_platform/page/frame.ts";
import { errorAt, type FormShown, planOptions, storeBoxes } from "./form.ts";

/** The form that registers an advisor, with the first plan, manager and store. */
export function registerFormMarkup(shown: FormShown, writer: PeopleWriter): Html {
  const { form } = shown;
  const words = writer.people;
  const at = (name: string) => ({ name, error: errorAt(shown, name, writer) });
  return html`<form class="sheet" method="post">
<div class="fields">${textField({ ...at("advisorId"), label: words.id, hint: words.register.idHint, value: form.advisorId })}</div>
<div class="fields">${textField({ ...at("name"), label: words.name, value: form.name })}${textField({
    ...at("joinedOn"),
    label: words.joinedOn,
    value: form.joinedOn,
    type: "date",
  })}</div>
<div class="fields">${choiceField({
    ...at("planId"),
    label: words.plan,
    value: form.planId,
    options: planOptions(shown, form.planId, writer),
  })}${textField({
    ...at("managers[0].managerId"),
    label: words.manager,
    hint: words.register.managerHint,
    value: form.lists.managers[0]?.value ?? "",
  })}${textField({ ...at("stores[0].storeId"), label: words.store, value: form.lists.stores[0]?.value ?? "" })}</div>
${storeBoxes(shown, writer)}${hiddenField("managers[0].from", "")}${hiddenField("stores[0].from", "")}
<div class="buttons">${button("preview", words.form.preview)}</div>
</form>`;
}
