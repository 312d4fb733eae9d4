import { sha256 } from "@noble/hashes/sha2.js";
import { utf8ToBytes } from "@noble/hashes/utils.js";

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const LENGTH = 20;

/**
 * A payment's own reference, by which the bank's reports are matched: `2026-05-1-` and 20 characters that follow from the
 * payout and the advisor alone. At most 35 characters, as ISO 20022 allows; nobody can tell from it who the advisor is.
 */
export function referenceOf(payoutId: string, advisorId: string): string {
  const digest = sha256(utf8ToBytes(`${payoutId}\u0000${advisorId}`));
  let bits = 0n;
  for (const byte of digest.subarray(0, 13)) bits = (bits << 8n) | BigInt(byte);
  let tail = "";
  // 13 bytes are 104 bits: 20 letters of 5 bits, the last 4 bits are left.
  for (let place = 0; place < LENGTH; place += 1) tail += LETTERS[Number((bits >> BigInt(99 - place * 5)) & 31n)];
  return `${payoutId}-${tail}`;
}

/** The payout that a reference names; whether it has such a payment is not said by that. */
export function payoutIdOf(reference: string): string | undefined {
  return /^(\d{4}-\d{2}-\d{1,4})-[A-Z2-7]{20}$/.exec(reference)?.[1];
}

const MESSAGE_PREFIX = "FENRUN-";

/** The message id of a payout's bank file. */
export const messageIdOf = (payoutId: string): string => `${MESSAGE_PREFIX}${payoutId}`;

/** The payout that a message id names, if it is one of ours. */
export function payoutIdOfMessage(messageId: string): string | undefined {
  return /^FENRUN-(\d{4}-\d{2}-\d{1,4})$/.exec(messageId)?.[1];
}

const PAYMENT = /\d{4}-\d{2}-\d{1,4}-[A-Z2-7]{20}/g;
const WHOLE_PAYMENT = new RegExp(`${PAYMENT.source}(?![A-Z2-7])`, "g");
const MESSAGE = /FENRUN-\d{4}-\d{2}-\d{1,4}(?![\d-])/g;

/**
 * The references of payments that stand in a text of a bank's, each once: it may be in small letters, and broken by white
 * space where a line ended.
 */
export function paymentReferencesIn(text: string): string[] {
  const plain = comparable(text);
  // Without white space what follows may touch it, so its end can't be looked for then.
  return [...new Set(plain.match(WHOLE_PAYMENT) ?? plain.replace(/\s/g, "").match(PAYMENT) ?? [])];
}

/** The message ids of payouts that stand in a text of a bank's, each once. */
export const messageIdsIn = (text: string): string[] => [...new Set(comparable(text).match(MESSAGE) ?? [])];

const comparable = (text: string): string => text.normalize("NFKC").toUpperCase();

/** A payout's id: the month of its close, and its number for it, from 1. */
export const payoutIdFor = (month: string, number: number): string => `${month}-${number}`;

/** A payout's number for its month. */
export const numberOfPayout = (payoutId: string): number => Number(payoutId.slice("2026-05-".length));

/** The month that a payout's id names. */
export const monthOfPayout = (payoutId: string): string => payoutId.slice(0, "2026-05".length);
