import { beforeAll, describe, expect, test } from "vitest";
import { recordNames } from "../../../functions/_platform/dynamodb/audit/record-names.ts";
import { getStatementText } from "../../../shared/account/steps/read-statement.ts";
import { agreeOn, bodyKeyOf } from "../../../shared/audit/checks/statement-copies.ts";
import { readBodies } from "../../../shared/audit/steps/read-advisor.ts";
import type { AdvisorView } from "../../../shared/audit/store.ts";
import { canonicalJson, parseExact } from "../../../shared/base/json/exact-json.ts";
import { sha256Hex } from "../../../shared/base/json/hash.ts";
import { statementName } from "../../../shared/engine/statement/body-parts.ts";
import { readStatementFile, statementFileText } from "../../../shared/engine/statement/statement-file.ts";
import { verifyStatement } from "../../../shared/engine/statement/verify/verify-statement.ts";
import type { AccountLedger } from "../../../shared/ledger/store/ledger-reader.ts";
import type { Step } from "../../support/scenario.ts";
import { ClosesInMemory } from "./close-in-memory.ts";
import { recordAll } from "./recorded-facts.ts";

const AGENCY = { currency: "CNY", timeZone: "Asia/Shanghai", facets: [] };
const MONTH = "2026-01";
/** An order has at most 20 lines: 106 of them are 2,120 credits. */
const ORDERS = 106;
const SELLERS = 501;
/** An id that is cut in keys of the archive. */
const BOSS = `boss${"管".repeat(50)}`;

const advisor = (advisorId: string, managerId: string | null): Step => ({
  advisor: {
    advisorId,
    revision: 1,
    name: `Name of ${advisorId}`,
    joinedOn: "2025-01-15",
    planId: "partner",
    managers: [{ managerId, from: "2025-01-01" }],
  },
});
const sale = (orderId: string, advisorId: string, lines: number): Step => ({
  order: {
    orderId,
    revision: 1,
    status: "fulfilled",
    bookedAt: `${MONTH}-05T09:00:00+08:00`,
    fulfilledAt: `${MONTH}-06T20:00:00+08:00`,
    currency: "CNY",
    lines: Array.from({ length: lines }, (_, index) => ({ lineId: `${index}`, product: "hotel", price: 1_000 + index })),
    credits: [{ advisorId }],
  },
});

const COMPONENTS = [
  { id: "tour", kind: "share", rate: "0.1" },
  { id: "team", kind: "share", rate: "0.01", where: { role: ["manager"] } },
];
const ids = (length: number, name: string) => Array.from({ length }, (_, index) => `${name}${index}`);
const STEPS: readonly Step[] = [
  { plan: { planId: "partner", version: 1, effectiveFrom: "2025-01-01", components: COMPONENTS } },
  advisor(BOSS, null),
  ...ids(SELLERS, "s").map((advisorId) => advisor(advisorId, BOSS)),
  ...ids(ORDERS, "many").map((orderId) => sale(orderId, "s0", 20)),
  ...ids(SELLERS - 1, "o").map((orderId, index) => sale(orderId, `s${index + 1}`, 1)),
  { close: MONTH },
];

const closes = new ClosesInMemory(recordAll(AGENCY, STEPS));
beforeAll(() => closes.settleAll());

/** The file of an advisor's statement, as it is read back from the archive. */
async function fileOf(advisorId: string): Promise<string> {
  const fixed = [...closes.fixed.all.values()].find((each) => each.advisorId === advisorId)?.statement;
  const issued = fixed && { statement: fixed.totals, hash: fixed.hash, bodyKey: fixed.bodyKey };
  const accounts: Partial<AccountLedger> = { statement: async () => issued, shardOf: () => 0 };
  const archive = { get: async (key: string) => closes.bodies.all.get(key), put: async () => {} };
  return (await getStatementText(advisorId, MONTH, { accounts: accounts as AccountLedger, archive })) ?? "";
}

const wrongIn = (text: string): string[] => verifyStatement(text).checks.flatMap(({ id, result }) => (result === "wrong" ? [id] : []));

