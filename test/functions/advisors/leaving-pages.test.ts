import { afterAll, beforeAll, expect, test } from "vitest";
import { plan } from "../../support/facts.ts";
import type { Ledgers } from "../../support/ledger.ts";
import { fieldsOf, type PeopleWorld, readText, startPeopleWorld } from "./hr-people-world.ts";

/** What is earned after the last day pays less: a leaving changes the month's figure. */
const LESS_AFTER_LEAVING = plan({
  components: [
    { id: "share", kind: "share", where: { afterLeaving: ["no"] }, rate: "0.06" },
    { id: "after", kind: "share", where: { afterLeaving: ["yes"] }, rate: "0.013" },
  ],
});

let ledgers: Ledgers;
let world: PeopleWorld;
beforeAll(async () => {
  ({ ledgers, world } = await startPeopleWorld(LESS_AFTER_LEAVING));
}, 60_000);
afterAll(() => ledgers.stop());

const FILE = "/en/hr/advisors/li";
const LEAVING = `${FILE}/offboard?leftOn=2026-12-02`;
const FIGURE = /Payable if closed now (\S+)/;

test("pages: a leaving that changes a month's figure tells it before as after; the file says of its figure that it is the previous one until it is recalculated", async () => {
  const shown = async (path: string) => readText(await world.open(path));
  const offboarding = async () => {
    const text = await shown(LEAVING);
    return { months: /Earnings by month.*Total [^A-Za-z]+/.exec(text)?.[0], payable: FIGURE.exec(text)?.[1] };
  };
  const file = async () => {
    const text = await shown(FILE);
    return { payable: FIGURE.exec(text)?.[1], isPrevious: text.includes("until that is done, these figures are the previous ones") };
  };
  const before = await offboarding();
  expect(before).toEqual({ months: expect.stringContaining("December 2026 60.00 13.00 −47.00"), payable: "13.00" });
  expect(await file()).toEqual({ payable: "60.00", isPrevious: false });
  const saved = await world.send(`${FILE}/offboard`, { ...fieldsOf(await world.open(LEAVING), "save"), comment: "gave notice" });
  expect(saved.status).toBe(303);
  expect(await file()).toEqual({ payable: "60.00", isPrevious: true });
  // A preview recalculates first what is to be recalculated.
  expect(await offboarding()).toEqual(before);
  expect(await file()).toEqual({ payable: "13.00", isPrevious: false });
});
