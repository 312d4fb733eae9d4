import { Table } from "../../functions/_platform/dynamodb/table.ts";
import type { AuditRequest } from "../../shared/audit/model/audit-run.ts";
import type { Finding } from "../../shared/audit/model/finding.ts";
import { auditLedger } from "../../shared/audit/steps/run-audit.ts";
import { adjustment, advisor, order, plan } from "./facts.ts";
import { type Ledger, type Ledgers, shortPause } from "./ledger.ts";

/** A ledger and the table below it, to be damaged. */
export interface Audited {
  readonly ledger: Ledger;
  readonly table: Table;
}

/** Three closes of sellers under two managers: splits, refunds, late and moved orders, forecasts, waiting and undated credits, scores, equity. */
export async function soundLedger(ledgers: Ledgers): Promise<Audited> {
  let table: Table | undefined;
  const ledger = await ledgers.open((client, name) => {
    table = new Table(client, name, shortPause);
    return table;
  });
  if (table === undefined) throw new Error("the ledger opened no table");
  const terms = {
    components: [
      { id: "share", kind: "share", rate: "0.06", factors: ["service"] },
      { id: "override", kind: "share", where: { role: ["manager", "manager-2"] }, rate: "0.01" },
    ],
    factors: [{ id: "service", by: "serviceScore", default: "1", steps: [{ from: "90", factor: "1.1" }] }],
    payout: { minimum: 700 },
    equity: { anyOf: [{ months: 2, totalAtLeast: 9_000 }] },
  };
  const under = (managerId: string) => ({
    managers: [{ managerId, from: "2026-01-01" }],
    stores: [{ storeId: "north", from: "2026-01-01" }],
  });
  await ledger.record(
    plan(terms),
    advisor("chief"),
    advisor("boss", under("chief")),
    advisor("li", under("boss")),
    advisor("wang", under("boss")),
    advisor("zhao"),
    ["AttributesChanged", { storeId: "north", month: "2026-10", values: { serviceScore: "95" }, revision: 1 }],
    ["AttributesChanged", { advisorId: "wang", month: "2026-10", values: { serviceScore: "80" }, revision: 1 }],
  );
  await ledger.derive();
  const lines = (price: number, more = {}) => [{ lineId: "1", product: "hotel", price, ...more }];
  const split = [
    { advisorId: "li", share: "0.5" },
    { advisorId: "wang", share: "0.5" },
  ];
  const later = { status: "booked", fulfilledAt: undefined };
  await ledger.record(
    order({ orderId: "o1" }),
    order({ orderId: "o2", lines: lines(100_001, { discounts: { coupon: 777 } }), credits: split }),
    order({ orderId: "o3", lines: lines(500), credits: [{ advisorId: "zhao" }] }),
    order({ orderId: "o4", credits: [{ advisorId: "sun" }, { advisorId: "li", role: "guide" }] }),
    order({ orderId: "o5", ...later, expectedFulfilmentOn: "2026-11-20" }),
    order({ orderId: "o6", ...later, credits: [{ advisorId: "wang" }] }),
    order({ orderId: "o11", ...later, expectedFulfilmentOn: "2026-12-20" }),
    adjustment(),
  );
  await ledger.close("2026-10");
  await ledger.record(
    order({ orderId: "o2", revision: 2, lines: lines(100_001, { refunded: 30_000 }), credits: split }),
    order({ orderId: "o5", revision: 2, fulfilledAt: "2026-11-20T20:00:00+08:00" }),
    order({ orderId: "late", credits: [{ advisorId: "wang" }] }),
    ["AttributesChanged", { advisorId: "wang", month: "2026-10", values: { serviceScore: "92" }, revision: 2 }],
    advisor("wang", { revision: 2, ...under("chief") }),
  );
  await ledger.derive();
  await ledger.close("2026-11");
  await ledger.record(
    advisor("sun"),
    order({ orderId: "o1", revision: 2, status: "cancelled", fulfilledAt: undefined }),
    adjustment({ adjustmentId: "a2", advisorId: "zhao", month: "2026-12", amount: -100 }),
    plan({ ...terms, version: 2, effectiveFrom: "2026-10-05", components: [{ id: "share", kind: "share", rate: "0.07" }] }),
  );
  await ledger.derive();
  await ledger.close("2026-12");
  await ledger.record(
    order({ orderId: "o7", credits: split }),
    order({ orderId: "o8", ...later, expectedFulfilmentOn: "2027-02-20", credits: split }),
    order({ orderId: "o9", credits: [{ advisorId: "qian" }] }),
    order({ orderId: "o11", revision: 2, ...later }),
    order({ orderId: "o12", credits: [{ advisorId: "qian" }, { advisorId: "li", role: "guide" }] }),
    order({ orderId: "o10", currency: "EUR" }),
  );
  await ledger.wiring.forecasts.fold("li", "2027-02", { nowMs: Date.now() + 86_400_000, leastItems: 1 });
  return { ledger, table };
}

/** What is asked, and under which circumstances. */
interface Conditions {
  readonly request?: AuditRequest;
  /** The archive's objects as the auditor sees them. */
  readonly object?: (key: string, text: string | undefined) => string | undefined;
  readonly now?: () => number;
}

/** Audits a ledger, and gives what was told. */
export async function audit(
  { wiring }: Ledger,
  { request = { mode: "all" }, object, now = Date.now }: Conditions = {},
): Promise<Finding[]> {
  const findings: Finding[] = [];
  const { audit: adapters, ...rest } = wiring;
  const auditing = {
    ...rest,
    ...adapters,
    surroundings: { ...wiring.surroundings, now },
    archive: { get: async (key: string) => (object ?? ((_key, text) => text))(key, await wiring.archive.get(key)) },
    tell: (found: readonly Finding[]) => void findings.push(...found),
  };
  await auditLedger(`${new Date(now()).toISOString()} ${Math.random()}`, request, auditing, () => true);
  return findings;
}
