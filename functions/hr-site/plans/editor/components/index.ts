import { ownValue } from "../../../../../shared/base/json/own-value.ts";
import type { Component } from "../../../../../shared/engine/plan/schema.ts";
import { bonus } from "./bonus.ts";
import { cap } from "./cap.ts";
import type { ComponentEditor, ComponentFields } from "./component-editor.ts";
import { flat } from "./flat.ts";
import { guarantee } from "./guarantee.ts";
import { share } from "./share.ts";
import { table } from "./table.ts";

const EDITORS: { readonly [Kind in Component["kind"]]: ComponentEditor } = {
  share,
  flat,
  bonus,
  cap,
  guarantee,
  table,
};

/** How a kind is edited. One that isn't known, which the schema refuses, shows its amount. */
export const editorOf = (kind: string): ComponentEditor => ownValue(EDITORS, kind) ?? cap;

/** What a button adds: a component's kind, and its fields as they begin; none where no kind has such a button. */
export function blankComponent(button: string): ({ readonly kind: string } & ComponentFields) | undefined {
  for (const [kind, { blanks }] of Object.entries(EDITORS)) {
    const blank = ownValue(blanks, button);
    if (blank !== undefined) return { kind, ...blank };
  }
  return undefined;
}
