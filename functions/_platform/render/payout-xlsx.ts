import type { CountAndAmount } from "../../../shared/base/money/count-and-amount.ts";
import { decimalsOf } from "../../../shared/base/money/format-amount.ts";
import type { Batches, DraftedPayout } from "../../../shared/payouts/files/store.ts";
import type { LeftOutLine, PaymentLine, PayoutLine } from "../../../shared/payouts/model/payment.ts";
import { LEFT_OUT, type LeftOutWhy } from "../../../shared/payouts/model/payout.ts";
import { Spool } from "./external-sort.ts";
import { countCell, moneyCell, rowXml, textCell, type XlsxCell } from "./xlsx/cells.ts";
import { sheetNames } from "./xlsx/sheet-names.ts";
import { type Sheet, workbook } from "./xlsx/workbook.ts";

/** A file has no language of its own: titles stand in both. */
const PAYMENT_TITLES = [
  "顾问编号 Advisor",
  "姓名 Name",
  "付款编号 Reference",
  "本月 Statement",
  "此前未付 Previously unpaid",
  "金额 Amount",
  "账号尾号 Account",
];
const PAYMENT_WIDTHS = [18, 18, 34, 16, 16, 16, 16];
const LEFT_OUT_TITLES = ["顾问编号 Advisor", "姓名 Name", "门店 Store", "金额 Amount", "原因 Reason", "至 / 格式 Until / format"];
const LEFT_OUT_WIDTHS = [18, 18, 16, 16, 28, 26];
const SUMMARY_TITLES = ["门店 Store", "笔数 Payments", "本月 Statement", "此前未付 Previously unpaid", "金额 Amount"];
const SUMMARY_WIDTHS = [30, 16, 18, 18, 18];
const NO_STORE = "无门店 No store";
const SUMMARY = "汇总 Summary";
const LEFT_OUT_SHEET = "未纳入 Excluded";
const TOTAL = "合计 Total";
const WHY: Readonly<Record<LeftOutWhy, string>> = {
  held: "暂停付款 On hold",
  "no-payee": "无收款信息 No payee",
  "payee-cooling": "收款信息安全等待期 Security hold",
  "not-in-bank-file": "无法写入银行文件 Not possible in bank file",
  "needs-new-details": "待更新收款信息 New payee details needed",
  "needs-a-look": "待财务核实 Needs review",
};
/** Rows above the lines of a sheet. */
const HEADER_ROWS = 1;

interface StoreSums {
  count: number;
  amount: bigint;
  statement: bigint;
  earlier: bigint;
}
const NO_SUMS: StoreSums = { count: 0, amount: 0n, statement: 0n, earlier: 0n };

/**
 * A payout as a workbook, piece by piece: a summary, a sheet for each store with its total, and who was left out. Lines
 * come in the payout's order, and are sorted by store in a file on their way.
 */
export async function* payoutXlsx(
  payout: DraftedPayout,
  lines: Batches<PayoutLine>,
  currency: string,
): AsyncGenerator<Uint8Array, CountAndAmount> {
  const spool = await Spool.open();
  try {
    const decimals = decimalsOf(currency);
    const { stores, leftOut } = await sortLines(lines, spool, decimals);
    const ids = [...stores.keys()].sort();
    const names = sheetNames(
      ids.map((id) => (id === "" ? NO_STORE : id)),
      [SUMMARY, LEFT_OUT_SHEET],
    );
    const total = [...stores.values()].reduce(added, NO_SUMS);
    const storeSheets = ids.map((id, index) => storeSheet(id, names[index] ?? "", stores.get(id) ?? NO_SUMS, spool, decimals));
    const summary = summarySheet(
      payout,
      ids.map((id) => [id === "" ? NO_STORE : id, stores.get(id) ?? NO_SUMS] as const),
      total,
      currency,
    );
    yield* workbook([summary, ...storeSheets, leftOutSheet(leftOut, spool, decimals)], decimals);
    return { count: total.count, amount: total.amount };
  } finally {
    await spool.close();
  }
}

/** Keys of the spool: stores begin with one letter, so that none can be taken for who was left out. */
const ofStore = (storeId: string): string => `s${storeId}`;
const LEFT_OUT_KEY = "left-out";

async function sortLines(
  lines: Batches<PayoutLine>,
  spool: Spool,
  decimals: number,
): Promise<{ stores: ReadonlyMap<string, StoreSums>; leftOut: CountAndAmount }> {
  const stores = new Map<string, StoreSums>();
  let leftOut = { count: 0, amount: 0n };
  for await (const batch of lines) {
    for (const line of batch) {
      if (line.kind === "left-out") {
        leftOut = { count: leftOut.count + 1, amount: leftOut.amount + line.amount };
        const cells = [line.advisorId, line.name, line.storeId ?? ""].map((text) => textCell(text));
        const row = [...cells, moneyCell(line.amount, decimals), textCell(WHY[line.why]), textCell(line.until ?? bankFileText(line))];
        await spool.append(LEFT_OUT_KEY, rowXml(leftOut.count + HEADER_ROWS, row));
      } else {
        const storeId = line.storeId ?? "";
        const sums = added(stores.get(storeId) ?? NO_SUMS, { ...line, count: 1 });
        stores.set(storeId, sums);
        await spool.append(ofStore(storeId), rowXml(sums.count + HEADER_ROWS, paymentCells(line, decimals)));
      }
    }
  }
  return { stores, leftOut };
}

