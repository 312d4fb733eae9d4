import type { Chance } from "../chance.ts";
import { type People, STORES } from "./people.ts";
import type { Sending } from "./sending.ts";

/** Service scores and targets of advisors and stores, some of them corrected later. */
export function makeScores(chance: Chance, { ids }: People, months: readonly string[]): Sending[] {
  const subjects = [...ids.map((advisorId) => ({ advisorId })), ...STORES.map((storeId) => ({ storeId }))];
  return Array.from({ length: chance.between(0, 6) }, () => ({
    subject: chance.pick(subjects),
    month: chance.pick(["2025-12", ...months]),
  }))
    .filter(({ subject, month }, index, all) => all.findIndex((each) => each.subject === subject && each.month === month) === index)
    .flatMap(({ subject, month }): Sending[] => {
      let period = chance.between(0, months.length - 1);
      return Array.from({ length: chance.between(1, 3) }, (_, earlier): Sending => {
        const values = {
          ...(chance.hits(0.7) && { serviceScore: chance.pick(["3.9", "4", "4.8", "5"]) }),
          ...(chance.hits(0.5) && {
            targetSales: chance.pick(["0", "100000", "1234567.5", "4000001"]),
            targetUnits: chance.pick(["-1", "2", "3.5"]),
          }),
        };
        const sending: Sending = { period, kind: "attributes", content: { ...subject, month, values, revision: earlier + 1 } };
        period = chance.between(period, months.length - 1);
        return sending;
      });
    });
}
