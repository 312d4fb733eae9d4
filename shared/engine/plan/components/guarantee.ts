import * as z from "zod";
import { amount, revision } from "../../facts/fields.ts";
import type { ComponentKind, MonthTerms } from "./component-kind.ts";
import { identity } from "./fields.ts";

export const guaranteeSchema = z.strictObject({ ...identity, kind: z.literal("guarantee"), amount, months: revision });

export interface CompiledGuarantee extends MonthTerms {
  readonly kind: "guarantee";
  readonly months: number;
}

/** The least that a month comes to in the first months from joining. */
export const guarantee: ComponentKind<z.infer<typeof guaranteeSchema>, CompiledGuarantee> = {
  compile: ({ id, amount, months }) => ({ kind: "guarantee", id, amount: BigInt(amount), measure: "standing", of: undefined, months }),
  conditions: () => [],
  takeApart: ({ id: _id, kind: _kind, amount, ...rest }) => ({ amount, rest }),
  needsCredits: false,
};
