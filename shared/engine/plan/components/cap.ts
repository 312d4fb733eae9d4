import * as z from "zod";
import { amount } from "../../facts/fields.ts";
import type { ComponentKind, MonthTerms } from "./component-kind.ts";
import { identity } from "./fields.ts";

export const capSchema = z.strictObject({ ...identity, kind: z.literal("cap"), amount });

export interface CompiledCap extends MonthTerms {
  readonly kind: "cap";
}

/** The most that shares, flats and bonuses come to. */
export const cap: ComponentKind<z.infer<typeof capSchema>, CompiledCap> = {
  compile: ({ id, amount }) => ({ kind: "cap", id, amount: BigInt(amount), measure: "standing", of: undefined }),
  conditions: () => [],
  takeApart: ({ id: _id, kind: _kind, amount, ...rest }) => ({ amount, rest }),
  needsCredits: false,
};
