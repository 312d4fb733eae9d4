import { zipSync } from "fflate";
import { expect, test } from "vitest";
import { openTables } from "../../../shared/base/csv/open-tables.ts";

test("parse workbook limits: a workbook that unpacks without end is refused with what to do", () => {
  const bomb = zipSync({ "xl/workbook.xml": new Uint8Array(60_500_000) }, { level: 1 });
  expect(bomb.length).toBeLessThan(400_000);
  const tables = openTables(bomb);
  expect(tables).toMatchObject({ issue: { code: "unpacked-too-large", params: { maximum: 60_000_000 } } });
});
