import { createHash } from "node:crypto";
import { type CountAndAmount, countOf, NOTHING, plus } from "../../shared/base/money/money.ts";
import type { ExportedPayout, PaidLine } from "../../shared/payouts/bank-files/payment-line.ts";
import type { FilePieces } from "../../shared/payouts/files/store.ts";
import type { ExcludedLine, PayoutLine } from "../../shared/payouts/model/payment.ts";
import { EXCLUSION_REASONS, type PayoutContent } from "../../shared/payouts/model/payout.ts";
import { referenceOf } from "../../shared/payouts/model/reference.ts";
import { type FinanceSettings, financeSchema } from "../../shared/settings/model/settings.ts";

export const PAYOUT_ID = "2026-05-1";
/** Names that files get wrong: rare characters, markup, formulas, quotes and separators. */
export const ODD_NAMES = [
  "李䶮",
  "王喆",
  '=HYPERLINK("x")',
  "Tom & <Jerry>",
  '+86 "Wang"',
  "@a,b",
  "-1",
  "_x0041_",
  "张\u0007三",
  "陈\n四",
  "🦊狐",
];

/** A payment of a payout that is made up, by its place; the account is opened. */
export function paidLine(index: number): PaidLine {
  const advisorId = `adv-${String(index).padStart(5, "0")}`;
  const digest = createHash("sha256").update(advisorId).digest();
  const account = `62${(BigInt(`0x${digest.toString("hex", 0, 12)}`) % 10n ** 15n).toString().padStart(15, "0")}`;
  const earlier = index % 50 === 7 ? BigInt(index) * 10n : 0n;
  const statement = BigInt(digest.readUInt32BE(12) % 2_000_000) + 1n;
  const name = ODD_NAMES[index] ?? `顾问${index}`;
  return {
    kind: "payment",
    payoutId: PAYOUT_ID,
    advisorId,
    reference: referenceOf(PAYOUT_ID, advisorId),
    amount: statement + earlier,
    statement,
    earlier,
    payeeVersion: 1,
    payeeHash: "h",
    accountLast4: account.slice(-4),
    name,
    ...(index % 40 !== 3 && { storeId: `store-${index % 60}` }),
    details: { holder: `户名${index}`, account, bankCode: "102100099996", bankName: index % 2 === 0 ? "中国工商银行北京分行" : "" },
  };
}

/** Somebody who is left out, by their place. */
export function excludedLine(index: number): ExcludedLine {
  const reason = EXCLUSION_REASONS[index % 3] ?? "payments-on-hold";
  return {
    kind: "excluded",
    payoutId: PAYOUT_ID,
    advisorId: `out-${index}`,
    name: ODD_NAMES[index % ODD_NAMES.length] ?? "",
    amount: BigInt(index + 1) * 100n,
    reason,
    ...(reason === "payee-security-hold" && { until: "2026-06-04T02:00:00.000Z" }),
  };
}

/** A payout of so many payments that went out; nothing of it is held but its sums. */
export function exportedPayout(payments: number, excluded: number): ExportedPayout {
  let sums = NOTHING;
  for (let index = 0; index < payments; index += 1) sums = plus(sums, { count: 1, amount: paidLine(index).amount });
  const others = Array.from({ length: excluded }, (_, index) => excludedLine(index));
  const ofWhy = (wanted: string): CountAndAmount => countOf(others.filter(({ reason }) => reason === wanted));
  return {
    payoutId: PAYOUT_ID,
    month: "2026-05",
    status: "exported",
    lockVersion: 4,
    gate: 0,
    drafted: { by: "finance", at: "2026-06-02T02:00:00.000Z" },
    content: {
      hash: "0".repeat(64),
      payments: sums,
      excluded: Object.fromEntries(EXCLUSION_REASONS.map((reason) => [reason, ofWhy(reason)])) as PayoutContent["excluded"],
      ...{ adjustmentAuthors: [], formats: [], again: NOTHING, outcomeAuthors: [], settings: { debtor: [], formats: [] } },
    },
    exported: { by: "finance", at: "2026-06-03T02:00:00.000Z", executeOn: "2026-06-05", format: "pain.001" },
  };
}

const BATCH = 500;

/** Its payments as a bank is told of them, some at a time. */
export async function* paidBatches(payments: number): AsyncGenerator<PaidLine[]> {
  for (let start = 0; start < payments; start += BATCH)
    yield Array.from({ length: Math.min(BATCH, payments - start) }, (_, index) => paidLine(start + index));
}

/** Its lines without anything opened: who was left out stands among the payments. */
export async function* lineBatches(payments: number, excluded: number): AsyncGenerator<PayoutLine[]> {
  let out = 0;
  for await (const batch of paidBatches(payments)) {
    const lines: PayoutLine[] = batch.map(({ details, ...line }) => line);
    for (; out < excluded && lines.length < BATCH + 20; out += 1) lines.push(excludedLine(out));
    yield lines;
  }
}

/** All bytes of a file, and what it says it came to. */
export async function whole(pieces: FilePieces): Promise<{ bytes: Buffer; sums: CountAndAmount }> {
  const chunks: Uint8Array[] = [];
  for (;;) {
    const next = await pieces.next();
    if (next.done) return { bytes: Buffer.concat(chunks), sums: next.value };
    chunks.push(next.value);
  }
}

/** Templates of text files: a bank's of fixed width, one that is separated, and one for payroll. */
export const FINANCE: FinanceSettings = financeSchema.parse({
  debtor: { name: "旅行社 & Co", account: "110060149012345678", bankCode: "104100000004" },
  templates: [
    {
      id: "fixed-bank",
      name: "Fixed",
      kind: "bank",
      encoding: "gb18030",
      form: "fixed",
      header: false,
      columns: [
        { title: "No", value: "number", width: 8, align: "end", pad: "0" },
        { title: "账号", value: "account", width: 34 },
        { title: "户名", value: "holder", width: 60 },
        { title: "分", value: "amountMinor", width: 15, align: "end", pad: "0" },
        { title: "用途", value: "reference", width: 35 },
      ],
    },
    {
      id: "separated-bank",
      name: "Separated",
      kind: "bank",
      encoding: "gb18030",
      separator: "|",
      columns: [
        { title: "姓名", value: "name" },
        { title: "账号", value: "account" },
        { title: "金额", value: "amount" },
        { title: "类型", value: "constant", text: "代发" },
        { title: "备注", value: "reference" },
      ],
    },
    {
      id: "wages",
      name: "Wages",
      kind: "payroll",
      encoding: "utf-8-bom",
      columns: [
        { title: "工号", value: "advisorId" },
        { title: "姓名", value: "name" },
        { title: "金额", value: "amount" },
        { title: "月份", value: "month" },
      ],
    },
  ],
});
