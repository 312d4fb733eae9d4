import { ownValue } from "../../../../../shared/base/json/own-value.ts";
import type { Component } from "../../../../../shared/engine/plan/schema.ts";
import type { Part, ValueOf } from "../form/inputs.ts";
import { fieldsOf, textOf } from "../form/parse-inputs.ts";
import { bonus } from "./bonus.ts";
import { cap } from "./cap.ts";
import { amountOfKind, type ComponentEditor, monthKind } from "./component-editor.ts";
import { flat } from "./flat.ts";
import { guarantee } from "./guarantee.ts";
import { share } from "./share.ts";
import { table } from "./table.ts";

const EDITORS = { share, flat, bonus, cap, guarantee, table } satisfies { readonly [Kind in Component["kind"]]: unknown };

type Editors = typeof EDITORS;
type FormOfKind<Kind extends keyof Editors> = ValueOf<Editors[Kind]["part"]>;

/** A component in the form; which of the fields it has follows from its kind, and for a share from whether it has tiers. */
export type ComponentForm = Pick<FormOfKind<"share">, "kind" | "id"> &
  Partial<Omit<FormOfKind<"share"> & FormOfKind<"bonus"> & FormOfKind<"guarantee"> & FormOfKind<"table">, "kind" | "id">>;

const KINDS: Readonly<Record<string, ComponentEditor>> = EDITORS;

/** One of a kind that isn't known, which the schema refuses, shows its amount. */
const UNKNOWN: ComponentEditor = monthKind({ amount: amountOfKind("") }, { blanks: {} });

const partOf = (kind: string): Part<ComponentForm> => (ownValue(KINDS, kind) ?? UNKNOWN).part as Part<ComponentForm>;

/** A component of any kind. */
export const component: Part<ComponentForm> = {
  read: (at, sent) => partOf(sent.one(`${at}.kind`)).read(at, sent),
  fromTerms: (terms, scope) => partOf(textOf(fieldsOf(terms).kind)).fromTerms(terms, scope),
  toTerms: (form, scope) => partOf(form.kind).toTerms(form, scope),
  draw: (at, form, setting, place) => partOf(form.kind).draw(at, form, setting, place),
  // Fields of the same name are of the same sort in all kinds.
  find: (path) =>
    Object.values(KINDS)
      .flatMap(({ part }) => part.find(path) ?? [])
      .toSorted((left, right) => right.field.length - left.field.length)[0],
};

/** What a button adds: a component of its kind, with its fields as they begin; none where no kind has such a button. */
export function blankComponent(button: string): ComponentForm | undefined {
  for (const [kind, { blanks }] of Object.entries(KINDS)) {
    const blank = ownValue(blanks, button);
    if (blank !== undefined) return { id: "", label: { zh: "", en: "" }, ...blank, kind };
  }
  return undefined;
}
