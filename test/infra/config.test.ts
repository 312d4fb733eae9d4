import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { readCdkContext, readConfig } from "../../infra/config.ts";
import { DEFAULT_FINANCE } from "../../shared/settings/model/settings.ts";

const SOURCES = [{ source: "agency.orders", kinds: ["order"] }];
const agency = { currency: "CNY", timeZone: "Asia/Shanghai", facets: ["channel"] };
const read = (context: Record<string, unknown>) => readConfig((key) => context[key]);

describe("configuration", () => {
  test("what cdk.json holds is valid", () => {
    expect(read(readCdkContext())).toMatchObject({ agency: { currency: "CNY" }, eventSources: SOURCES, shards: 256 });
  });

  test("source, shards and reviews have defaults, the agency has none", () => {
    const review = { openMonthLimit: "0.02", milestone: 10_000_000 };
    expect(read({ agency })).toEqual({ agency, eventSources: SOURCES, shards: 256, review, finance: DEFAULT_FINANCE });
    expect(() => read({})).toThrow(/agency/);
  });

  test("texts from the command line are read as what they mean", () => {
    expect(read({ agency: JSON.stringify(agency), shards: "16" })).toMatchObject({ agency, shards: 16 });
    expect(read({ agency, review: '{"openMonthLimit":"0.1"}' }).review).toEqual({ openMonthLimit: "0.1", milestone: 10_000_000 });
  });

  test("every setting that is wrong is named, with the reason", () => {
    const eventSources = [{ source: "fenrun", kinds: ["orders"] }];
    const wrong = () => read({ agency: { ...agency, timeZone: "Shanghai", facets: ["product"] }, eventSources, shards: 0 });
    expect(wrong).toThrow(/agency\.timeZone: expected an IANA time zone/);
    expect(wrong).toThrow(/agency\.facets: /);
    expect(wrong).toThrow(/eventSources\[0\]\.source: "fenrun" .* taken/);
    expect(wrong).toThrow(/eventSources\[0\]\.kinds\[0\]: expected one of order, advisor/);
    expect(wrong).toThrow(/shards: /);
    const many = (count: number) => Array.from({ length: count }, (_, index) => ({ source: `booking-system-${index}`, kinds: ["order"] }));
    expect(read({ agency, eventSources: many(50) }).eventSources).toHaveLength(50);
    const long = many(50).map(({ source, kinds }) => ({ source: `${createHash("sha256").update(source).digest("hex")}.orders`, kinds }));
    expect(() => read({ agency, eventSources: long })).toThrow(/eventSources: its sources are too long: use fewer/);
    for (const stage of ["Test", "1st", "a-b", "x".repeat(17), ""])
      expect(() => read({ agency, stage })).toThrow(/stage: expected up to 16/);
    expect(() => read({ agency, siteUrl: "http://pay.example.com" })).toThrow(/siteUrl: expected an address/);
    expect(() => read({ agency, siteUrl: "https://pay.example.com/" })).toThrow(/siteUrl: expected no slash/);
    expect(() => read({ agency, authDomainPrefix: "Example" })).toThrow(/authDomainPrefix: /);
    expect(() => read({ agency: "{oops" })).toThrow(/agency: /);
    expect(() => read({ agency, review: { openMonthLimit: 0.02 } })).toThrow(/review\.openMonthLimit: expected a decimal in quotes/);
    expect(() => read({ agency, review: { limit: "0.02" } })).toThrow(/review\.limit: /);
  });
});
