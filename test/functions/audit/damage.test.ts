import { deflateRawSync, inflateRawSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { closeEntryKey, type Key, shardOf, tallyKey } from "../../../functions/_platform/dynamodb/keys.ts";
import type { Item } from "../../../functions/_platform/dynamodb/table.ts";
import type { AuditRequest } from "../../../shared/audit/model/audit-run.ts";
import type { Finding } from "../../../shared/audit/model/finding.ts";
import { canonicalJson, parseExact } from "../../../shared/base/json/exact-json.ts";
import { sha256Hex } from "../../../shared/base/json/hash.ts";
import { claimedRowKey } from "../../../shared/engine/earnings/claimed-row.ts";
import { type Audited, audit, soundLedger } from "../../support/audited-ledger.ts";
import { type Ledgers, startLedgers } from "../../support/ledger.ts";

let ledgers: Ledgers;
beforeAll(async () => {
  ledgers = await startLedgers("simulated");
});
afterAll(() => ledgers.stop());

/** Changes one item; none takes it away. */
type Change = (item: Item) => Item | undefined;

const gone: Change = () => undefined;
/** Adds to a number, one by default. */
const more =
  (name: string, by = 1n): Change =>
  (item) => ({ ...item, [name]: (item[name] as bigint) + by });
/** Replaces a part of a text, which must be there. */
const edited =
  (name: string, from: string, to: string): Change =>
  (item) => {
    const text = item[name] as string;
    if (!text.includes(from)) throw new Error(`${item.pk} ${item.sk} holds no ${from}: ${text}`);
    return { ...item, [name]: text.replace(from, to) };
  };

const entryOf = (month: string, advisorId: string): Key => closeEntryKey(month, shardOf(advisorId, 2), advisorId);
const registryOf = (advisorId: string, shard = shardOf(advisorId, 2)): Key => ({ pk: `SHARD#${shard}`, sk: advisorId });

interface Damage {
  readonly what: string;
  /** The item, by its key or its beginning; the first that begins so. */
  readonly at: Key;
  readonly change: Change;
  readonly kind: string;
  /** What else must be told because of it, if it is: records that contradict the damaged one. */
  readonly also?: RegExp;
  readonly request?: AuditRequest;
}

const li = { mode: "advisor", advisorId: "li" } as const;

const DAMAGES: readonly Damage[] = [
  { what: "a fen in a tally row of the open period", at: { pk: "A#li", sk: "t#000003" }, change: more("p"), kind: "tally" },
  { what: "a unit in a tally row of a settled period", at: { pk: "A#li", sk: "t#000000#2026-10" }, change: more("u"), kind: "tally" },
  { what: "a tally row of the open period is lost", at: { pk: "A#wang", sk: "t#000003" }, change: gone, kind: "tally" },
  { what: "a tally row of a settled period is lost", at: { pk: "A#wang", sk: "t#000001" }, change: gone, kind: "tally" },
  {
    what: "a tally row stands under another's key",
    at: { pk: "A#li", sk: "t#000003" },
    change: edited("k", "hotel", "flight"),
    kind: "invalid",
    also: /^A#li t#/,
  },
  {
    what: "a journal entry of the open period",
    at: { pk: "A#li", sk: "c#e#2026-10#000003" },
    change: edited("entries", "50000", "50001"),
    kind: "journal",
  },
  {
    what: "a journal entry of a settled period",
    at: { pk: "A#zhao", sk: "c#e#2026-10#000000" },
    change: edited("entries", "500", "501"),
    kind: "journal",
  },
  {
    what: "a journal entry that was superseded",
    at: { pk: "A#li", sk: "c#e#2026-10#000000" },
    change: edited("entries", "50001", "50002"),
    kind: "journal",
    also: /^A#li c#e#2026-10#/,
  },
  {
    what: "a journal entry is lost",
    at: { pk: "A#wang", sk: "c#e#2026-10#000003" },
    change: gone,
    kind: "tally",
    also: /^A#wang c#e#2026-10#000003#/,
  },
  {
    what: "a forecast is lost",
    at: { pk: "A#wang", sk: "c#f#2027-02" },
    change: gone,
    kind: "credits",
    also: /c#f#2027-02#/,
    request: li,
  },
  {
    what: "what an entry replaced",
    at: { pk: "A#wang", sk: "c#e#2026-10#000001" },
    change: (item) => {
      const entries = JSON.parse(item.entries as string) as [string, number, number, string, unknown[], [number, string, number[][]]?][];
      const credit = entries.flatMap(([, , , , , replaced]) => replaced?.[2] ?? [])[0];
      if (credit?.[3] === undefined) throw new Error(`${item.sk} replaced nothing`);
      credit[3] += 1;
      return { ...item, entries: JSON.stringify(entries) };
    },
    kind: "journal",
  },
  { what: "a sum of forecasts", at: { pk: "A#li", sk: "f#2027-02" }, change: edited("upTo", "#o8#", "#o7#"), kind: "forecast" },
  {
    what: "a sum of forecasts is another's",
    at: { pk: "A#li", sk: "f#2027-02" },
    change: (item) => ({ ...item, rows: deflateRawSync("[]") }),
    kind: "forecast",
  },
  {
    what: "a journal that can't be read",
    at: { pk: "A#li", sk: "c#e#2026-10#000003" },
    change: (item) => ({ ...item, entries: "oops" }),
    kind: "invalid",
    also: /^A#li t#/,
  },
  {
    what: "a fen in an order's head",
    at: { pk: "O#o7", sk: "O" },
    change: edited("order", '"price":100000', '"price":100002'),
    kind: "head",
  },
  { what: "a head holds no order", at: { pk: "O#o7", sk: "O" }, change: (item) => ({ ...item, order: "{}" }), kind: "invalid" },
  {
    what: "a claim without a plan where it is earned",
    at: { pk: "A#li", sk: "c#e#2026-10#000003" },
    change: edited("entries", '"partner",2', "null,null"),
    kind: "journal",
  },
  {
    what: "another counts a credit than its order says",
    at: { pk: "A#li", sk: "c#e#2026-10#000003" },
    change: edited("entries", '"boss"', '"zhao"'),
    kind: "journal",
  },
  { what: "an order's head is lost", at: { pk: "O#o3", sk: "O" }, change: gone, kind: "head" },
  {
    what: "another is credited than the facts say",
    at: { pk: "O#o7", sk: "O" },
    change: edited("recipients", '"wang"', '"zhao"'),
    kind: "recipients",
  },
  {
    what: "an undated order is not to be found",
    at: { pk: "A#", sk: "c#u#2026-10#000003" },
    change: gone,
    kind: "credits",
    also: /^A# c#u#/,
    request: li,
  },
  {
    what: "a manager changed without a revision",
    at: { pk: "A#li", sk: "advisor" },
    change: edited("fact", '"boss"', '"chief"'),
    kind: "fact",
    also: /^O#/,
  },
  { what: "a revision was changed", at: { pk: "A#wang", sk: "v.a#1" }, change: edited("fact", "2020-01-15", "2021-01-15"), kind: "fact" },
  {
    what: "the advisor's current item is an older revision",
    at: { pk: "A#wang", sk: "advisor" },
    change: (item) => ({ ...item, fact: (item.fact as string).replace('"revision":2', '"revision":1') }),
    kind: "advisor",
  },
  { what: "a score was changed", at: { pk: "A#wang", sk: "v.b#2026-10#2" }, change: edited("fact", "92", "99"), kind: "fact" },
  {
    what: "a store's score was changed",
    at: { pk: "STORE#north", sk: "v.b#" },
    change: edited("fact", "95", "85"),
    kind: "fact",
    also: / s#/,
  },
  { what: "a store's score is lost", at: { pk: "STORE#north", sk: "v.b#" }, change: gone, kind: "recomputed", also: /^A#(li|boss|wang) / },
  {
    what: "a plan's rate was changed",
    at: { pk: "PLANS", sk: "partner#1" },
    change: edited("fact", "0.06", "0.061"),
    kind: "recomputed",
    also: / s#/,
  },
  { what: "who is registered is in no registry", at: registryOf("li"), change: gone, kind: "registry" },
  { what: "a manual adjustment was changed", at: { pk: "A#li", sk: "v.m#a1" }, change: edited("fact", "500", "501"), kind: "fact" },
  { what: "a manual adjustment is lost", at: { pk: "A#li", sk: "v.m#a1" }, change: gone, kind: "recomputed", also: /^A#li s#2026-10/ },
  { what: "a manual adjustment's copy is lost", at: { pk: "ADJUSTMENT#a1", sk: "ADJUSTMENT" }, change: gone, kind: "adjustment" },
  {
    what: "a manual adjustment came too late",
    at: { pk: "A#zhao", sk: "v.m#a2" },
    change: (item) => ({ ...item, p: 3 }),
    kind: "adjustment",
    also: /^A#zhao s#2026-12/,
  },
  {
    what: "a statement's total",
    at: { pk: "A#wang", sk: "s#2026-11" },
    change: edited("statement", '"payable":', '"payable":1'),
    kind: "statement",
  },
  {
    what: "a statement's hash",
    at: { pk: "A#wang", sk: "s#2026-11" },
    change: (item) => ({ ...item, hash: sha256Hex("other") }),
    kind: "statement",
  },
  {
    what: "a statement's place in the bucket",
    at: { pk: "A#wang", sk: "s#2026-11" },
    change: edited("bodyKey", "2026-11", "2026-10"),
    kind: "statement",
  },
  { what: "a statement is lost", at: { pk: "A#wang", sk: "s#2026-11" }, change: gone, kind: "statement" },
  {
    what: "a close entry's total",
    at: entryOf("2026-11", "wang"),
    change: edited("statement", '"earnings":', '"earnings":1'),
    kind: "statement",
    also: /^CLOSES 2026-11$/,
  },
  { what: "a close entry is lost", at: entryOf("2026-10", "boss"), change: gone, kind: "statement", also: /^CLOSES 2026-10$/ },
  {
    what: "a change of equity is not listed",
    at: entryOf("2026-10", "li"),
    change: (item) => ({ ...item, equityChanged: !item.equityChanged }),
    kind: "recomputed",
    also: /^CLOSES 2026-10$/,
  },
  {
    what: "a fen of what is settled",
    at: { pk: "A#li", sk: "v.s#000000" },
    change: edited("settled", "[[", '[["2026-09",1],['),
    kind: "settlement",
  },
  { what: "a fen carried forward", at: { pk: "A#zhao", sk: "v.s#000000" }, change: more("carriedForward"), kind: "settlement" },
  {
    what: "an eligibility that was not decided",
    at: { pk: "A#zhao", sk: "v.s#000001" },
    change: (item) => ({ ...item, equityEligible: !item.equityEligible }),
    kind: "settlement",
  },
  {
    what: "the hash of the latest statement",
    at: { pk: "A#li", sk: "v.s#000001" },
    change: (item) => ({ ...item, statementHash: sha256Hex("other") }),
    kind: "settlement",
  },
  {
    what: "a settlement holds other rows",
    at: { pk: "A#zhao", sk: "v.s#000000" },
    change: (item) => ({ ...item, rows: new Uint8Array([139, 142, 5, 0]) }),
    kind: "settled-rows",
  },
  {
    what: "a settlement holds other rows of sellers",
    at: { pk: "A#boss", sk: "v.s#000000" },
    change: (item) => ({ ...item, contributed: deflateRawSync("[]") }),
    kind: "settled-rows",
  },
  {
    what: "a settlement holds a fen more of sellers",
    at: { pk: "A#chief", sk: "v.s#000001" },
    change: (item) => {
      const text = inflateRawSync(item.contributed as Uint8Array).toString();
      return { ...item, contributed: deflateRawSync(text.replace(/"(\d+)"/, (_, price) => `"${BigInt(price) + 1n}"`)) };
    },
    kind: "settled-rows",
  },
  { what: "a settlement is lost", at: { pk: "A#li", sk: "v.s#000001" }, change: gone, kind: "settlement" },
  {
    what: "a close's totals",
    at: { pk: "CLOSES", sk: "2026-11" },
    change: edited("summary", '"payable":', '"payable":1'),
    kind: "summary",
  },
  {
    what: "a close's root",
    at: { pk: "CLOSES", sk: "2026-10" },
    change: (item) => ({ ...item, summary: (item.summary as string).replace(/[0-9a-f]{64}/, sha256Hex("other")) }),
    kind: "summary",
  },
  { what: "a close's period", at: { pk: "CLOSES", sk: "2026-11" }, change: more("period", 7n), kind: "close", also: /000001|2026-11/ },
  { what: "a close is lost", at: { pk: "CLOSES", sk: "2026-12" }, change: gone, kind: "state", also: /^LEDGER STATE$|2026-12|v\.s#000002/ },
  { what: "a gate stands behind", at: { pk: "GATE#7", sk: "GATE" }, change: more("e", -1n), kind: "state" },
  { what: "a gate is lost", at: { pk: "GATE#7", sk: "GATE" }, change: gone, kind: "state" },
  { what: "the ledger's state stands ahead of its gates", at: { pk: "LEDGER", sk: "STATE" }, change: more("e"), kind: "state" },
  { what: "the ledger's state counts another period", at: { pk: "LEDGER", sk: "STATE" }, change: more("period"), kind: "state" },
  { what: "a derivation that nobody will do", at: { pk: "LEDGER", sk: "STATE" }, change: more("pending"), kind: "pending" },
  { what: "a snapshot is not noted", at: { pk: "SNAPSHOTS#2026-11", sk: "000001" }, change: gone, kind: "snapshot" },
  {
    what: "nobody sees that credits wait",
    at: { pk: "UNASSIGNED", sk: "qian" },
    change: gone,
    kind: "waiting",
    request: li,
  },
];

describe("one wrong item is found and named", () => {
  let audited: Audited;
  beforeAll(async () => {
    audited = await soundLedger(ledgers);
  });

  async function itemAt({ pk, sk }: Key): Promise<Item> {
    const [item] = await audited.table.query({ pk, from: sk, to: `${sk}\u{10ffff}` });
    if (item === undefined) throw new Error(`nothing is at ${pk} ${sk}`);
    return item;
  }

  test.each(DAMAGES)("$what", async ({ at, change, kind, also, request }) => {
    const { ledger, table } = audited;
    const item = await itemAt(at);
    const name = `${item.pk} ${item.sk}`;
    const damaged = change(item);
    if (damaged === undefined) await table.transact([{ Delete: { Key: { pk: item.pk, sk: item.sk } } }]);
    else await table.put({ Item: damaged });
    const found = await audit(ledger, { request: request ?? { mode: "all" } });
    await table.put({ Item: item });
    const isNamed = ({ records }: Finding) => records.some((record) => record === name);
    const told = found.filter((each) => each.kind === kind);
    expect(told.some((each) => isNamed(each) || each.records.some((record) => also?.test(record)))).toBe(true);
    if (also === undefined) expect(found.filter((each) => !isNamed(each))).toEqual([]);
    else expect(found.filter((each) => !isNamed(each) && !each.records.some((record) => also.test(record)))).toEqual([]);
  });
});

describe("the bucket", () => {
  const isBody = (key: string) => key.startsWith("statements/2026-11/li-");
  let audited: Audited;
  beforeAll(async () => {
    audited = await soundLedger(ledgers);
  });

  test.each([
    ["a body that is missing", "no object", (): undefined => undefined],
    ["a body that was changed", /^a body of SHA-256 [0-9a-f]{64}$/, (text: string | undefined) => text?.replace("hotel", "motel")],
  ])("%s is found and named", async (_, said, change) => {
    const found = await audit(audited.ledger, { object: (key, text) => (isBody(key) ? change(text) : text) });
    expect(found).toMatchObject([
      { kind: "body", advisorId: "li", month: "2026-11", records: [expect.stringMatching(/^statements\/2026-11\/li-/)] },
    ]);
    expect(found[0]?.found).toMatch(said);
  });

  test.each([
    ["missing", (): undefined => undefined],
    ["changed", (text: string | undefined) => `${text} `],
  ])("a snapshot that is %s is found and named", async (_, change) => {
    const found = await audit(audited.ledger, { object: (key, text) => (key.startsWith("snapshots/2026-10/1-") ? change(text) : text) });
    expect(found).toMatchObject([{ kind: "snapshot", month: "2026-10", records: [expect.stringMatching(/^snapshots\/2026-10\/1-/)] }]);
  });

  test("a body that names another statement before it is found, though every hash of it is right", async () => {
    const { ledger, table } = audited;
    const { archive } = ledger.wiring;
    const [statement] = await table.query({ pk: "A#li", from: "s#2026-12", to: "s#2026-12" });
    const text = (await archive.get(statement?.bodyKey as string)) ?? "";
    const cut = canonicalJson({ ...(parseExact(text) as object), previousHash: null });
    const hash = sha256Hex(cut);
    const bodyKey = `statements/2026-12/li-${hash.slice(0, 16)}.json`;
    await archive.put(bodyKey, cut);
    const [entry, settlement] = await Promise.all([table.get(entryOf("2026-12", "li")), table.get({ pk: "A#li", sk: "v.s#000002" })]);
    for (const item of [statement, entry]) await table.put({ Item: { ...item, hash, bodyKey } });
    await table.put({ Item: { ...settlement, statementHash: hash } });
    const found = await audit(ledger, { request: li });
    for (const item of [statement, entry, settlement]) await table.put({ Item: { ...item } });
    expect(found).toMatchObject([{ kind: "chain", records: [bodyKey], found: "previousHash none" }]);
  });
});

describe("what should not be there", () => {
  let audited: Audited;
  beforeAll(async () => {
    audited = await soundLedger(ledgers);
  });

  async function auditWith(Item: Item | Key): Promise<Finding[]> {
    await audited.table.put({ Item });
    const found = await audit(audited.ledger);
    await audited.table.transact([{ Delete: { Key: { pk: Item.pk, sk: Item.sk } } }]);
    return found;
  }

  test("a tally row that no credit stands behind", async () => {
    const claims = [{ role: "seller", advisorId: "zhao", planId: "partner", version: 1, afterLeaving: false, counts: true }];
    const k = claimedRowKey({ facets: ["flight", ""], claims });
    const key = tallyKey("zhao", 3, "2026-09", k);
    const found = await auditWith({ ...key, k, p: 1, u: 1, n: 1 });
    expect(found).toMatchObject([{ kind: "tally", advisorId: "zhao", month: "2026-09", expected: "no row" }]);
    expect(found[0]?.records).toContain(`${key.pk} ${key.sk}`);
  });

  test("a statement of a month that was never closed", async () => {
    const [statement] = await audited.table.query({ pk: "A#li", from: "s#2026-12", to: "s#2026-12" });
    const totals = `${statement?.statement}`.replace('"2026-12"', '"2027-05"');
    const found = await auditWith({ ...statement, pk: "A#li", sk: "s#2027-05", statement: totals });
    expect(found).toMatchObject([{ kind: "statement", records: ["A#li s#2027-05"], month: "2027-05" }]);
  });

  test("a settlement of a period that no close settled", async () => {
    const settlement = await audited.table.get({ pk: "A#li", sk: "v.s#000002" });
    const found = await auditWith({ ...settlement, pk: "A#li", sk: "v.s#000009", p: 9 });
    expect(found.filter(({ records }) => records.includes("A#li v.s#000009"))).toMatchObject([{ kind: "settlement" }]);
  });

  test("an advisor who is registered in another shard too", async () => {
    const other = registryOf("li", 1 - shardOf("li", 2));
    expect(await auditWith(other)).toMatchObject([{ kind: "registry", advisorId: "li", records: [`${other.pk} li`] }]);
  });

  test("a close entry of someone who has no statement", async () => {
    const entry = await audited.table.get(entryOf("2026-10", "li"));
    const key = entryOf("2026-10", "sun");
    const found = await auditWith({
      ...entry,
      ...key,
    });
    expect(found.map(({ kind, records }) => [kind, records[0]])).toEqual(
      expect.arrayContaining([
        ["statement", `${key.pk} sun`],
        ["summary", "CLOSES 2026-10"],
      ]),
    );
  });
});
