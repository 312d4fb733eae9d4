import { expect, test } from "vitest";
import { claimGroupsOf } from "../../../../shared/engine/credits/claim.ts";
import { expandCredits } from "../../../../shared/engine/credits/claimed-credit.ts";
import type { Recipient } from "../../../../shared/engine/credits/credit.ts";
import { expandedFacets } from "../../../../shared/engine/credits/expanded-facets.ts";

const paid = { planId: "partner", version: 3 };
const li: Recipient = { advisorId: "li", role: "seller", state: "earned", month: "2026-04", ...paid, afterLeaving: true, sellers: [] };
const zhao: Recipient = {
  advisorId: "zhao",
  role: "manager",
  state: "earned",
  month: "2026-03",
  ...paid,
  afterLeaving: false,
  sellers: ["li"],
};
/** Not registered, above Zhao. */
const qian: Recipient = { advisorId: "qian", role: "manager-2", state: "waiting", month: "2026-03", afterLeaving: false, sellers: ["li"] };

const [claimOfLi, claimOfZhao, claimOfQian] = [
  { role: "seller", advisorId: "li", ...paid, afterLeaving: true, counts: true },
  { role: "manager", advisorId: "zhao", ...paid, afterLeaving: false, counts: true },
  { role: "manager-2", advisorId: "qian", afterLeaving: false, counts: true },
];
const soldByLi = (...recipients: Recipient[]) =>
  claimGroupsOf({ credits: [{ advisorId: "li", role: "seller", share: "1" }] }, recipients).map(({ role, advisorId, ...group }) => {
    expect([role, advisorId]).toEqual(["seller", "li"]);
    return group;
  });

test("claims: who counts a credit in another month has a group of their own, and who waits stands with whom the order names", () => {
  expect(soldByLi(zhao, qian, li)).toStrictEqual([
    { state: "earned", month: "2026-03", claims: [claimOfZhao] },
    { state: "earned", month: "2026-04", claims: [claimOfQian, claimOfLi] },
  ]);
});

test("claims: who waits above an undated credit has a group of their own, and so has who waits where the seller is missing", () => {
  expect(soldByLi(qian, { ...li, state: "undated", month: "2026-03" })).toStrictEqual([
    { state: "waiting", month: "2026-03", claims: [claimOfQian] },
    { state: "undated", month: "2026-03", claims: [claimOfLi] },
  ]);
  expect(soldByLi(qian)).toStrictEqual([{ state: "waiting", month: "2026-03", claims: [claimOfQian] }]);
});

test("claims: of several ways to one advisor in one role the first counts the unit, and the sum names the sellers in order", () => {
  const credits = ["wang", "li"].map((advisorId) => ({ advisorId, role: "seller", share: "0.5" }));
  const wang: Recipient = { ...li, advisorId: "wang", afterLeaving: false };
  const groups = claimGroupsOf({ credits }, [{ ...zhao, month: "2026-04", sellers: ["li", "wang"] }, li, wang]);
  expect(groups).toStrictEqual([
    { role: "seller", advisorId: "li", state: "earned", month: "2026-04", claims: [claimOfZhao, claimOfLi] },
    {
      ...{ role: "seller", advisorId: "wang", state: "earned", month: "2026-04" },
      claims: [
        { ...claimOfZhao, counts: false },
        { ...claimOfLi, advisorId: "wang", afterLeaving: false },
      ],
    },
  ]);
  const amounts = { price: 50n, refunded: 3n, cost: 4n, units: 1n, discounts: { points: 2n } };
  const line = { orderId: "o1", revision: 1, lineId: "1", bookedOn: "2026-03-30", facets: ["hotel", "live"], amounts };
  const credited = expandCredits(groups.toReversed().map((group) => ({ ...line, group })));
  expect(credited.find(({ recipient }) => recipient.advisorId === "zhao")).toStrictEqual({
    ...line,
    recipient: { ...zhao, month: "2026-04", sellers: ["li", "wang"] },
    facets: ["hotel", "manager", "no", "live"],
    amounts: { price: 100n, refunded: 6n, cost: 8n, units: 1n, discounts: { points: 4n } },
  });
  expect(credited.map(({ recipient: { advisorId, sellers } }) => [advisorId, sellers])).toEqual([
    ["zhao", ["li", "wang"]],
    ["wang", []],
    ["li", []],
  ]);
});

test("claims: facets are those of the line with the claimant's, one list for all that are equal", () => {
  const [ofLine, ofAnother] = [
    ["hotel", "live", ""],
    ["hotel", "live", ""],
  ];
  const facets = expandedFacets(ofLine, "manager", true);
  expect(facets).toEqual(["hotel", "manager", "yes", "live", ""]);
  expect(expandedFacets(ofLine, "manager", true)).toBe(facets);
  expect(expandedFacets(ofAnother, "manager", true)).toBe(facets);
  expect(expandedFacets(ofLine, "manager", false)).toEqual(["hotel", "manager", "no", "live", ""]);
  expect(expandedFacets(ofLine, "manager-2", true)).toEqual(["hotel", "manager-2", "yes", "live", ""]);
});
