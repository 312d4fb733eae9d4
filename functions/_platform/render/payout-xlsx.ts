import { type CountAndAmount, decimalsOf } from "../../../shared/base/money/money.ts";
import type { Batches, DraftedPayout } from "../../../shared/payouts/files/store.ts";
import type { ExcludedLine, PaymentLine, PayoutLine } from "../../../shared/payouts/model/payment.ts";
import { EXCLUSION_REASONS, type ExclusionReason } from "../../../shared/payouts/model/payout.ts";
import { Spool } from "./external-sort.ts";
import { bankFileText } from "./payout-csv.ts";
import { countCell, moneyCell, rowXml, type Style, textCell, type XlsxCell } from "./xlsx/cells.ts";
import { sheetNames } from "./xlsx/sheet-names.ts";
import { type Sheet, workbook } from "./xlsx/workbook.ts";

/** A column of a sheet: its title, its width in characters, what stands in it for a line, and below all lines. */
interface SheetColumn<Line> {
  readonly title: string;
  readonly width: number;
  cellOf(line: Line): XlsxCell;
  readonly totalOf?: (sums: StoreSums) => XlsxCell;
}

type Money = (minor: bigint, style?: Style) => XlsxCell;

/** A file has no language of its own: titles stand in both. */
const paymentColumns = (money: Money): readonly SheetColumn<PaymentLine>[] => [
  { title: "顾问编号 Advisor", width: 18, cellOf: ({ advisorId }) => textCell(advisorId), totalOf: () => totalText(TOTAL) },
  { title: "姓名 Name", width: 18, cellOf: ({ name }) => textCell(name), totalOf: ({ count }) => countCell(count, "total-count") },
  { title: "付款编号 Reference", width: 34, cellOf: ({ reference }) => textCell(reference) },
  moneyColumn("本月 Statement", 16, ({ statement }) => statement, money),
  moneyColumn("此前未付 Previously unpaid", 16, ({ earlier }) => earlier, money),
  moneyColumn("金额 Amount", 16, ({ amount }) => amount, money),
  { title: "账号尾号 Account", width: 16, cellOf: ({ accountLast4 }) => textCell(`*${accountLast4}`) },
];
const excludedColumns = (money: Money): readonly SheetColumn<ExcludedLine>[] => [
  { title: "顾问编号 Advisor", width: 18, cellOf: ({ advisorId }) => textCell(advisorId), totalOf: () => totalText(TOTAL) },
  { title: "姓名 Name", width: 18, cellOf: ({ name }) => textCell(name), totalOf: ({ count }) => countCell(count, "total-count") },
  { title: "门店 Store", width: 16, cellOf: ({ storeId = "" }) => textCell(storeId) },
  {
    title: "金额 Amount",
    width: 16,
    cellOf: ({ amount }) => money(amount),
    totalOf: ({ amount }) => money(amount, "total-money"),
  },
  { title: "原因 Reason", width: 28, cellOf: ({ reason }) => textCell(WHY[reason]) },
  { title: "至 / 格式 Until / format", width: 26, cellOf: (line) => textCell(line.until ?? bankFileText(line)) },
];

const moneyColumn = <Line>(
  title: string,
  width: number,
  amountOf: (line: Pick<StoreSums, "statement" | "earlier" | "amount">) => bigint,
  money: Money,
): SheetColumn<Line & Pick<StoreSums, "statement" | "earlier" | "amount">> => ({
  title,
  width,
  cellOf: (line) => money(amountOf(line)),
  totalOf: (sums) => money(amountOf(sums), "total-money"),
});

const SUMMARY_TITLES = ["门店 Store", "笔数 Payments", "本月 Statement", "此前未付 Previously unpaid", "金额 Amount"];
const SUMMARY_WIDTHS = [30, 16, 18, 18, 18];
const NO_STORE = "无门店 No store";
const SUMMARY = "汇总 Summary";
const EXCLUDED_SHEET = "未纳入 Excluded";
const TOTAL = "合计 Total";
const WHY: Readonly<Record<ExclusionReason, string>> = {
  "payments-on-hold": "暂停付款 On hold",
  "no-payee": "无收款信息 No payee",
  "payee-security-hold": "收款信息安全等待期 Security hold",
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
    const money: Money = (minor, style) => moneyCell(minor, decimals, style);
    const [payments, others] = [paymentColumns(money), excludedColumns(money)];
    const { stores, excluded } = await sortLines(lines, spool, payments, others);
    const ids = [...stores.keys()].sort();
    const names = sheetNames(
      ids.map((id) => (id === "" ? NO_STORE : id)),
      [SUMMARY, EXCLUDED_SHEET],
    );
    const total = [...stores.values()].reduce(added, NO_SUMS);
    const storeSheets = ids.map((id, index) =>
      spooledSheet(names[index] ?? "", payments, stores.get(id) ?? NO_SUMS, () => spool.read(ofStore(id))),
    );
    const summary = summarySheet(
      payout,
      ids.map((id) => [id === "" ? NO_STORE : id, stores.get(id) ?? NO_SUMS] as const),
      total,
      currency,
    );
    yield* workbook([summary, ...storeSheets, spooledSheet(EXCLUDED_SHEET, others, excluded, () => spool.read(EXCLUDED_KEY))], decimals);
    return { count: total.count, amount: total.amount };
  } finally {
    await spool.close();
  }
}

