import { expect, test } from "vitest";
import { issueFormatIn } from "../../../functions/_platform/issue-texts.ts";
import { peopleWriterFor } from "../../../shared/advisors/messages.ts";
import type { Language } from "../../../shared/base/language.ts";
import { proposedCorrection, recordChangeText } from "../../../shared/quarantine/views/proposed-correction.ts";

const AGENCY = { currency: "CNY", timeZone: "Asia/Shanghai", facets: [] };
const writerIn = (language: Language) => peopleWriterFor(AGENCY, language, issueFormatIn(language));

test.each([
  ["en", { path: "detail.lines[0].refunded", before: 600_000, after: 100_000 }, "Line 1 refund: ¥6,000.00 → ¥1,000.00"],
  ["en", { path: "detail.lines[1].price", before: 1, after: 5_000 }, "Line 2 price: ¥0.01 → ¥50.00"],
  ["en", { path: "detail.lines[0].discounts.coupon", after: 5_000 }, "Line 1 discounts: coupon: ¥50.00 (new)"],
  ["en", { path: "detail.credits[0].advisorId", before: "lee", after: "li" }, "Credit 1 advisor: lee → li"],
  ["en", { path: "detail.lines[0].refunded", before: "12.5", after: 100 }, "Line 1 refund: 12.5 → ¥1.00"],
  ["en", { path: "detail.revision", before: 1, after: 2 }, "revision: 1 → 2"],
  ["zh", { path: "detail.lines[0].refunded", before: 600_000, after: 100_000 }, "订单行 1 退款：¥6,000.00 → ¥1,000.00"],
] as const)(
  "record changes: a corrected field is told by its name, and an amount as money, not in fen (%s: %o)",
  (language, change, text) => {
    expect(recordChangeText(change, writerIn(language))).toBe(text);
    expect(JSON.stringify(proposedCorrection({ skipsRevisions: false }, [change], writerIn(language)))).toContain(text);
  },
);

test("record changes: whoever approves is told that a corrected revision skips others", () => {
  const shown = (skipsRevisions: boolean) => JSON.stringify(proposedCorrection({ skipsRevisions }, [], writerIn("en")));
  expect([shown(true).includes("ignored as older"), shown(false).includes("ignored as older")]).toEqual([true, false]);
});
