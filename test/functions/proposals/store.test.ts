import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { proposalStore } from "../../../functions/_platform/dynamodb/proposals/proposal-store.ts";
import { Table } from "../../../functions/_platform/dynamodb/table.ts";
import { PROPOSAL_KINDS } from "../../../functions/_platform/proposal-kinds.ts";
import type { ActivityAction, SubjectEntry } from "../../../shared/activity/model/activity-entry.ts";
import type { PlanContent } from "../../../shared/plans/model/content.ts";
import type { Proposal } from "../../../shared/proposals/model/proposal.ts";
import { type Ledgers, shortPause, startLedgers } from "../../support/ledger.ts";

let ledgers: Ledgers;
beforeAll(async () => {
  ledgers = await startLedgers();
});
afterAll(() => ledgers.stop());

const open = async () => {
  const { wiring, rival } = await ledgers.open();
  return { store: wiring.proposals, rival: () => rival().proposals };
};

const CONTENT: PlanContent = { kind: "plan", planId: "partner", baseVersion: 1, terms: { name: "合伙人", components: [{ rate: "0.06" }] } };
const at = (minute: number): string => `2026-12-01T08:${String(minute).padStart(2, "0")}:00.000Z`;

function proposal(given: Partial<Proposal> = {}): Proposal {
  const fresh = { proposalId: "p1", content: CONTENT, status: "draft", lockVersion: 1, authors: ["hr"] } as const;
  return { ...fresh, createdAt: at(0), changedAt: at(0), ...given };
}

const line = (by: string, action: ActivityAction, minute = 0, subject = "proposal:p1"): SubjectEntry => ({
  subject,
  entry: { at: at(minute), by, action, changes: [{ path: "components[0].rate", before: "0.06", after: "0.07" }] },
});

const SUBMITTED = proposal({
  status: "submitted",
  lockVersion: 2,
  changedAt: at(2),
  simulationId: "t1",
  submission: {
    ...{
      by: "hr",
      at: at(2),
      comment: "a fairer ladder",
      contentHash: "f",
      simulationId: "t1",
      inputHash: "b",
      resultHash: "r",
      restates: false,
    },
    openMonth: { month: "2026-11", before: 9_007_199_254_740_993n, after: -5n },
    acknowledged: ["gap:1"],
  },
});

describe("a proposal in the table", () => {
  test("comes back as it was stored, with sums beyond what a float holds", async () => {
    const { store, rival } = await open();
    expect(await store.find("p1")).toBeUndefined();
    expect(await store.commit(proposal(), [line("hr", "create")])).toBe("committed");
    expect(await store.commit(SUBMITTED, [line("hr", "submit", 2), line("hr", "submit", 2, "plan:partner")])).toBe("committed");
    expect(await rival().find("p1")).toEqual(SUBMITTED);
    expect((await store.activity("proposal:p1")).map(({ action }) => action)).toEqual(["create", "submit"]);
    expect((await store.activity("plan:partner")).map(({ action }) => action)).toEqual(["submit"]);
  });

  test("of two approvals at the same moment one counts, and only that one leaves a line", async () => {
    const { store, rival } = await open();
    await store.commit(proposal(), []);
    await store.commit(SUBMITTED, []);
    const approve = (by: string) => {
      const approved = {
        ...SUBMITTED,
        status: "approved" as const,
        lockVersion: 3,
        changedAt: at(3),
        approval: { by, at: at(3), signs: "s" },
      };
      return rival().commit(approved, [line(by, "approve", 3)]);
    };
    const people = ["finance", "hr-2", "hr-3", "hr-4", "hr-5"];
    const outcomes = await Promise.all(people.map(approve));
    const increased = people.filter((_, place) => outcomes[place] === "committed");
    expect(increased).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome === "stale")).toHaveLength(people.length - 1);
    expect((await store.find("p1"))?.approval?.by).toBe(increased[0]);
    expect((await store.activity("proposal:p1")).map(({ by }) => by)).toEqual(increased);
    expect((await store.list(["submitted", "approved"])).map(({ status }) => status)).toEqual(["approved"]);
  });

  test("a rival who read before, but writes after, is refused by the condition itself", async () => {
    let stops: (() => Promise<void>)[] = [];
    class Slow extends Table {
      override async transact(actions: Parameters<Table["transact"]>[0]) {
        const stop = stops.shift();
        if (stop) await stop();
        return super.transact(actions);
      }
    }
    const { wiring } = await ledgers.open((client, name) => new Slow(client, name, shortPause));
    const store = wiring.proposals;
    await store.commit(proposal(), []);
    const other = { ...proposal({ lockVersion: 2, changedAt: at(1) }), authors: ["other"] };
    // While the first commit stands between its read and its write, the other one goes through.
    stops = [async () => void expect(await store.commit(other, [line("other", "edit", 1)])).toBe("committed")];
    expect(await store.commit({ ...proposal({ lockVersion: 2, changedAt: at(1) }), authors: ["first"] }, [line("first", "edit", 1)])).toBe(
      "stale",
    );
    expect((await store.find("p1"))?.authors).toEqual(["other"]);
    expect((await store.activity("proposal:p1")).map(({ by }) => by)).toEqual(["other"]);
  });

  test("a lock version is stored after the one before it only; the very same commit again changes nothing", async () => {
    const { store } = await open();
    expect(await store.commit(proposal({ lockVersion: 2 }), [])).toBe("stale");
    expect(await store.commit(proposal(), [line("hr", "create")])).toBe("committed");
    expect(await store.commit(proposal(), [line("hr", "create")])).toBe("committed");
    expect(await store.commit(proposal({ authors: ["another"] }), [line("another", "create")])).toBe("stale");
    expect(await store.commit(proposal({ lockVersion: 3 }), [])).toBe("stale");
    expect((await store.activity("proposal:p1")).map(({ by }) => by)).toEqual(["hr"]);
  });

  test("is listed where it stands, the latest changed first", async () => {
    const { store } = await open();
    await store.commit(proposal({ proposalId: "a", changedAt: at(1) }), []);
    await store.commit(proposal({ proposalId: "b#x", changedAt: at(3) }), []);
    const scores = { kind: "scores", entries: [], source: "scores.csv" } as const;
    await store.commit(proposal({ proposalId: "c", changedAt: at(2), content: scores }), []);
    expect((await store.list(["draft"])).map(({ proposalId }) => proposalId)).toEqual(["b#x", "c", "a"]);
    expect((await store.list(["draft"], "plan")).map(({ proposalId }) => proposalId)).toEqual(["b#x", "a"]);
    await store.commit(proposal({ proposalId: "a", changedAt: at(4), lockVersion: 2, status: "withdrawn" }), []);
    expect((await store.list(["draft"])).map(({ proposalId }) => proposalId)).toEqual(["b#x", "c"]);
    expect((await store.list(["withdrawn", "draft"])).map(({ proposalId }) => proposalId)).toEqual(["a", "b#x", "c"]);
    expect(await store.list(["published"])).toEqual([]);
  });

  test("a long content and a long line of the activity lie in the archive, and come back from there", async () => {
    const tables: Table[] = [];
    const { wiring } = await ledgers.open((client, name) => {
      tables.push(new Table(client, name, shortPause));
      return tables[0] as Table;
    });
    const keys: string[] = [];
    const put = async (key: string, text: string) => {
      keys.push(key);
      await wiring.archive.put(key, text);
    };
    const watched = proposalStore(tables[0] as Table, { ...wiring.archive, put }, PROPOSAL_KINDS);
    const content = { ...CONTENT, terms: { note: "长".repeat(30_000) } };
    const entry = { ...line("hr", "create").entry, changes: [{ path: "note", after: "长".repeat(150_000) }] };
    expect(await watched.commit(proposal({ content }), [{ subject: "proposal:p1", entry }])).toBe("committed");
    expect(keys).toEqual([
      expect.stringMatching(/^proposals\/p1\/text-[0-9a-f]{16}\.json$/),
      expect.stringMatching(/^proposals\/activity\/text-[0-9a-f]{16}\.json$/),
    ]);
    expect((await wiring.proposals.find("p1"))?.content).toEqual(content);
    expect(await wiring.proposals.activity("proposal:p1")).toEqual([entry]);
  });
});

