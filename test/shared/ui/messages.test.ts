import { describe, expect, test } from "vitest";
import { accountEn } from "../../../shared/account/messages.en.ts";
import { accountZh } from "../../../shared/account/messages.zh.ts";
import { uiEn } from "../../../shared/ui/messages.en.ts";
import { uiZh } from "../../../shared/ui/messages.zh.ts";

const en = { ...uiEn, ...accountEn };
const zh = { ...uiZh, ...accountZh };

import { componentKey, componentOf } from "../../../shared/account/views/month-source.ts";
import { rootsView } from "../../../shared/account/views/roots-view.ts";
import * as format from "../../../shared/ui/format.ts";
import { nameOf } from "../../../shared/ui/names.ts";

describe("figures", () => {
  test("amounts are exact, grouped, and have a true minus; a change has its sign", () => {
    expect(format.formatMinor(128_000_000n, "CNY")).toBe("1,280,000.00");
    expect(format.formatMinor(-7n, "CNY")).toBe("−0.07");
    expect(format.formatMinor(123_456_789_012_345_678_901n, "CNY")).toBe("1,234,567,890,123,456,789.01");
    expect(format.formatMinor(1_234_567n, "JPY")).toBe("1,234,567");
    expect(format.formatMinor(-1_234_567n, "KWD")).toBe("−1,234.567");
    expect(format.formatChange(12_300n, "CNY")).toBe("+123.00");
    expect(format.formatChange(0n, "CNY")).toBe("0.00");
    expect(format.formatMoney(-500n, "CNY")).toBe("−¥5.00");
    expect(format.formatMoney(500n, "CHF")).toBe("CHF\u00a05.00");
  });

  test("rates are exact where a decimal can be, else rounded and said to be", () => {
    expect(["0.065", "13/200", "1", "0.000000001", "0"].map(format.formatPercent)).toEqual(["6.5%", "6.5%", "100%", "0.0000001%", "0%"]);
    expect(["1/15", "2/3", "-1/3"].map(format.formatPercent)).toEqual(["≈\u202f6.6667%", "≈\u202f66.6667%", "≈\u202f−33.3333%"]);
    expect(format.formatNumber("-4.80")).toBe("−4.8");
  });

  test("months, days and counts are written as each language does", () => {
    expect([format.formatMonth("2026-06", "en"), format.formatMonth("2026-06", "zh")]).toEqual(["June 2026", "2026年6月"]);
    expect([format.formatDay("2026-06-05", "en"), format.formatDay("2026-06-05", "zh")]).toEqual(["5 June 2026", "2026年6月5日"]);
    expect([format.formatShortMonth("2026-12", "en"), format.formatShortMonth("2026-12", "zh")]).toEqual(["Dec", "12月"]);
    expect([format.formatCount(20_000n), format.formatCount(-1_000)]).toEqual(["20,000", "−1,000"]);
  });
});

/** Every text of a language: functions are given their parameters' places as texts. */
function textsOf(words: object): string[] {
  return Object.values(words).flatMap((word): string[] => {
    if (typeof word === "string") return [word];
    if (typeof word === "function") return [String(word(...Array.from({ length: word.length }, (_, index) => `<${index}>`)))];
    return textsOf(word as object);
  });
}

describe("words", () => {
  const isChinese = (text: string) => /\p{Script=Han}/u.test(text);

  test("nothing said in one language is in the other", () => {
    expect(textsOf(en).filter(isChinese)).toEqual([]);
    const latin = textsOf(zh).filter((text) => /[a-z]{4}/i.test(text.replace(/npm run verify|SHA-256|RFC|JSON|XLSX|verify/g, "")));
    expect(latin).toEqual([]);
  });

  test("whatever a sentence is given stands in it, in both languages", () => {
    const places = (words: object) => textsOf(words).map((text) => [...new Set(text.match(/<\d>/g))].sort().join());
    const complete = (words: object) => textsOf(words).length;
    expect(complete(zh)).toBe(complete(en));
    expect(places(zh)).toEqual(places(en));
  });

  test("what has no name keeps its id", () => {
    expect([nameOf("package-tour", "zh"), nameOf("package-tour", "en"), nameOf("discounts.coupon", "zh")]).toEqual([
      "跟团游",
      "package tour",
      "优惠券",
    ]);
    expect([nameOf("喆选", "en"), nameOf("discounts.autumn", "en"), nameOf("toString", "zh")]).toEqual(["喆选", "autumn", "toString"]);
  });
});

test("messages: a component's key is found again, as it stands in a path and as a path is decoded", () => {
  const component = { kind: "bonus", id: "百 单/奖~x", planId: "p", version: 2, amount: 1n, measured: 1n, limit: 1n } as const;
  const source = { earnings: { month: "2026-06", amount: 1n, components: [component] } };
  const key = componentKey(component);
  expect(key).not.toMatch(/[ /]/);
  expect(componentOf(source, key)).toBe(component);
  expect(componentOf(source, decodeURIComponent(key))).toBe(component);
  expect(componentOf(source, "p~2")).toBeUndefined();
});

test("messages: the published roots tell month, count and root, and no amount", () => {
  const view = rootsView([{ month: "2026-06", summary: { statements: 1_204, statementsRoot: "ab".repeat(32) } }], "en");
  expect(view.sections[0]?.blocks[0]).toMatchObject({
    rows: [{ cells: [{ text: "June 2026" }, { text: "1,204" }, { text: "ab".repeat(32) }] }],
  });
  expect(JSON.stringify(rootsView([], "zh"))).toContain("还没有结账");
});