/** Keys of the spool: stores begin with one letter, so that none can be taken for who was left out. */
const ofStore = (storeId: string): string => `s${storeId}`;
const EXCLUDED_KEY = "excluded";

async function sortLines(
  lines: Batches<PayoutLine>,
  spool: Spool,
  payments: readonly SheetColumn<PaymentLine>[],
  others: readonly SheetColumn<ExcludedLine>[],
): Promise<{ stores: ReadonlyMap<string, StoreSums>; excluded: StoreSums }> {
  const stores = new Map<string, StoreSums>();
  let excluded = NO_SUMS;
  const rowOf = <Line>(columns: readonly SheetColumn<Line>[], line: Line, count: number) =>
    rowXml(
      count + HEADER_ROWS,
      columns.map(({ cellOf }) => cellOf(line)),
    );
  for await (const batch of lines) {
    for (const line of batch) {
      if (line.kind === "excluded") {
        excluded = { ...excluded, count: excluded.count + 1, amount: excluded.amount + line.amount };
        await spool.append(EXCLUDED_KEY, rowOf(others, line, excluded.count));
      } else {
        const storeId = line.storeId ?? "";
        const sums = added(stores.get(storeId) ?? NO_SUMS, { ...line, count: 1 });
        stores.set(storeId, sums);
        await spool.append(ofStore(storeId), rowOf(payments, line, sums.count));
      }
    }
  }
  return { stores, excluded };
}

const added = (left: StoreSums, right: StoreSums): StoreSums => ({
  count: left.count + right.count,
  amount: left.amount + right.amount,
  statement: left.statement + right.statement,
  earlier: left.earlier + right.earlier,
});

const header = (titles: readonly string[]): XlsxCell[] => titles.map((title) => textCell(title, "header"));
const totalText = (text: string): XlsxCell => textCell(text, "total-text");

/** A sheet of spooled rows between its titles and its total. */
function spooledSheet<Line>(
  name: string,
  columns: readonly SheetColumn<Line>[],
  sums: StoreSums,
  rows: () => AsyncIterable<Uint8Array>,
): Sheet {
  const lastRow = sums.count + HEADER_ROWS;
  const total = columns.map(({ totalOf }) => totalOf?.(sums) ?? totalText(""));
  return {
    name,
    widths: columns.map(({ width }) => width),
    header: { row: HEADER_ROWS, lastRow },
    rows: async function* () {
      yield Buffer.from(rowXml(HEADER_ROWS, header(columns.map(({ title }) => title))));
      yield* rows();
      yield Buffer.from(rowXml(lastRow + 1, total));
    },
  };
}

function summarySheet(payout: DraftedPayout, stores: readonly (readonly [string, StoreSums])[], total: StoreSums, currency: string): Sheet {
  const decimals = decimalsOf(currency);
  const { excluded } = payout.content;
  const sumsRow = (text: string, sums: StoreSums, of: "" | "total-"): XlsxCell[] => [
    textCell(text, `${of}text`),
    countCell(sums.count, `${of}count`),
    ...[sums.statement, sums.earlier, sums.amount].map((minor) => moneyCell(minor, decimals, `${of}money`)),
  ];
  const about: XlsxCell[][] = [
    [textCell(`付款批次 Payout ${payout.payoutId}`, "title")],
    [textCell("结账月份 Month"), textCell(payout.month)],
    [textCell("币种 Currency"), textCell(currency)],
    ...EXCLUSION_REASONS.filter((reason) => excluded[reason].count > 0).map((reason) => [
      textCell(`未纳入 Excluded: ${WHY[reason]}`),
      countCell(excluded[reason].count),
      textCell(""),
      textCell(""),
      moneyCell(excluded[reason].amount, decimals),
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