describe.each([
  ["a seller's own 2,120 credits", "s0", 3],
  ["a manager's lines of 501 sellers", BOSS, 3],
])("long lists: %s", (_, advisorId, lists) => {
  test("lie in parts, each small, and are read back and verified whole", async () => {
    const text = await fileOf(advisorId);
    const file = readStatementFile(text);
    expect(file.hasParts).toBe(true);
    expect(wrongIn(text)).toEqual([]);
    const [ofComponent] = file.body.earnings.components.flatMap((each) => ("rate" in each ? [each] : []));
    const long = advisorId === BOSS ? [file.body.facts.sellers, ofComponent?.sellers] : [file.body.facts.credits, ofComponent?.credits];
    for (const list of long) expect(list?.length).toBe(advisorId === BOSS ? SELLERS : ORDERS * 20);
    const partKeys = [...closes.bodies.all].filter(([key]) => key.startsWith(statementName(MONTH, advisorId)));
    expect(partKeys.length).toBeGreaterThan(lists);
    for (const [, stored] of partKeys) expect(stored.length).toBeLessThan(1_000_000);
  });

  test("are refused where a part was changed, is missing, or comes to other than it says", async () => {
    const text = await fileOf(advisorId);
    expect(wrongIn(text.replace('"lineId":"7"', '"lineId":"8"').replace('"name":"Name of s7"', '"name":"Name of s8"'))).toEqual([
      "readable",
    ]);
    const { body, parts } = parseExact(text) as { body: unknown; parts: unknown[] };
    const forged = (of: string, kept: readonly unknown[]) => statementFileText(of, sha256Hex(of), undefined, kept.map(canonicalJson));
    expect(wrongIn(forged(canonicalJson(body), parts.slice(1)))).toEqual(["readable"]);
    const other = canonicalJson(body).replace(/"subtotal":\{"amount":(\d+)/, (_, amount) => `"subtotal":{"amount":${BigInt(amount) + 1n}`);
    expect(other).not.toBe(canonicalJson(body));
    expect(wrongIn(forged(other, parts))).toEqual(["figures"]);
  });
});

describe.each(["s0", BOSS])("the audit of a body in parts", (advisorId) => {
  const close = closes.closes()[0];
  const partKeys = () => [...closes.bodies.all.keys()].filter((key) => key.startsWith(`${statementName(MONTH, advisorId)}-part-`));
  const auditOver = async (instead: ReadonlyMap<string, string | undefined>) => {
    const fixed = [...closes.fixed.all.values()].find((each) => each.advisorId === advisorId);
    if (fixed?.statement === undefined || close === undefined) throw new Error("there is a statement");
    const { totals, hash, bodyKey } = fixed.statement;
    const stored = { totals, hash, bodyKey };
    const get = async (key: string) => (instead.has(key) ? instead.get(key) : closes.bodies.all.get(key));
    const key = bodyKeyOf(MONTH, advisorId, hash);
    const read = await readBodies(advisorId, [{ month: MONTH, key }], { get });
    const view = { advisorId } as AdvisorView;
    const input = { view, closes: [], entries: new Map(), ...read, names: recordNames(2) };
    const findings: unknown[] = [];
    agreeOn(stored, stored, fixed.settlement, MONTH, input, undefined, (finding) => findings.push(finding));
    return { findings, key, bodyKey };
  };

  test("finds nothing where all lies there, under the key that the close gave it", async () => {
    const { findings, key, bodyKey } = await auditOver(new Map());
    expect([findings, key]).toEqual([[], bodyKey]);
    expect(partKeys().length).toBeGreaterThan(1);
  });

  test("finds each part that is missing or was changed", async () => {
    const [first = "", second = ""] = partKeys();
    const { findings } = await auditOver(
      new Map([
        [first, undefined],
        [second, "[]"],
      ]),
    );
    expect(findings).toHaveLength(2);
    expect(findings).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ kind: "body", records: [first], found: "no object" }),
        expect.objectContaining({ kind: "body", records: [second], found: `a part of SHA-256 ${sha256Hex("[]")}` }),
      ]),
    );
  });
});