/** Which format, which of its columns, and what doesn't fit. */
const bankFileText = ({ bankFile }: LeftOutLine): string =>
  bankFile === undefined ? "" : [bankFile.format, bankFile.column, bankFile.code].filter((part) => part !== undefined).join(" / ");

const added = (a: StoreSums, b: StoreSums): StoreSums => ({
  count: a.count + b.count,
  amount: a.amount + b.amount,
  statement: a.statement + b.statement,
  earlier: a.earlier + b.earlier,
});

function paymentCells(line: PaymentLine, decimals: number): XlsxCell[] {
  return [
    textCell(line.advisorId),
    textCell(line.name),
    textCell(line.reference),
    moneyCell(line.statement, decimals),
    moneyCell(line.earlier, decimals),
    moneyCell(line.amount, decimals),
    textCell(`*${line.last4}`),
  ];
}

const header = (titles: readonly string[]): XlsxCell[] => titles.map((title) => textCell(title, "header"));
const totalText = (text: string): XlsxCell => textCell(text, "total-text");

/** A sheet of spooled rows between its titles and its total. */
function spooledSheet(
  sheet: { name: string; titles: readonly string[]; widths: readonly number[]; count: number; total: XlsxCell[] },
  rows: () => AsyncIterable<Uint8Array>,
): Sheet {
  const lastRow = sheet.count + HEADER_ROWS;
  return {
    name: sheet.name,
    widths: sheet.widths,
    header: { row: HEADER_ROWS, lastRow },
    rows: async function* () {
      yield Buffer.from(rowXml(HEADER_ROWS, header(sheet.titles)));
      yield* rows();
      yield Buffer.from(rowXml(lastRow + 1, sheet.total));
    },
  };
}

function storeSheet(storeId: string, name: string, sums: StoreSums, spool: Spool, decimals: number): Sheet {
  const money = (minor: bigint) => moneyCell(minor, decimals, "total-money");
  const total = [
    totalText(TOTAL),
    countCell(sums.count, "total-count"),
    totalText(""),
    money(sums.statement),
    money(sums.earlier),
    money(sums.amount),
    totalText(""),
  ];
  return spooledSheet({ name, titles: PAYMENT_TITLES, widths: PAYMENT_WIDTHS, count: sums.count, total }, () =>
    spool.read(ofStore(storeId)),
  );
}

function leftOutSheet({ count, amount }: CountAndAmount, spool: Spool, decimals: number): Sheet {
  const total = [
    totalText(TOTAL),
    countCell(count, "total-count"),
    totalText(""),
    moneyCell(amount, decimals, "total-money"),
    totalText(""),
    totalText(""),
  ];
  return spooledSheet({ name: LEFT_OUT_SHEET, titles: LEFT_OUT_TITLES, widths: LEFT_OUT_WIDTHS, count, total }, () =>
    spool.read(LEFT_OUT_KEY),
  );
}

function summarySheet(payout: DraftedPayout, stores: readonly (readonly [string, StoreSums])[], total: StoreSums, currency: string): Sheet {
  const decimals = decimalsOf(currency);
  const { leftOut } = payout.content;
  const sumsRow = (text: string, sums: StoreSums, of: "" | "total-"): XlsxCell[] => [
    textCell(text, `${of}text`),
    countCell(sums.count, `${of}count`),
    ...[sums.statement, sums.earlier, sums.amount].map((minor) => moneyCell(minor, decimals, `${of}money`)),
  ];
  const about: XlsxCell[][] = [
    [textCell(`付款批次 Payout ${payout.payoutId}`, "title")],
    [textCell("结账月份 Month"), textCell(payout.month)],
    [textCell("币种 Currency"), textCell(currency)],
    ...LEFT_OUT.filter((why) => leftOut[why].count > 0).map((why) => [
      textCell(`未纳入 Excluded: ${WHY[why]}`),
      countCell(leftOut[why].count),
      textCell(""),
      textCell(""),
      moneyCell(leftOut[why].amount, decimals),
    ]),
    [],
    header(SUMMARY_TITLES),
  ];
  const rows = [...about, ...stores.map(([name, sums]) => sumsRow(name, sums, "")), sumsRow(TOTAL, total, "total-")];
  return {
    name: SUMMARY,
    widths: SUMMARY_WIDTHS,
    header: { row: about.length, lastRow: about.length + stores.length },
    rows: () => rows.map((cells, index) => Buffer.from(rowXml(index + 1, cells))),
  };
}
