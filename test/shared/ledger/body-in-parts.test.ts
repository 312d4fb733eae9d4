import { beforeAll, describe, expect, test } from "vitest";
import { getStatementText } from "../../../shared/account/steps/read-statement.ts";
import { canonicalJson, parseExact } from "../../../shared/base/json/exact-json.ts";
import { sha256Hex } from "../../../shared/base/json/hash.ts";
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
  advisor("boss", null),
  ...ids(SELLERS, "s").map((advisorId) => advisor(advisorId, "boss")),
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
  ["a manager's lines of 501 sellers", "boss", 3],
])("long lists: %s", (_, advisorId, lists) => {
  test("lie in parts, each small, and are read back and verified whole", async () => {
    const text = await fileOf(advisorId);
    const file = readStatementFile(text);
    expect(file.hasParts).toBe(true);
    expect(wrongIn(text)).toEqual([]);
    const [ofComponent] = file.body.earnings.components.flatMap((each) => ("rate" in each ? [each] : []));
    const long = advisorId === "boss" ? [file.body.facts.sellers, ofComponent?.sellers] : [file.body.facts.credits, ofComponent?.credits];
    for (const list of long) expect(list?.length).toBe(advisorId === "boss" ? SELLERS : ORDERS * 20);
    const partKeys = [...closes.bodies.all].filter(([key]) => key.startsWith(`statements/${MONTH}/${advisorId}-`));
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
