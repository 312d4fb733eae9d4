import type { Page } from "playwright-core";

/** A row of a table: its kind, and the amounts and counts in it, from left to right; minor units where they are money. */
export interface ReadRow {
  readonly kind: string;
  readonly text: string;
  readonly values: readonly bigint[];
}

/** The one figure that a page is about. */
export async function headlineOf(page: Page): Promise<bigint> {
  return BigInt((await page.locator(".headline data").getAttribute("value")) ?? "");
}

/** The rows of a table as a program reads them. */
export async function rowsOf(page: Page, tableId: string): Promise<ReadRow[]> {
  const rows = await page.locator(`table[id="${tableId}"] tbody tr`).evaluateAll((elements) =>
    elements.map((row) => ({
      kind: row.className,
      text: row.textContent ?? "",
      values: [...row.querySelectorAll("data")].map((data) => data.getAttribute("value") ?? ""),
    })),
  );
  return rows.map(({ kind, text, values }) => ({ kind, text, values: values.filter((value) => /^-?\d+$/.test(value)).map(BigInt) }));
}

/** What the last figures of a table's own rows sum to, and the last figure of its total. */
export async function sumsOf(page: Page, tableId: string): Promise<{ readonly sum: bigint; readonly total: bigint | undefined }> {
  const rows = await rowsOf(page, tableId);
  const own = rows.filter(({ kind }) => kind === "" || kind === "carried");
  // What is carried over from the page before counts, what is carried on is a sum itself.
  const last = rows.at(-1);
  const counted = last?.kind === "carried" ? own.slice(0, -1) : own;
  const sum = counted.reduce((total, { values }) => total + (values.at(-1) ?? 0n), 0n);
  return { sum, total: last?.values.at(-1) };
}
