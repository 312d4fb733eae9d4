import { html } from "hono/html";
import { ownValue } from "../../../../../shared/base/json/own-value.ts";
import type { Html } from "../../../../_platform/page/layout.ts";
import type { EditorContext } from "../markup/context.ts";
import type { Found, HelpByCode, Part, Place, Scope, Siblings, ValueOf } from "./inputs.ts";
import { fieldsOf, listOf, textOf } from "./parse-inputs.ts";

export type Members = Readonly<Record<string, Part<unknown>>>;
type Optional<Given> = { [Name in keyof Given]: Given[Name] extends { isPresent: unknown } ? Name : never }[keyof Given];

/** What stands in a form of a group's parts. */
export type FormOf<Given> = { readonly [Name in Exclude<keyof Given, Optional<Given>>]: ValueOf<Given[Name]> } & {
  readonly [Name in Optional<Given>]?: ValueOf<Given[Name]>;
};

/** What the markup of a group is made of. */
export interface Drawn<Name, Value> {
  readonly at: string;
  readonly value: Value;
  readonly setting: EditorContext;
  readonly place: Place;
  /** The markup of one of its parts; nothing where it isn't there. */
  field(name: Name): Html | "";
}

interface GroupOptions<Name, Value> {
  /** By default all its parts side by side. */
  draw?(drawn: Drawn<Name, Value>): Html;
  /** It has a place of its own to tell what is wrong with it. */
  readonly help?: HelpByCode;
  /** Whether that is also the place for what is wrong with its parts. */
  readonly isToldWhole?: boolean;
  /** Whether the terms leave it out where nothing is typed into it. */
  readonly isOptional?: boolean;
  /** Whether it was just added, and nothing is filled in yet. */
  isNew?(value: Value): boolean;
  /** What its terms always hold beside its parts. */
  readonly fixed?: Readonly<Record<string, unknown>>;
}

const join = (at: string, name: string): string => (at === "" ? name : `${at}.${name}`);

/** Parts under their names in the terms. One that is called `measure` decides how the others are read. */
export function group<Given extends Members>(
  members: Given,
  options: GroupOptions<keyof Given & string, FormOf<Given>> = {},
): Part<FormOf<Given>> {
  const { help, isToldWhole = false, isOptional = false, fixed = {} } = options;
  const draw = options.draw ?? (({ field }) => html`<div class="row">${Object.keys(members).map(field)}</div>`);
  const each = (siblings: Siblings, make: (name: string, member: Part<unknown>) => unknown) =>
    Object.fromEntries(
      Object.entries(members).flatMap(([name, member]) => (member.isPresent?.(siblings) === false ? [] : [[name, make(name, member)]])),
    ) as FormOf<Given>;
  return {
    read(at, sent) {
      const siblings = { has: (name: string) => sent.has(join(at, name)), text: (name: string) => sent.one(join(at, name)) };
      return each(siblings, (name, member) => member.read(join(at, name), sent));
    },
    fromTerms(terms, scope) {
      const own = fieldsOf(terms);
      const siblings = { has: (name: string) => (own[name] ?? undefined) !== undefined, text: (name: string) => textOf(own[name]) };
      const inner = withMeasure(scope, members.measure?.fromTerms(own.measure, scope));
      return each(siblings, (name, member) => member.fromTerms(own[name], inner));
    },
    toTerms(value, scope) {
      const inner = withMeasure(scope, ownValue(value, "measure"));
      const terms = Object.entries(members).flatMap(([name, member]): [string, unknown][] => {
        const held = ownValue<unknown>(value, name);
        const written = held === undefined ? undefined : member.toTerms(held, inner);
        return written === undefined ? [] : [[name, written]];
      });
      const isEmpty = isOptional && terms.every(([, written]) => textOf(written).trim() === "");
      return isEmpty ? undefined : { ...fixed, ...Object.fromEntries(terms) };
    },
    draw(at, value, setting, place) {
      const isNew = options.isNew && { isNew: options.isNew(value) };
      const inner = { ...withMeasure(place, ownValue(value, "measure")), ...isNew };
      const field = (name: string) => {
        const held = ownValue<unknown>(value, name);
        return held === undefined ? "" : (ownValue(members, name)?.draw(join(at, name), held, setting, inner) ?? "");
      };
      return draw({ at, value, setting, place: inner, field });
    },
    find(path) {
      const [start = "", name = ""] = /^\.?(\w+)/.exec(path) ?? [];
      const found = ownValue(members, name)?.find(path.slice(start.length));
      if (found !== undefined && !isToldWhole) return { ...found, field: `${start}${found.field}` };
      return help && { field: "", help };
    },
  };
}

const withMeasure = <Given extends Scope | Place>(given: Given, measure: unknown): Given =>
  typeof measure === "string" ? { ...given, measure } : given;

interface ListOptions<Value> {
  /** The part that every row has: a row is there if that was sent. */
  readonly first: string;
  draw(drawn: Omit<Drawn<never, readonly Value[]>, "field"> & { readonly rows: readonly Html[] }): Html;
  /** It has a place of its own to tell what is wrong with it. */
  readonly help?: HelpByCode;
}

/** A list of parts that are alike. */
export function list<Value>(item: Part<Value>, { first, draw, help }: ListOptions<Value>): Part<readonly Value[]> {
  return {
    read: (at, sent) => sent.rows(at, first).map((row) => item.read(row, sent)),
    fromTerms: (terms, scope) => listOf(terms).map((each) => item.fromTerms(each, scope)),
    toTerms: (value, scope) => value.map((each) => item.toTerms(each, scope)),
    draw(at, value, setting, place) {
      const rows = value.map((each, row) => html`${item.draw(`${at}[${row}]`, each, setting, { ...place, row, rows: value.length })}`);
      return draw({ at, value, setting, place, rows });
    },
    find(path): Found | undefined {
      const [start] = /^\[\d+\]/.exec(path) ?? [];
      const found = start === undefined ? undefined : item.find(path.slice(start.length));
      if (found !== undefined) return { ...found, field: `${start}${found.field}` };
      return help && { field: "", help };
    },
  };
}

/** A part that its group has only where something holds. */
export const onlyIf = <Value>(isPresent: (group: Siblings) => boolean, part: Part<Value>) => ({ ...part, isPresent });
