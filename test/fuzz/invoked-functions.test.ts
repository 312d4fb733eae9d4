import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { RefusedError } from "../../shared/base/issues/issue.ts";
import { type Account, type FunctionName, openAccount } from "./account.ts";
import { bodyOf, strangeBody } from "./bodies.ts";
import { oddText, oddValue } from "./odd-values.ts";
import { holds, TIMEOUT_MS } from "./runs.ts";
import { halfApplied, isTold, stateOf } from "./violations.ts";
import { WITNESS, WITNESS_FACTS, witnessOrder } from "./witness.ts";

const AGENCY = { currency: "CNY", timeZone: "Asia/Shanghai", facets: ["channel"] };

/** Payloads near to what a function takes, or far from it. */
const payload = (fields: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<unknown> =>
  fc.oneof(
    { weight: 4, arbitrary: fc.record(fields, { requiredKeys: [] }) },
    { weight: 2, arbitrary: fc.tuple(fc.record(fields), oddText, oddValue).map(([given, name, value]) => ({ ...given, [name]: value })) },
    { weight: 1, arbitrary: oddValue },
  );

const month = fc.oneof(fc.constantFrom<unknown>("2026-09", "2026-10", "2026-11", "0000-01", "9999-12", "2026-13", 202_610), oddValue);
const shard = fc.oneof(fc.constantFrom<unknown>(0, 1, 2, -1, 0.5, "0", 2 ** 53 - 1), oddValue);

let account: Account;
const BARE_ORDER = '{"source":"agency","detail-type":"Order","detail":{}}';
/** An order in another currency than the agency's, and a correction of it that pays nobody. */
const spoilt = (given: object) => ({ order: { ...(witnessOrder("spoilt", "2026-10") as { order: object }).order, ...given } });
const SPOILT = bodyOf(spoilt({ currency: "USD" }));
const CORRECTED = bodyOf(spoilt({ status: "cancelled", fulfilledAt: undefined }));
let recordIds: string[] = [];
beforeAll(async () => {
  account = openAccount(AGENCY);
  const bodies = [...WITNESS_FACTS, witnessOrder("1", "2026-10")].map((fact) => bodyOf(fact));
  expect(await account.deliver("record-facts", [...bodies, "not json", BARE_ORDER, SPOILT])).toEqual([]);
  await account.deliver("derive-credits", ["{}"]);
  recordIds = (await account.wiring.quarantine.list()).map(({ id }) => id);
});

/** Calls a function: what it throws is a refusal that a person understands. @returns whether it answered. */
async function answers(name: FunctionName, event: unknown): Promise<boolean> {
  const { calls, pauses } = account.used;
  try {
    await account.invoke(name, event);
    return true;
  } catch (error) {
    expect(error).toBeInstanceOf(RefusedError);
    expect((error as RefusedError).issues.filter((issue) => !isTold({ path: "", ...issue }))).toEqual([]);
    return false;
  } finally {
    expect(account.used.calls - calls).toBeLessThan(200);
    expect(account.used.pauses).toBe(pauses);
  }
}

test.each<[FunctionName, fc.Arbitrary<unknown>]>([
  ["gather-shard", payload({ month, shard })],
  ["settle-shard", payload({ month, shard })],
  ["finish-close", payload({ month })],
])(
  "invoked functions: %s refuses what is no month that is being closed, and changes nothing",
  async (name, event) => {
    const before = stateOf(account);
    await holds(
      fc.asyncProperty(event, async (event) => {
        expect(await answers(name, event)).toBe(false);
        expect(stateOf(account)).toBe(before);
      }),
      100,
    );
  },
  TIMEOUT_MS,
);

test(
  "invoked functions: releases of whatever record by whatever body answer or are refused, and the good one counts",
  async () => {
    const id = fc.oneof(fc.constantFrom(...recordIds, "0".repeat(64), "0000"), oddValue);
    const note = fc.oneof(fc.constant("a test"), oddValue);
    const event = payload({
      id,
      known: note,
      by: note,
      body: fc.oneof(strangeBody, oddValue, fc.constantFrom(SPOILT, CORRECTED, bodyOf(spoilt({})), bodyOf(witnessOrder("2", "2026-10")))),
    });
    await holds(
      fc.asyncProperty(event, async (event) => {
        await answers("reprocess-quarantine", event);
        expect(await halfApplied(account)).toEqual([]);
      }),
      100,
    );
    const [spoiltId = ""] = (await account.wiring.quarantine.list()).flatMap((held) => (held.body === SPOILT ? [held.id] : []));
    // The strange ones may have brought it about already.
    expect(await account.invoke("reprocess-quarantine", { id: spoiltId, body: CORRECTED })).toMatchObject({
      kind: expect.stringMatching(/^(recorded|duplicate)$/),
    });
    // Of what has no id nothing can be made but a note why it stays.
    const released = (await account.wiring.quarantine.list()).filter((held) => held.released);
    expect(released.map(({ body }) => body)).toEqual([SPOILT]);
  },
  TIMEOUT_MS,
);

test(
  "invoked functions: of messages to sum up forecasts only those that can't be read fail",
  async () => {
    const places = fc.array(
      fc.oneof(fc.tuple(fc.oneof(fc.constant(WITNESS), oddText), fc.oneof(fc.constant("2026-10"), oddText)), oddValue),
    );
    const strange = fc.oneof(
      strangeBody,
      fc.record({ detail: fc.oneof(fc.record({ places }), oddValue) }).map((event) => JSON.stringify(event)),
    );
    const good = JSON.stringify({ detail: { places: [[WITNESS, "2026-10"]] } });
    await holds(
      fc.asyncProperty(fc.array(strange), fc.nat(10), async (strange, at) => {
        const bodies = [...strange];
        const place = at % (strange.length + 1);
        bodies.splice(place, 0, good);
        expect(await account.deliver("sum-forecasts", bodies)).not.toContain(place);
        expect(account.items().filter(({ sk }) => /^f#(?!\d{4}-\d\d$)/.test(sk?.S ?? ""))).toEqual([]);
      }),
      100,
    );
  },
  TIMEOUT_MS,
);

test("invoked functions: a call to derive credits is heard whatever it says", async () => {
  await holds(
    fc.asyncProperty(fc.array(strangeBody), async (bodies) => {
      expect(await account.deliver("derive-credits", bodies)).toEqual([]);
    }),
    50,
  );
});

test(
  "invoked functions: a close begins, is settled and finished among whatever else is asked for",
  async () => {
    expect(await account.invoke("begin-close", { month: "2026-10", reason: "the fuzzer does not wait" })).toMatchObject({
      month: "2026-10",
      shards: [0, 1],
    });
    const calls = fc.oneof(
      fc.tuple(fc.constant<FunctionName>("begin-close"), payload({ month })),
      fc.tuple(fc.constantFrom<FunctionName>("gather-shard", "settle-shard"), payload({ month, shard })),
      fc.tuple(fc.constant<FunctionName>("finish-close"), payload({ month })),
    );
    await holds(
      fc.asyncProperty(calls, async ([name, event]) => {
        await answers(name, event);
      }),
      100,
    );
    for (const step of ["gather-shard", "settle-shard"] as const)
      for (const shard of [0, 1]) await account.invoke(step, { month: "2026-10", shard });
    expect(await account.invoke("finish-close", { month: "2026-10" })).toMatchObject({ month: "2026-10", statements: 1 });
    const settled = account.items().filter(({ pk }) => pk?.S === "SNAPSHOTS#2026-10");
    expect(settled.map(({ sk }) => Number(sk?.S))).toEqual([0, 1]);
    expect(await halfApplied(account)).toEqual([]);
  },
  TIMEOUT_MS,
);
