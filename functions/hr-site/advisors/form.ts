import { html } from "hono/html";
import { pathText } from "../../../shared/activity/views/activity-table.ts";
import type { PeopleWriter } from "../../../shared/advisors/messages.ts";
import type { Issue } from "../../../shared/base/issues/issue.ts";
import { simulationMessagesIn } from "../../../shared/simulations/messages.ts";
import type { Restatement } from "../../../shared/simulations/restatement/restatement.ts";
import { restatementBlocks } from "../../../shared/simulations/restatement/views/restatement-blocks.ts";
import { errorAt, type Form, formMarkup, type Refused } from "../../_platform/page/form.ts";
import { button, choiceField, hiddenField, textField } from "../../_platform/page/form-fields.ts";
import type { Html } from "../../_platform/page/layout.ts";
import { type Parts, section } from "../../_platform/page/staff-page.ts";
import type { Wiring } from "../../_platform/wiring.ts";
import { newStoreBoxes } from "../new-stores.ts";
import { type AdvisorForm, fieldsOf, LISTS, type ListName } from "./form-data.ts";

/** A form as it is shown: what is wrong by field, where the reader is to go on, and what plans there are. */
export interface FormShown {
  readonly form: AdvisorForm;
  readonly issues?: readonly Issue[] | undefined;
  readonly focus?: string | undefined;
  /** Stores that nothing names yet: each may be said to be new. */
  readonly unknownStores?: readonly string[] | undefined;
}

/** What has to be corrected, each with the way to its field. */
export function refusedFields(issues: readonly Issue[] | undefined, names: readonly string[], writer: PeopleWriter): Refused | undefined {
  if (issues === undefined || issues.length === 0) return undefined;
  const nameOf = (path: string) => pathText(path, writer.people.fields, writer);
  const fields = new Map(names.map((name) => [name, { name, label: nameOf(name) }]));
  return { typed: {}, issues, fields, nameOf };
}

/** The plans there are, by id. */
async function planIdsOf({ ledger }: Wiring): Promise<string[]> {
  return [...new Set((await ledger.recordedPlans()).map(({ fact }) => fact.planId))].sort();
}

interface Fields {
  /** What a field is named, what is wrong with it, and whether the reader goes on in it. */
  at(name: string): { readonly name: string; readonly error: string | undefined; readonly isFocused: boolean };
  /** The plans that can be chosen; one that is named and not known stays, so that it is not lost by looking. */
  readonly plans: { readonly value: string; readonly text: string }[];
}

async function fieldsShown({ issues = [], focus }: FormShown, writer: PeopleWriter, deps: Wiring): Promise<Fields> {
  const planIds = await planIdsOf(deps);
  return {
    at: (name) => ({ name, error: errorAt({ issues }, name, writer), isFocused: focus === name }),
    plans: [{ value: "", text: writer.people.form.noPlan }, ...planIds.map((planId) => ({ value: planId, text: planId }))],
  };
}

/** Boxes that say of a store that it is new. */
const storeBoxes = ({ form, unknownStores = [] }: FormShown, writer: PeopleWriter): Html =>
  newStoreBoxes(unknownStores, form.newStores, writer.people.form.newStore);

/** The form that changes an advisor's file. It works by itself: rows are added and removed by the page being sent. */
export async function advisorFormMarkup(shown: FormShown, writer: PeopleWriter, deps: Wiring): Promise<Html> {
  const { name, joinedOn, leftOn, planId, revision, lists } = shown.form;
  const { form: words, ...labels } = writer.people;
  const fields = await fieldsShown(shown, writer, deps);
  const { at, plans } = fields;
  const rows = (list: ListName, title: string, add: string, hint?: string) =>
    rowsMarkup(list, { title, add, hint }, shown.form, fields, writer);
  const hasSpells = lists.spells.length > 0;
  const joined = { ...at("joinedOn"), label: labels.joinedOn, value: joinedOn, type: "date" } as const;
  return html`<form class="sheet" method="post" id="file-form">
<button type="submit" name="op" value="preview" class="hidden" tabindex="-1" aria-hidden="true">${words.preview}</button>
${hiddenField("revision", revision)}${hiddenField("leftOn", leftOn)}
<div class="fields">${textField({ ...at("name"), label: labels.name, value: name })}${hasSpells ? hiddenField("joinedOn", joinedOn) : textField(joined)}</div>
${hasSpells ? rows("spells", words.spells, words.add.spell, words.spellsHint) : ""}
<div class="fields">${choiceField({ ...at("planId"), label: words.planAtFirst, hint: words.planAtFirstHint, value: planId, options: plans })}</div>
${rows("assignments", words.plans, words.add.plan)}
${rows("managers", words.managers, words.add.manager, lists.managers.length > 0 ? words.managerHint : undefined)}
${rows("stores", words.stores, words.add.store)}
${storeBoxes(shown, writer)}
<div class="buttons">${button({ op: "preview", text: words.preview })}<a href="?">${words.discard}</a></div>
</form>`;
}

