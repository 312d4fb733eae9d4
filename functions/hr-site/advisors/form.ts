import { html } from "hono/html";
import { pathText } from "../../../shared/activity/views/activity-table.ts";
import type { PeopleWriter } from "../../../shared/advisors/messages.ts";
import type { Issue } from "../../../shared/base/issues/issue.ts";
import { button, choiceField, fieldId, hiddenField, textField } from "../../_platform/page/form-fields.ts";
import type { Html } from "../../_platform/page/frame.ts";
import { newStoreBoxes } from "../new-stores.ts";
import { type AdvisorForm, LISTS, type ListName } from "./form-data.ts";

/** A form as it is shown: what is wrong by field, where the reader is to go on, and what plans there are. */
export interface FormShown {
  readonly form: AdvisorForm;
  readonly issues: readonly Issue[];
  readonly focus?: string | undefined;
  readonly planIds: readonly string[];
  /** Stores that nothing names yet: each may be said to be new. */
  readonly unknownStores?: readonly string[] | undefined;
}

/** Boxes that say of a store that it is new. */
export const storeBoxes = ({ form, unknownStores = [] }: FormShown, writer: PeopleWriter): Html =>
  newStoreBoxes({ unknown: unknownStores, ticked: form.newStores }, writer.people.form.newStore);

/** The form that changes an advisor's file. It works by itself: rows are added and removed by the page being sent. */
export function advisorFormMarkup(shown: FormShown, writer: PeopleWriter): Html {
  const { form } = shown;
  const words = writer.people;
  const at = (name: string) => ({ name, error: errorAt(shown, name, writer), isFocused: shown.focus === name });
  return html`<form class="sheet" method="post" id="file-form">
<button type="submit" name="op" value="preview" class="hidden" tabindex="-1" aria-hidden="true">${words.form.preview}</button>
${hiddenField("revision", form.revision)}${hiddenField("leftOn", form.leftOn)}
<div class="fields">${textField({ ...at("name"), label: words.name, value: form.name })}${
    form.spells.length > 0
      ? hiddenField("joinedOn", form.joinedOn)
      : textField({ ...at("joinedOn"), label: words.joinedOn, value: form.joinedOn, type: "date" })
  }</div>
${form.spells.length > 0 ? spellsMarkup(shown, writer) : ""}
<div class="fields">${choiceField({
    ...at("planId"),
    label: words.form.planAtFirst,
    hint: words.form.planAtFirstHint,
    value: form.planId,
    options: planOptions(shown, form.planId, writer),
  })}</div>
${rowsMarkup("assignments", words.form.plans, words.form.add.plan, shown, writer)}
${rowsMarkup("managers", words.form.managers, words.form.add.manager, shown, writer)}
${rowsMarkup("stores", words.form.stores, words.form.add.store, shown, writer)}
${storeBoxes(shown, writer)}
<div class="buttons">${button("preview", words.form.preview)}<a href="?">${words.form.discard}</a></div>
</form>`;
}

/** The spells of who came back, each with its first and last day. */
function spellsMarkup(shown: FormShown, writer: PeopleWriter): Html {
  const words = writer.people;
  const title = words.form.spells;
  return html`<fieldset><legend>${title}</legend><ul class="dated">${shown.form.spells.map(({ from, to }, place) => {
    const at = (part: "from" | "to") => {
      const name = `spells[${place}].${part}`;
      return { name, error: errorAt(shown, name, writer), isFocused: shown.focus === name, type: "date" as const };
    };
    return html`<li>${textField({ ...at("from"), label: words.joinedOn, value: from })}${textField({
      ...at("to"),
      label: words.leftOn,
      value: to,
    })}${button(`remove:spells:${place}`, words.form.remove, {
      isQuiet: true,
      label: `${words.form.remove}${writer.words.joins.colon}${title}, ${words.form.row(place + 1)}`,
    })}</li>`;
  })}</ul><p class="soft">${words.form.spellsHint}</p><div class="buttons">${button("add:spells", words.form.add.spell, { isQuiet: true })}</div></fieldset>`;
}

function rowsMarkup(list: ListName, title: string, add: string, shown: FormShown, writer: PeopleWriter): Html {
  const words = writer.people;
  const rows = shown.form.lists[list];
  return html`<fieldset><legend>${title}</legend>${rows.length === 0 ? html`<p class="soft">${words.form.noRows}</p>` : ""}<ul class="dated">${rows.map(
    ({ from, value }, place) => {
      const at = (part: string) => {
        const name = `${list}[${place}].${part}`;
        return { name, error: errorAt(shown, name, writer), isFocused: shown.focus === name };
      };
      const what = { ...at(LISTS[list]), value };
      return html`<li>${textField({ ...at("from"), label: words.from, value: from, type: "date" })}${
        list === "assignments"
          ? choiceField({ ...what, label: words.plan, options: planOptions(shown, value, writer) })
          : textField({ ...what, label: list === "managers" ? words.manager : words.store })
      }${button(`remove:${list}:${place}`, words.form.remove, {
        isQuiet: true,
        label: `${words.form.remove}${writer.words.joins.colon}${title}, ${words.form.row(place + 1)}`,
      })}</li>`;
    },
  )}</ul>${list === "managers" && rows.length > 0 ? html`<p class="soft">${words.form.managerHint}</p>` : ""}<div class="buttons">${button(
    `add:${list}`,
    add,
    { isQuiet: true },
  )}</div></fieldset>`;
}

/** The plans there are; one that is named and not known stays, so that it is not lost by looking. */
export function planOptions({ planIds }: Pick<FormShown, "planIds">, value: string, writer: PeopleWriter) {
  const known = value === "" || planIds.includes(value) ? planIds : [value, ...planIds];
  return [{ value: "", text: writer.people.form.noPlan }, ...known.map((planId) => ({ value: planId, text: planId }))];
}

/** What is wrong with a field, in the reader's language. */
export function errorAt({ issues }: Pick<FormShown, "issues">, name: string, writer: PeopleWriter): string | undefined {
  const found = issues.filter(({ path }) => path === name);
  return found.length === 0 ? undefined : found.map((each) => writer.formatIssue({ ...each, path: "" })).join(writer.words.joins.list);
}

/** What has to be corrected, above the form: each with the way to its field. */
export function wrongFieldsMarkup({ issues }: Pick<FormShown, "issues">, names: readonly string[], writer: PeopleWriter): Html | "" {
  if (issues.length === 0) return "";
  const words = writer.people.preview;
  return html`<div class="tone warning" role="alert"><p><strong>${words.wrongCount(String(issues.length))}</strong></p><ul class="wrong-fields">${issues.map(
    (each) => {
      const told = writer.formatIssue(each, (path) => pathText(path, writer.people.fields, writer));
      return html`<li>${names.includes(each.path) ? html`<a href="#${fieldId(each.path)}">${told}</a>` : told}</li>`;
    },
  )}</ul></div>`;
}
