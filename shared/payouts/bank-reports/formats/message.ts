import type { Day } from "../../../base/calendar/month.ts";
import { decimalsOf } from "../../../base/money/format-amount.ts";
import { payoutIdOf, payoutIdOfMessage } from "../../model/reference.ts";
import type { AnswerEntry } from "../model/bank-report.ts";
import { readIsoAmount } from "./iso-amount.ts";
import { toldText } from "./masked-text.ts";
import { textAt, type XmlElement } from "./parse-xml.ts";

/** Why an answer can't be read as a whole, and what to do. Its message never holds a long number of the answer. */
export class AnswerError extends Error {
  override readonly name = "AnswerError";
}

/** An entry before it has its number: texts as the bank wrote them. */
export interface RawEntry extends Omit<AnswerEntry, "number" | "reference" | "code" | "note"> {
  readonly reference: string | undefined;
  readonly code?: string | undefined;
  readonly note?: string | undefined;
}

/** More entries are no answer about payouts. */
const MOST_ENTRIES = 200_000;

/** Entries as they may be kept: numbered, each text cut and masked, but for references of ours. */
export function numbered(entries: readonly RawEntry[]): AnswerEntry[] {
  if (entries.length > MOST_ENTRIES)
    throw new AnswerError(`(whole): ${entries.length} entries are more than ${MOST_ENTRIES}; split the file`);
  return entries.map(({ reference = "", code = "", note = "", ...rest }, index) => {
    const [tellCode, tellNote] = [toldText(code, 35), toldText(note, 200)];
    return {
      number: index + 1,
      reference: isOurs(reference) ? reference : toldText(reference, 70),
      ...rest,
      ...(tellCode !== "" && { code: tellCode }),
      ...(tellNote !== "" && { note: tellNote }),
    };
  });
}

const isOurs = (reference: string): boolean => payoutIdOf(reference) !== undefined || payoutIdOfMessage(reference) !== undefined;

/** An amount as ISO 20022 writes it, with its currency. Nothing where there is none. @throws AnswerError where it is malformed. */
export function amountOf(element: XmlElement | undefined): Pick<AnswerEntry, "amount" | "currency"> {
  if (element === undefined) return {};
  const currency = element.attributes.Ccy ?? "";
  if (!/^[A-Z]{3}$/.test(currency))
    throw new AnswerError(`${element.name}: "${toldText(currency, 10)}" is no currency; have the bank send the file again`);
  return { amount: exactly(element.text, currency, element.name), currency };
}

/** An amount in a known currency, minor units. @throws AnswerError where it is none. */
export function exactly(text: string, currency: string, where: string): bigint {
  const amount = readIsoAmount(text, decimalsOf(currency));
  if (amount === undefined)
    throw new AnswerError(`${where}: "${toldText(text, 30)}" is no amount of ${currency}; expected one such as 1234.56`);
  return amount;
}

/** The day of a date or of a moment, as the bank wrote it, in its own zone. */
export function dayAt(element: XmlElement | undefined): { readonly on?: Day } {
  const text = textAt(element, "Dt") ?? textAt(element, "DtTm") ?? (element?.text || undefined);
  const on = text === undefined ? undefined : /^\d{4}-\d{2}-\d{2}/.exec(text)?.[0];
  return on === undefined ? {} : { on };
}

/** The reason of a status or a return: its code, and what is said beside it. */
export function reasonOf(element: XmlElement, name: "StsRsnInf" | "RtrInf"): Pick<RawEntry, "code" | "note"> {
  const given = element.children.filter((child) => child.name === name);
  const codes = given.flatMap((each) => textAt(each, "Rsn", "Cd") ?? textAt(each, "Rsn", "Prtry") ?? []);
  const notes = given.flatMap((each) => each.children.filter((child) => child.name === "AddtlInf").map(({ text }) => text));
  return { ...(codes.length > 0 && { code: codes.join(" ") }), ...(notes.length > 0 && { note: notes.join(" ") }) };
}
