import { afterAll, beforeAll, expect, test } from "vitest";
import { Table } from "../../../functions/_platform/dynamodb/table.ts";
import { adjustment, advisor, plan } from "../../support/facts.ts";
import { type Ledgers, shortPause, startLedgers } from "../../support/ledger.ts";

let ledgers: Ledgers;
beforeAll(async () => {
  ledgers = await startLedgers("simulated");
});
afterAll(() => ledgers.stop());

/** The database is away after so many puts, for one. */
class TableAwayOnce extends Table {
  putsLeft = Number.POSITIVE_INFINITY;

  override async put(...args: Parameters<Table["put"]>): ReturnType<Table["put"]> {
    this.putsLeft -= 1;
    if (this.putsLeft === -1) throw new Error("the database is away");
    return super.put(...args);
  }
}

test.each([0, 1])(
  "held then taken: an adjustment whose delivery fell short after %i notes is taken over when it comes again, and is held no more",
  async (notes) => {
    const tables: TableAwayOnce[] = [];
    const { record, derive, wiring } = await ledgers.open((client, name) => {
      const table = new TableAwayOnce(client, name, shortPause);
      tables.push(table);
      return table;
    });
    await record(plan());
    for (const table of tables) table.putsLeft = notes;
    await expect(record(adjustment({ advisorId: "late" }))).rejects.toThrow("the database is away");
    for (const table of tables) table.putsLeft = Number.POSITIVE_INFINITY;
    await record(advisor("late"));
    await derive();
    expect(await record(adjustment({ advisorId: "late" }))).toEqual([{ kind: "recorded" }]);
    expect((await wiring.quarantine.list()).filter(({ released }) => !released)).toEqual([]);
  },
);
