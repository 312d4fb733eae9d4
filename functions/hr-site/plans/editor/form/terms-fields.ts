import { ATTAINMENT, amountText, percentText, textOf } from "./parse-inputs.ts";

/** Terms that need not be readable: what isn't there, or is of another type, is empty. */
export type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields => typeof value === "object" && value !== null && !Array.isArray(value);
export const fieldsOf = (value: unknown): Fields => (isFields(value) ? value : {});
export const listOf = (value: unknown): readonly Fields[] => (Array.isArray(value) ? value.filter(isFields) : []);
export const textsOf = (value: unknown): readonly string[] => (Array.isArray(value) ? value.map(textOf) : []);

/** A measure as it stands in its field: a count of units, percents of a target, or an amount. */
export function measureText(value: unknown, measure: string, currency: string): string {
  if (measure === ATTAINMENT) return percentText(value);
  return measure === "units" ? textOf(value) : amountText(value, currency);
}