describe("the activity", () => {
  test("is only ever added to: lines of one moment stand beside each other, in the order of their step", async () => {
    const { store } = await open();
    await store.commit(proposal(), [line("hr", "create"), line("hr", "edit"), line("hr", "roll-back")]);
    await store.note(line("hr-2", "reprocess", 1));
    await Promise.all(Array.from({ length: 20 }, () => store.note(line("hr-3", "dismiss", 1))));
    const activity = await store.activity("proposal:p1");
    expect(activity.slice(0, 3).map(({ action }) => action)).toEqual(["create", "edit", "roll-back"]);
    expect(activity).toHaveLength(24);
    expect(await store.activity("proposal:p")).toEqual([]);
  });

  test("while the clock stands still, lines keep the order in which they were written, with a lock version or without", async () => {
    const { store } = await open();
    const actions: readonly ActivityAction[] = ["hold", "resume-payments", "hold", "clear", "resume-payments", "hold"];
    for (const [place, action] of actions.entries()) {
      const { subject, entry } = line("fay", action, 5, "payout:2026-11-1");
      await store.note({ subject, entry: place % 2 === 0 ? entry : { ...entry, lockVersion: 9 - place } });
    }
    expect((await store.activity("payout:2026-11-1")).map(({ action }) => action)).toEqual(actions);
  });

  test("what is noted once an hour is one entry for its person and action, also of many at once, in the order of time", async () => {
    const { store } = await open();
    const seen = (by: string, at: string) => ({ subject: "payee:li", entry: { at, by, action: "view", changes: [] } as const });
    await store.noteOncePerHour(seen("zoe", "2026-11-05T01:20:00.000Z"));
    const rest = ["01:40:00.000", "01:59:59.999", "02:00:00.000", "02:30:00.000"].map((time) => seen("zoe", `2026-11-05T${time}Z`));
    for (const each of rest) await store.noteOncePerHour(each);
    await Promise.all(Array.from({ length: 10 }, () => store.noteOncePerHour(seen("ann", "2026-11-05T01:30:00.000Z"))));
    expect((await store.activity("payee:li")).map(({ by, at }) => [by, at.slice(11, 16)])).toEqual([
      ["zoe", "01:20"],
      ["ann", "01:30"],
      ["zoe", "02:00"],
    ]);
  });
});
