/**
 * Where people of the sample are paid to. No bank has given out such numbers: a card begins with 620000, and only its
 * check digit is right.
 */

import type { Advisor } from "./period.ts";
import { createRandom, type Random } from "./prng.ts";

/** What is needed to pay someone. */
export interface SamplePayee {
  readonly advisorId: string;
  readonly details: { readonly holder: string; readonly account: string; readonly bankCode: string; readonly bankName: string };
}

const BANKS = [
  { code: "102", name: "中国工商银行" },
  { code: "103", name: "中国农业银行" },
  { code: "104", name: "中国银行" },
  { code: "105", name: "中国建设银行" },
  { code: "308", name: "招商银行" },
];
const CITIES = [
  { code: "3010", name: "南京" },
  { code: "2900", name: "上海" },
  { code: "3050", name: "苏州" },
  { code: "3310", name: "杭州" },
];

/** Payee details of people: someone who is named again, as they move or leave, is paid to the same account. */
export function makePayees(seed: number, advisors: readonly Pick<Advisor, "advisorId" | "name">[]): SamplePayee[] {
  const random = createRandom(seed, "payees");
  const people = new Map(advisors.map((advisor) => [advisor.advisorId, advisor]));
  return [...people.values()].map(({ advisorId, name }) => ({
    advisorId,
    details: { holder: name, account: cardNumber(random), ...bankOf(random) },
  }));
}

function bankOf(random: Random) {
  const [bank, city] = [random.pick(BANKS), random.pick(CITIES)];
  const branch = String(random.int(1, 99)).padStart(4, "0");
  return { bankCode: `${bank.code}${city.code}${branch}${random.int(0, 9)}`, bankName: `${bank.name}${city.name}分行` };
}

/** 19 digits, the last of which checks the others. */
function cardNumber(random: Random): string {
  const digits = `620000${Array.from({ length: 12 }, () => random.int(0, 9)).join("")}`;
  return `${digits}${checkDigit(digits)}`;
}

/** By Luhn: every second digit from the right doubled, its own digits summed. */
function checkDigit(digits: string): number {
  let sum = 0;
  for (const [place, digit] of [...digits].reverse().entries()) {
    const counted = place % 2 === 0 ? Number(digit) * 2 : Number(digit);
    sum += counted > 9 ? counted - 9 : counted;
  }
  return (10 - (sum % 10)) % 10;
}
