import { existsSync, readdirSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { canonicalJson } from "../../../../shared/base/json/exact-json.ts";
import { claimGroupsOf } from "../../../../shared/engine/credits/claim.ts";
import { claimedCreditsOf, expandCredits } from "../../../../shared/engine/credits/claimed-credit.ts";
import type { Credit } from "../../../../shared/engine/credits/credit.ts";
import { recipientsOf } from "../../../../shared/engine/credits/recipients.ts";
import { claimedRowKey, expandRow, fromClaimedRowKey } from "../../../../shared/engine/earnings/claimed-row.ts";
import { type CreditLogEntry, creditsHeld } from "../../../../shared/engine/earnings/credit-log.ts";
import { mergeRows } from "../../../../shared/engine/earnings/tally.ts";
import type { Order } from "../../../../shared/engine/facts/order.ts";
import { AGENCY, momentOf, stepsOf, world } from "../../../support/arbitrary-world.ts";
import { type Moment, rowTexts } from "../../../support/pure-core-moment.ts";
import { readScenario, type Step } from "../../../support/scenario.ts";
import { much } from "../../../support/thorough.ts";
import { numberedSteps, type RecordedFacts, recordAll } from "../../ledger/recorded-facts.ts";

const ROOT = new URL("../../../", import.meta.url).pathname;

/** Checks every order of arbitrary worlds, with the recipients of today's facts. */
function forEveryOrder(check: (order: Order, moment: Moment) => void): void {
  const everyOrder = fc.property(world, (world) => {
    const moment = momentOf(world);
    for (const order of moment.orders) check(order, moment);
  });
  fc.assert(everyOrder, { numRuns: much(40, 3_000) });
}

const claimedOf = (order: Order, { facts, terms }: Moment) =>
  claimedCreditsOf(order, recipientsOf(order, facts), terms.ratedFacets, facts.localDay(order.bookedAt));
const texts = (credits: readonly Credit[]) => credits.map(canonicalJson).sort();

describe("claims on the credits that an order names", () => {
  test("give, expanded, everyone's credits, whose facets are one list where they are equal; a row's key tells them whole", () => {
    forEveryOrder((order, moment) => {
      const claimed = claimedOf(order, moment);
      const credits = expandCredits(claimed);
      expect(texts(credits)).toEqual(texts(moment.creditsOf(order)));
      const ofText = Map.groupBy([...credits, ...expandCredits(claimedOf(order, moment))], ({ facets }) => JSON.stringify(facets));
      for (const lists of ofText.values()) expect(new Set(lists.map(({ facets }) => facets)).size).toBe(1);
      for (const { facets, group } of claimed) {
        const row = { facets, claims: group.claims };
        expect(fromClaimedRowKey(claimedRowKey(row))).toEqual(row);
      }
    });
  });

  test("stand in one group for each credit, state and month, and of each recipient's one counts the unit", () => {
    forEveryOrder((order, { facts }) => {
      const recipients = recipientsOf(order, facts);
      const groups = claimGroupsOf(order, recipients);
      const keys = groups.map(({ role, advisorId, state, month }) => JSON.stringify([role, advisorId, state, month]));
      expect(new Set(keys).size).toBe(keys.length);
      const names = (of: readonly { readonly role: string; readonly advisorId: string }[]) =>
        of.map(({ role, advisorId }) => JSON.stringify([role, advisorId])).sort();
      expect(names(groups.flatMap(({ claims }) => claims.filter(({ counts }) => counts)))).toEqual(names(recipients));
    });
  });
});

/** The credits that hold, each by the entries of its place. */
const heldIn = <Kept>(entries: readonly CreditLogEntry<Kept>[]): Kept[] =>
  [...Map.groupBy(entries, ({ place }) => canonicalJson(place)).values()].flatMap((ofPlace) => creditsHeld(ofPlace));

/** The steps of a scenario up to so many closes. */
function upToClose(steps: readonly Step[], closes: number): Step[] {
  const last = steps.flatMap((step, index) => ("close" in step ? [index] : []))[closes - 1];
  return steps.slice(0, last === undefined ? undefined : last + 1);
}

/** Checks what was written up to each close, and since, against all credits derived at once. @returns how many sums there are. */
function expectEveryones({ core, rows, entries }: RecordedFacts): number {
  const expanded = rows.flatMap(({ period, fact: { place, row } }) =>
    expandRow(row).map((each) => ({ ...each, period, month: place.month })),
  );
  let sums = 0;
  const moments = [...core.closes.map(({ moment }) => moment), core.now()];
  for (const [period, moment] of moments.entries()) {
    const known = Map.groupBy(
      expanded.filter((each) => each.period <= period),
      ({ advisorId, month }) => `${advisorId} ${month}`,
    );
    const is = [...known].map(([place, ofPlace]) => [place, rowTexts(mergeRows(ofPlace.map(({ row }) => row)))] as const);
    const must = moment.advisors.flatMap(({ advisorId }) =>
      [...moment.books(advisorId).rows].map(([month, ofMonth]) => [`${advisorId} ${month}`, rowTexts(ofMonth)] as const),
    );
    const held = (all: readonly (readonly [string, string[]])[]) => new Map(all.filter(([, each]) => each.length > 0).toSorted());
    expect(held(is)).toEqual(held(must));
    sums += must.length;
  }
  const now = core.now();
  const isDated = ({ recipient }: Credit) => recipient.state !== "undated";
  const all = heldIn(entries.map(({ fact }) => fact));
  const derived = now.orders.flatMap((order) => now.creditsOf(order));
  expect(texts(expandCredits(all).filter(isDated))).toEqual(texts(derived.filter(isDated)));
  return sums;
}

describe("what orders write with the advisors whom they name gives everyone's rows of every close, expanded", () => {
  test("in arbitrary worlds", () => {
    fc.assert(
      fc.property(world, (world) => {
        expectEveryones(recordAll(AGENCY, stepsOf(world)));
      }),
      { numRuns: much(40, 3_000) },
    );
  });

  for (const file of readdirSync(`${ROOT}examples`)) {
    const scenario = readScenario(`${ROOT}examples/${file}`);
    test(scenario.name, () => {
      expectEveryones(recordAll(scenario.agency, numberedSteps(scenario)));
    });
  }

  const whole = `${ROOT}../../shared/data`;
  const folders = [`${ROOT}data/resort-hotel-reduced`, ...["resort-hotel", "resort-hotel-hard"].map((name) => `${whole}/${name}`)];
  for (const [index, folder] of folders.entries()) {
    const isRun = index === 0 || (existsSync(folder) && much(0, 1) === 1);
    test.skipIf(!isRun)(`of the real orders in ${folder.slice(folder.lastIndexOf("/") + 1)}`, () => {
      const scenario = readScenario(folder);
      const sums = expectEveryones(recordAll(scenario.agency, upToClose(numberedSteps(scenario), much(4, 100))));
      expect(sums).toBeGreaterThan(100);
    });
  }
});
