import { expect, test } from "vitest";
import * as z from "zod";
import { listOf, money, wholeSchema } from "../../../functions/_platform/api/common-schemas.ts";
import { encodeResponse } from "../../../functions/_platform/api/encode-response.ts";
import { payIn } from "../../../functions/_platform/api/money.ts";

const pay = payIn("CNY");
const line = z.object({
  object: z.literal("line"),
  id: z.string(),
  amount: money("What it comes to."),
  charges: money("What was deducted.").nullable(),
  units: wholeSchema,
  note: z.string().optional(),
  state: z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("paid"), on: z.string() }),
    z.object({ kind: z.enum(["open", "held"]), owed: money("Of it.") }),
  ]),
  byKind: z.record(z.string(), money("Of a kind.")),
});
const source = { id: "a", amount: 5n, units: 2n ** 60n, state: { kind: "held" as const, owed: 7n, secret: 1 }, byKind: { x: 1n } };
const encoded = {
  object: "line",
  id: "a",
  amount: { amountMinor: 5, currency: "CNY" },
  charges: null,
  units: "1152921504606846976",
  state: { kind: "held", owed: { amountMinor: 7, currency: "CNY" } },
  byKind: { x: { amountMinor: 1, currency: "CNY" } },
};

test("encoding a response: money from minor units, null from what is absent, and nothing that the schema doesn't name", () => {
  const record = { ...source, account: "6222", charges: undefined };
  expect(encodeResponse(line, record, pay)).toEqual(encoded);
  expect(Object.keys(encodeResponse(line, record, pay))).toEqual(Object.keys(encoded));
  expect(line.strict().safeParse(encodeResponse(line, source, pay)).success).toBe(true);
});

test("encoding a response: what is encoded already, as of another currency, stays as it is", () => {
  expect(encodeResponse(line, encodeResponse(line, source, pay), pay)).toEqual(encoded);
  expect(encodeResponse(line, { ...source, amount: payIn("JPY")(5n) }, pay).amount).toEqual({ amountMinor: 5, currency: "JPY" });
});

test("encoding a response: lists are encoded item by item", () => {
  const list = { url: "/v1/x", data: [source], hasMore: false, nextCursor: null };
  expect(encodeResponse(listOf(line, "All."), list, pay).data).toEqual([encoded]);
});

test("encoding a response: a record that lacks a member is a compile error, and a kind that nobody described an error", () => {
  // @ts-expect-error the id is missing
  const lacking: Parameters<typeof encodeResponse<typeof line>>[1] = { amount: 5n, units: 1n, state: source.state, byKind: {} };
  expect(lacking).not.toHaveProperty("id");
  const odd = { ...source, state: { kind: "lost" } } as unknown as typeof source;
  expect(() => encodeResponse(line, odd, pay)).toThrow("no response is described for kind lost");
});
