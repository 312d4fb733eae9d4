import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import type { OracleFact } from "./facts.ts";
import type { Order } from "./language.ts";
import type { OracleClose } from "./oracle.ts";
import { add, isAtLeast, parseDecimal, sum } from "./rational.ts";

type Content = Readonly<Record<string, unknown>>;

/** A scenario of the contract, as it is written. */
export interface Scenario {
  readonly agency: { readonly currency: string; readonly timeZone: string };
  readonly plans: readonly Content[];
  readonly advisors: readonly (Content & { readonly months?: Readonly<Record<string, Content>> })[];
  readonly steps: readonly Readonly<Record<string, Content | string>>[];
  readonly statements: readonly Content[];
  readonly equityChanges: readonly Content[];
}

/** The facts of a scenario that are taken over, by close. Where facts carry no revision, the later step has the higher. */
export function closesOf({ agency, plans, advisors, steps }: Scenario): { closes: OracleClose[]; after: OracleFact[] } {
  const closes: OracleClose[] = [];
  const registered = new Set(advisors.map(({ advisorId }) => advisorId));
  let facts: OracleFact[] = [
    ...plans.map((content) => ({ kind: "plan" as const, content })),
    ...advisors.map((content) => ({ kind: "advisor" as const, content: { revision: 0, ...content } })),
    ...advisors.flatMap(({ advisorId, months = {} }) =>
      Object.entries(months).map(([month, values]) => ({
        kind: "attributes" as const,
        content: { advisorId, month, values, revision: 0 },
      })),
    ),
  ];
  for (const [index, step] of steps.entries()) {
    for (const [kind, content] of Object.entries(step)) {
      if (typeof content === "string") {
        closes.push({ month: content, facts });
        facts = [];
        continue;
      }
      if (kind === "order" && !isReadable(content as unknown as Order & { currency: string }, agency.currency)) continue;
      const lastClosed = closes.at(-1)?.month ?? "";
      if (kind === "adjustment" && (!registered.has(content.advisorId) || String(content.month) <= lastClosed)) continue;
      if (kind === "advisor") registered.add(content.advisorId);
      facts.push({ kind: kind as OracleFact["kind"], content: { revision: index + 1, ...content } });
    }
  }
  return { closes, after: facts };
}

/** Whether an order's content is one that the contract lets count, as far as scenarios break its rules. */
function isReadable(order: Order & { readonly currency: string }, currency: string): boolean {
  const seats = order.credits.map(({ advisorId, role = "seller" }) => `${role} ${advisorId}`);
  const shares = Map.groupBy(order.credits, ({ role = "seller" }) => role);
  const facets = [order, ...order.lines].flatMap((each) => Object.keys(each.facets ?? {}));
  return (
    order.currency === currency &&
    order.lines.every(({ price, discounts = {}, refunded = 0 }) => {
      const cash = BigInt(price) - sum(Object.values(discounts).map(BigInt));
      return cash >= 0n && BigInt(refunded) <= cash;
    }) &&
    new Set(seats).size === seats.length &&
    [...shares.values()].every((role) => isAtLeast({ n: 1n, d: 1n }, role.map(({ share = "1" }) => parseDecimal(share)).reduce(add))) &&
    (order.fulfilledAt === undefined || Date.parse(order.bookedAt) <= Date.parse(order.fulfilledAt)) &&
    !facets.some((facet) => ["product", "role", "afterLeaving"].includes(facet))
  );
}

/** Reads a scenario file, or a folder with the parts of a large one. */
export function readScenario(path: string): Scenario {
  if (path.endsWith(".json")) return JSON.parse(readFileSync(path, "utf8"));
  const read = (name: string) => {
    const file = join(path, name);
    return existsSync(file) ? readFileSync(file, "utf8") : gunzipSync(readFileSync(`${file}.gz`)).toString();
  };
  const lines = (name: string) =>
    read(name)
      .split("\n")
      .filter(Boolean)
      .map((line) => JSON.parse(line));
  return {
    agency: JSON.parse(read("agency.json")),
    plans: JSON.parse(read("plans.json")),
    advisors: JSON.parse(read("advisors.json")),
    steps: lines("steps.ndjson"),
    statements: lines("statements.ndjson"),
    equityChanges: lines("equity.ndjson"),
  };
}