interface RowsWords {
  readonly title: string;
  readonly add: string;
  readonly hint: string | undefined;
}

function rowsMarkup(list: ListName, { title, add, hint }: RowsWords, form: AdvisorForm, { at, plans }: Fields, writer: PeopleWriter): Html {
  const { form: words, ...labels } = writer.people;
  const rows = form.lists[list];
  const remove = (place: number) =>
    button({
      op: `remove:${list}:${place}`,
      text: words.remove,
      isQuiet: true,
      label: `${words.remove}${writer.words.joins.colon}${title}, ${words.row(place + 1)}`,
    });
  const label = { spells: labels.leftOn, assignments: labels.plan, managers: labels.manager, stores: labels.store }[list];
  return html`<fieldset><legend>${title}</legend>${rows.length === 0 ? html`<p class="soft">${words.noRows}</p>` : ""}<ul class="dated">${rows.map(
    ({ from, value }, place) => {
      const what = { ...at(`${list}[${place}].${LISTS[list]}`), label, value };
      const first = { ...at(`${list}[${place}].from`), label: list === "spells" ? labels.joinedOn : labels.from, value: from };
      return html`<li>${textField({ ...first, type: "date" })}${
        list === "assignments"
          ? choiceField({ ...what, options: plans })
          : textField({ ...what, type: list === "spells" ? "date" : "text" })
      }${remove(place)}</li>`;
    },
  )}</ul>${hint === undefined ? "" : html`<p class="soft">${hint}</p>`}<div class="buttons">${button({ op: `add:${list}`, text: add, isQuiet: true })}</div></fieldset>`;
}

/** The fields of a registration that issues can name. */
export const registrationFields = (form: AdvisorForm): string[] => [
  ...["advisorId", "managers[0].managerId", "stores[0].storeId"],
  ...fieldsOf(form).map(([name]) => name),
];

/** The form that registers an advisor, with the first plan, manager and store. */
export async function registerFormMarkup(shown: FormShown, writer: PeopleWriter, deps: Wiring): Promise<Html> {
  const { advisorId, name, joinedOn, planId, lists } = shown.form;
  const { register: words, form: formWords, ...labels } = writer.people;
  const { at, plans } = await fieldsShown(shown, writer, deps);
  const manager = { ...at("managers[0].managerId"), label: labels.manager, hint: words.managerHint, value: lists.managers[0]?.value };
  return html`<form class="sheet" method="post">
<div class="fields">${textField({ ...at("advisorId"), label: labels.id, hint: words.idHint, value: advisorId })}</div>
<div class="fields">${textField({ ...at("name"), label: labels.name, value: name })}${textField({ ...at("joinedOn"), label: labels.joinedOn, value: joinedOn, type: "date" })}</div>
<div class="fields">${choiceField({ ...at("planId"), label: labels.plan, value: planId, options: plans })}${textField(manager)}${textField({ ...at("stores[0].storeId"), label: labels.store, value: lists.stores[0]?.value })}</div>
${storeBoxes(shown, writer)}${hiddenField("managers[0].from", "")}${hiddenField("stores[0].from", "")}
<div class="buttons">${button({ op: "preview", text: formWords.preview })}</div>
</form>`;
}

/** A change that waits to be saved. */
export interface ChangeShown {
  /** A sentence for each field. */
  readonly changes: readonly string[];
  readonly restatement: Restatement;
  /** What the form carries along: what was typed. */
  readonly fields: readonly (readonly [string, string])[];
  /** Where one leaves it; else there is a way back into the form. */
  readonly back?: { readonly href: string; readonly text: string };
}

/** What a change does, and the form that saves it with its reason. */
export function changeParts(shown: ChangeShown, writer: PeopleWriter, refused?: Refused): Parts {
  const { changes, restatement } = shown;
  const form = saveForm(shown, writer);
  return [
    changes.length === 0 ? "" : section("changes", writer.people.preview.changes, changesMarkup(changes)),
    section("restatement", simulationMessagesIn(writer.language).restates.title, restatementBlocks(restatement, writer)),
    section("save", form.submit ?? "", formMarkup(form, writer, {}, refused)),
  ];
}

export const changesMarkup = (changes: readonly Html[] | readonly string[]): Html =>
  html`<ul class="changes">${changes.map((change) => html`<li>${change}</li>`)}</ul>`;

/** The form that saves a change, on what its preview showed. */
export function saveForm({ restatement, fields, back }: Omit<ChangeShown, "changes">, { people: words }: PeopleWriter): Form {
  const { preview } = words;
  return {
    id: "save",
    hidden: { ...Object.fromEntries(fields), expectedResultHash: restatement.resultHash },
    fields: [{ name: "comment", label: words.comment, hint: preview.commentHint, rows: 2 }],
    submit: restatement.reaches ? words.submitForApproval : preview.save,
    op: "save",
    otherwise: back === undefined ? { op: "edit", text: preview.back } : undefined,
    back,
  };
}
