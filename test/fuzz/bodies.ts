import fc from "fast-check";
import type { Step } from "../support/scenario.ts";
import { type Mutation, mutated, mutations } from "./mutate.ts";
import { DEEP, oddText, oddValue } from "./odd-values.ts";

/** Bodies of messages as they might lie in the queue: facts, facts that were tampered with, and anything else. */

/** What is done to a fact on its way into a body. */
export interface Sabotage {
  readonly mutations: readonly Mutation[];
  readonly ofText: TextChange | undefined;
}

type TextChange =
  | { readonly kind: "cut"; readonly at: number }
  | { readonly kind: "insert"; readonly at: number; readonly text: string }
  /** A member more at the beginning of one of the objects: of two with one name the latter counts. */
  | { readonly kind: "double"; readonly at: number; readonly member: string }
  /** One of the numbers written in another way. */
  | { readonly kind: "number"; readonly at: number; readonly as: string };

const ofText: fc.Arbitrary<TextChange> = fc.oneof(
  fc.record({ kind: fc.constant("cut" as const), at: fc.nat(5_000) }),
  fc.record({ kind: fc.constant("insert" as const), at: fc.nat(5_000), text: oddText }),
  fc.record({
    kind: fc.constant("double" as const),
    at: fc.nat(50),
    member: fc.constantFrom(
      '"revision":7',
      '"orderId":"o2"',
      '"price":1',
      '"detail":{}',
      '"\\u005f_proto__":{"price":1}',
      '"__proto__":[]',
    ),
  }),
  fc.record({
    kind: fc.constant("number" as const),
    at: fc.nat(50),
    as: fc.constantFrom(
      "1e2",
      "1.0",
      "1E400",
      "-0",
      "1e-7",
      "9007199254740993",
      "123456789012345678901234567890",
      "0.1e1",
      "01",
      "NaN",
      "--1",
    ),
  }),
);

/** Something is done to it. */
export const sabotage: fc.Arbitrary<Sabotage> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ mutations, ofText: fc.constant(undefined) }) },
  { weight: 1, arbitrary: fc.record({ mutations: fc.constant([]), ofText }) },
  { weight: 1, arbitrary: fc.record({ mutations, ofText }) },
);

/** Bodies that never were facts. */
export const strangeBody: fc.Arbitrary<string> = fc.oneof(
  oddText,
  fc.json(),
  fc.string(),
  fc.record({ "detail-type": fc.oneof(oddText, fc.constantFrom("Order", "AdvisorGone", "PlanX")), detail: oddValue }).map(textOf),
  fc
    .record({ "detail-type": oddValue, source: oddValue, detail: fc.dictionary(oddText, oddValue, { maxKeys: 4 }) }, { requiredKeys: [] })
    .map(textOf),
);

/** An event's body as it arrives. */
export function bodyOf(step: Step, sabotaged?: Sabotage): string {
  const [[kind, detail] = ["", {}]] = Object.entries(step);
  const event = { version: "0", "detail-type": `${kind.charAt(0).toUpperCase()}${kind.slice(1)}Told`, source: "agency", detail };
  return sabotaged === undefined ? textOf(event) : sabotagedText(event, sabotaged);
}

/** Content as text, with what is done to it. */
export function sabotagedText(content: unknown, sabotaged: Sabotage): string {
  return withText(textOf(mutated(content, sabotaged.mutations)), sabotaged.ofText);
}

function textOf(content: unknown): string {
  const text = JSON.stringify(content) ?? "undefined";
  return text.includes(`"${DEEP}"`) ? text.replaceAll(`"${DEEP}"`, `${"[".repeat(30_000)}${"]".repeat(30_000)}`) : text;
}

function withText(text: string, change: TextChange | undefined): string {
  switch (change?.kind) {
    case undefined:
      return text;
    case "cut":
      return text.slice(0, change.at % text.length);
    case "insert":
      return insert(text, change.at % text.length, change.text);
    case "double": {
      const begins = [...text.matchAll(/\{(?=")/g)].map(({ index }) => index + 1);
      return begins.length === 0 ? text : insert(text, begins[change.at % begins.length] as number, `${change.member},`);
    }
    case "number": {
      const numbers = [...text.matchAll(/(?<=[:[,])-?\d+(?=[,\]}])/g)];
      const { index, 0: digits } = numbers[change.at % numbers.length] ?? { index: 0, 0: "" };
      return `${text.slice(0, index)}${change.as}${text.slice(index + digits.length)}`;
    }
  }
}

const insert = (text: string, at: number, more: string): string => `${text.slice(0, at)}${more}${text.slice(at)}`;
