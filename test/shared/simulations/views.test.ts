import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { issueFormatIn } from "../../../functions/_platform/issue-texts.ts";
import { addMonths } from "../../../shared/base/calendar/month.ts";
import { refusal } from "../../../shared/base/issues/issue.ts";
import { parse } from "../../../shared/base/issues/parse.ts";
import { canonicalJson } from "../../../shared/base/json/exact-json.ts";
import { sum } from "../../../shared/base/money/money.ts";
import { type Plan, planSchema } from "../../../shared/engine/plan/schema.ts";
import { planRules, planViews } from "../../../shared/plans/kind.ts";
import type { PlanContent } from "../../../shared/plans/model/content.ts";
import { compareView } from "../../../shared/plans/views/compare-view.ts";
import { planWriterFor } from "../../../shared/plans/views/plan-writer.ts";
import { type ProposalKind, ProposalKinds } from "../../../shared/proposals/kind.ts";
import { approvalsWordsIn } from "../../../shared/proposals/messages.ts";
import type { Proposal, Submission } from "../../../shared/proposals/model/proposal.ts";
import { type ApprovalItem, approvalsView } from "../../../shared/proposals/views/inbox-view.ts";
import { scoresRules } from "../../../shared/scores/kind.ts";
import type { ScoresContent } from "../../../shared/scores/model/content.ts";
import { scoresViews } from "../../../shared/scores/views/proposed-scores.ts";
import { simulationMessagesIn } from "../../../shared/simulations/messages.ts";
import type { AdvisorLine, Simulation, SimulationResult, Split } from "../../../shared/simulations/model/simulation.ts";
import { wayTexts } from "../../../shared/simulations/views/sections.ts";
import { simulationView, unfinishedSimulationView } from "../../../shared/simulations/views/simulation-view.ts";
import { percentChange } from "../../../shared/ui/change.ts";
import type { View } from "../../../shared/ui/view.ts";
import { writerFor } from "../../../shared/ui/writer.ts";
import { blocksOf, expectSums, minorOf, resultOf, signedSum, tableOf } from "../account/view-sums.ts";

const AGENCY = { currency: "CNY", timeZone: "Asia/Shanghai", facets: [] };

function draft(...components: object[]): Plan {
  const terms = { effectiveFrom: "2026-11-01", earn: "fulfilled", base: { from: "price", less: [] }, components };
  const parsed = parse(planSchema, { planId: "partner", version: 4, ...terms });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
  return parsed.value;
}
const DRAFT = draft(
  { id: "share", kind: "share", rate: "0.065" },
  { id: "bonus", kind: "bonus", when: { measure: "sales", atLeast: 1 }, amount: 1 },
);

const amount = fc.bigInt({ min: -(10n ** 9n), max: 10n ** 9n });

/** Lines of advisors over one to three months: everything else of a result is a sum of them. */
const lines = fc
  .record({
    months: fc.integer({ min: 1, max: 3 }),
    advisors: fc.array(
      fc.record({
        store: fc.constantFrom(undefined, "s1", "s2", "s3"),
        star: fc.constantFrom(undefined, "3", "10", "9"),
        tenure: fc.integer({ min: 0, max: 80 }),
        pays: fc.array(fc.tuple(amount, amount), { minLength: 3, maxLength: 3 }),
        equity: fc.tuple(fc.boolean(), fc.boolean()),
      }),
      { maxLength: 30 },
    ),
  })
  .map(({ months, advisors }) =>
    advisors.map(({ store, star, tenure, pays, equity }, place): AdvisorLine => {
      const ofMonths = pays.slice(0, months).map(([before, after], at) => ({ month: addMonths("2026-08", at), before, after }));
      return {
        advisorId: `a${place}`,
        name: place % 3 === 0 ? `a${place}` : `名${place}`,
        ...(store === undefined ? {} : { storeId: store }),
        ...(star === undefined ? {} : { starLevel: star }),
        tenureMonths: tenure,
        months: ofMonths,
        before: sum(ofMonths.map(({ before }) => before)),
        after: sum(ofMonths.map(({ after }) => after)),
        equity: { before: equity[0], after: equity[1] },
      };
    }),
  );

const split = (of: readonly { readonly before: bigint; readonly after: bigint }[]): Split => ({
  before: sum(of.map(({ before }) => before)),
  after: sum(of.map(({ after }) => after)),
  advisors: of.length,
});

function groups(all: readonly AdvisorLine[], keyOf: (line: AdvisorLine) => string): Record<string, Split> {
  return Object.fromEntries([...Map.groupBy(all, keyOf)].map(([key, of]) => [key, split(of)]));
}

const changeOf = ({ before, after }: AdvisorLine): bigint => after - before;
const byChange = (left: AdvisorLine, right: AdvisorLine): number => Number(changeOf(left) - changeOf(right));

/** A result as the lines give it; what components and products come to is made up, and need not be all of the cost. */
function resultOfLines(all: readonly AdvisorLine[], parts: readonly (readonly [bigint, bigint])[]): SimulationResult {
  const months = all.flatMap((line) => line.months);
  const [increased, decreased] = [all.filter((line) => changeOf(line) > 0n), all.filter((line) => changeOf(line) < 0n)];
  const part = (place: number): Split => split([{ before: parts[place]?.[0] ?? 0n, after: parts[place]?.[1] ?? 0n }]);
  const crossing = (of: readonly AdvisorLine[]) => ({ count: of.length, advisors: of.slice(0, 2) });
  const { before, after } = split(all);
  return {
    request: {
      draft: DRAFT,
      replaces: "partner",
      from: "2026-08",
      to: addMonths("2026-08", (all[0]?.months.length ?? 1) - 1),
      as: "always",
    },
    way: { reads: "snapshots" },
    advisors: all.length,
    cost: { before, after },
    inForce: before,
    concerned: all.length,
    months: Object.fromEntries([...Map.groupBy(months, ({ month }) => month)].map(([month, of]) => [month, split(of)])),
    components: { share: part(0), old: part(1), "": part(2) },
    products: { hotel: part(3), "": part(4) },
    stores: groups(all, ({ storeId }) => storeId ?? ""),
    starLevels: groups(all, ({ starLevel }) => starLevel ?? ""),
    tenures: groups(all, ({ tenureMonths }) => (tenureMonths < 6 ? "0-5" : tenureMonths < 12 ? "6-11" : "12-23")),
    increased: { advisors: increased.length, amount: sum(increased.map(changeOf)) },
    decreased: { advisors: decreased.length, amount: sum(decreased.map(changeOf)) },
    histogram: [
      { to: -50_000n, advisors: decreased.length },
      { from: -50_000n, to: 0n, advisors: 0 },
      { from: 0n, to: 0n, advisors: all.length - decreased.length - increased.length },
      { from: 0n, to: 50_000n, advisors: increased.length },
      { from: 50_000n, advisors: 0 },
    ],
    largestIncreases: increased.toSorted((left, right) => byChange(right, left)).slice(0, 5),
    largestDecreasesByAmount: decreased.toSorted(byChange).slice(0, 5),
    largestDecreases: decreased.slice(0, 5),
    milestone: { amount: 10_000_000n, up: crossing(increased), down: crossing(decreased) },
    equity: { gained: crossing(increased), lost: crossing([]) },
    evidence: { components: [] },
  };
}

const results = fc
  .tuple(lines, fc.array(fc.tuple(amount, amount), { minLength: 5, maxLength: 5 }))
  .map(([all, parts]) => resultOfLines(all, parts));

const simulationOf = (result: SimulationResult, given: Partial<Simulation> = {}): Simulation => ({
  simulationId: "t-1",
  request: result.request,
  way: result.way,
  by: "hr-wang",
  at: "2026-10-20T10:00:00.000Z",
  proposalId: "p-1",
  parts: [[0]],
  done: 1,
  result: { inputHash: "ba".repeat(32), resultHash: "ce".repeat(32), key: "k" },
  openMonth: { month: "2026-10", before: 100n, after: 110n },
  ...given,
});

const MORE = { currency: "CNY", begunAt: "2026-10-20 18:00" };
const view = (result: SimulationResult, language: View["language"] = "en") => simulationView(simulationOf(result), result, MORE, language);
const bigintText = (_: string, value: unknown) => (typeof value === "bigint" ? String(value) : value);
const texts = (view: View, section: string): string[] =>
  view.sections
    .filter(({ id }) => id === section)
    .flatMap(({ blocks }) => blocks.flatMap((block) => (block.kind === "paragraph" ? [block.text] : [])));

describe("whatever a trial found", () => {
  test("every total is the sum of its list, and every list of the whole ends in the cost", () => {
    fc.assert(
      fc.property(results, (result) => {
        const shown = view(result);
        expectSums(shown);
        for (const id of ["months", "components", "products", "stores", "star-levels", "tenures"]) {
          const table = blocksOf(shown).find((block) => block.kind === "table" && block.id === id);
          if (table?.kind !== "table") continue;
          const { cells } = table.rows.at(-1) ?? { cells: [] };
          expect(cells.slice(2).map(minorOf), id).toEqual([result.cost.before, result.cost.after, result.cost.after - result.cost.before]);
        }
      }),
    );
  });

  test("gains and losses come to the change, which is the headline; so do the lists of who gains and loses", () => {
    fc.assert(
      fc.property(results, (result) => {
        const shown = view(result);
        const equation = shown.sections.find(({ id }) => id === "spread")?.blocks[0];
        expect([resultOf(equation), signedSum(equation)]).toEqual([shown.headline?.minor, shown.headline?.minor]);
        for (const [id, all] of [
          ["gain-most-list", result.increased],
          ["lose-most-list", result.decreased],
        ] as const) {
          expect(JSON.stringify(shown.sections.find((section) => section.id === "hurt-most")?.blocks, bigintText)).not.toContain(
            "The other",
          );
          if (all.advisors > 0) expect(minorOf(tableOf(shown, id).rows.at(-1)?.cells.at(-1)), id).toBe(all.amount);
        }
      }),
    );
  });

  test("both languages show the same figures", () => {
    const figures = (shown: View) =>
      canonicalJson(
        blocksOf(shown).map((block) =>
          block.kind === "table"
            ? block.rows.map(({ cells }) => cells.map((cell) => (cell.kind === "money" ? cell.minor : (cell.to ?? ""))))
            : [],
        ),
      );
    fc.assert(
      fc.property(results, (result) => void expect(figures(view(result, "zh"))).toBe(figures(view(result)))),
      { numRuns: 50 },
    );
  });

  test("side by side, each column of components comes to its trial's cost", () => {
    fc.assert(
      fc.property(fc.array(results, { minLength: 1, maxLength: 6 }), (all) => {
        const shown = compareView(
          all.map((result) => ({ trial: simulationOf(result), result })),
          [],
          planWriterFor(AGENCY, "zh", issueFormatIn("zh")),
        );
        expectSums(shown);
        const total = tableOf(shown, "components-compared").rows.at(-1)?.cells.slice(1).map(minorOf);
        expect(total).toEqual(all.slice(0, 4).map(({ cost }) => cost.after));
      }),
      { numRuns: 50 },
    );
  });
});

const line = (given: Partial<AdvisorLine> & Pick<AdvisorLine, "advisorId" | "before" | "after">): AdvisorLine => ({
  name: given.advisorId,
  tenureMonths: 3,
  months: [{ month: "2026-08", before: given.before, after: given.after }],
  equity: { before: false, after: false },
  ...given,
});
const LINES = [
  line({ advisorId: "li/1", name: "李", before: 10_000_000n, after: 10_500_000n, storeId: "s9", starLevel: "10" }),
  line({ advisorId: "wang", before: 400_000n, after: 300_000n, starLevel: "9" }),
  line({ advisorId: "zhao", before: 0n, after: 0n }),
];
const RESULT = resultOfLines(LINES, [
  [10_400_000n, 10_800_000n],
  [0n, 0n],
  [0n, 0n],
  [10_400_000n, 10_700_000n],
  [0n, 100_000n],
]);

describe("a trial's page", () => {
  const shown = view(RESULT);

  test("begins with what changes, in money and percent", () => {
    expect(shown.title).toBe("Simulation of partner, version 4 (draft)");
    expect(shown.subtitle).toBe("August 2026, as if the draft had always been in force");
    expect(shown.headline).toEqual({
      label: "Change of cost, August 2026",
      minor: 400_000n,
      text: "+¥4,000.00",
      note: "+3.8%, from ¥104,000.00 to ¥108,000.00",
    });
    expect(view(RESULT, "zh").title).toBe("试算 partner 第 4 版草稿");
  });

  test("leads from each advisor to their own pages, outside of HR's", () => {
    const [first] = tableOf(shown, "gain-most-list").rows;
    expect(first?.cells[0]).toEqual({ kind: "text", text: "李", to: "/advisors/li%2F1", note: "li/1" });
    expect(first?.cells.at(-1)).toMatchObject({ text: "+5,000.00", note: "+5.0%", bar: 1000 });
  });

  test("sorts by value: the largest change first, star levels as numbers, what has none last", () => {
    const names = (id: string) => tableOf(shown, id).rows.map(({ cells }) => cells[0]?.text);
    expect(names("star-levels")).toEqual(["9", "10", "No star level", "Total"]);
    expect(names("stores")).toEqual(["s9", "No store", "Total"]);
    expect(names("products")).toEqual(["Hotel", "No product (bonuses, caps, guarantees)", "Total"]);
  });

  test("has no month by month of one month, and no list where nothing has the attribute", () => {
    const bare = view(resultOfLines([line({ advisorId: "li", before: 0n, after: 1n })], []));
    expect(bare.sections.map(({ id }) => id)).not.toContain("by-month");
    expect(bare.sections.map(({ id }) => id)).not.toContain("by-stores");
    expect(bare.headline?.note).toBe("from ¥0.00 to ¥0.01");
  });

  test("draws how many lose and gain, edges in whole amounts, without empty bins at its ends", () => {
    const histogram = blocksOf(shown).find(({ kind }) => kind === "histogram");
    expect(histogram).toMatchObject({
      description: "1 with an increase, 1 with a decrease, 1 without change.",
      bins: [
        { label: "below −¥500", count: 1, side: "loses" },
        { label: "−¥500 to ¥0", count: 0, side: "loses" },
        { label: "no change", count: 1, side: "same" },
        { label: "¥0 to +¥500", count: 1, side: "gains" },
      ],
    });
  });

  test("says how many there are where a list is cut", () => {
    const many = { ...RESULT, milestone: { ...RESULT.milestone, up: { count: 300, advisors: LINES.slice(0, 1) } } };
    expect(texts(view(many), "milestone")).toEqual(["The first 1 of 300; all of them are in the CSV file."]);
  });

  test("tells what it read, and why it had to read the credits", () => {
    const way = {
      reads: "credits",
      because: [{ kind: "earn", version: 3 }, { kind: "dated" }, { kind: "unrated", facets: ["channel"] }],
    } as const;
    const { reasons } = wayTexts(way, "booked", writerFor("CNY", "en"), simulationMessagesIn("en"));
    expect(reasons).toEqual([
      "the draft pays when a trip is booked, version 3 when a trip has taken place, so that orders belong to other months",
      "the draft applies from its effective date on, and some orders keep their earlier version",
      "the draft uses facets that the snapshots don’t keep apart: channel",
    ]);
    expect(shown.footer).toContain(`Hash of the result (SHA-256): ${"ce".repeat(32)}`);
  });

  test("while it runs tells how far it is; where it failed, why and what to do", () => {
    const running = unfinishedSimulationView(
      simulationOf(RESULT, { result: undefined, parts: [[0], [1], [2]], done: 2 }),
      { ...MORE, formatIssue: issueFormatIn("zh") },
      "zh",
    );
    expect(texts(running, "state")).toEqual(["已完成 2 / 3 部分", "本页会自动刷新。您也可以离开，稍后再来。"]);
    const failed = unfinishedSimulationView(
      simulationOf(RESULT, { result: undefined, issues: [refusal("draft-empty")] }),
      { ...MORE, formatIssue: issueFormatIn("en") },
      "en",
    );
    expect(texts(failed, "state")).toEqual([
      "Reason: The draft has no components, so there is nothing to simulate: add a component first.",
      "Go back to the draft and run it again.",
    ]);
    expect(JSON.stringify(failed)).not.toContain("advisors.csv");
  });
});

describe("trials side by side", () => {
  const compared = (...trials: Partial<Simulation>[]) =>
    compareView(
      trials.map((given) => ({ trial: simulationOf(RESULT, given), result: RESULT })),
      ["gone"],
      planWriterFor(AGENCY, "en", issueFormatIn("en")),
    );

  test("says whether the months are the same", () => {
    expect(texts(compared({}, {}), "figures")).toEqual(["All simulations cover the same months and can be compared."]);
    const other = { request: { ...RESULT.request, from: "2026-07" } };
    expect(texts(compared({}, other), "figures")[0]).toContain("over different months");
    expect(texts(compared({}), "trials")).toEqual([
      "Choose two to four simulations on the simulation page of a draft.",
      "There is no simulation gone.",
    ]);
  });

  test("says in words what the drafts differ in", () => {
    const other = draft({ id: "share", kind: "share", rate: "0.07" });
    const shown = JSON.stringify(compared({}, { request: { ...RESULT.request, draft: other } }, {}).sections.at(-1), (_, value) =>
      typeof value === "bigint" ? `${value}` : value,
    );
    expect(shown).toContain("A → B");
    expect(shown).toContain("6.5%");
    expect(shown).toContain("A → C: the same draft.");
  });

  test("an unfinished trial is listed and has no column", () => {
    const shown = compareView(
      [{ trial: simulationOf(RESULT), result: RESULT }, { trial: simulationOf(RESULT, { result: undefined }) }],
      [],
      planWriterFor(AGENCY, "en", issueFormatIn("en")),
    );
    expect(texts(shown, "trials")).toEqual(["Simulation B isn’t finished: no figures yet."]);
    expect(tableOf(shown, "compared").columns.map(({ title }) => title)).toEqual(["Figures", "A"]);
  });
});

describe("approvals", () => {
  const submission: Submission = {
    by: "hr-wang",
    at: "2026-10-20T10:00:00.000Z",
    comment: "成本上涨",
    contentHash: "f",
    simulationId: "t-1",
    inputHash: "b",
    resultHash: "r",
    restates: true,
    openMonth: { month: "2026-10", before: 100n, after: 110n },
    acknowledged: [],
  };
  const proposal = (given: Partial<Proposal>): Proposal => ({
    proposalId: "p-1",
    content: { kind: "plan", planId: "partner", baseVersion: 3, terms: {}, rollbackOf: { from: 2, to: 3 } } as PlanContent,
    status: "submitted",
    lockVersion: 3,
    authors: ["hr-wang"],
    createdAt: submission.at,
    changedAt: submission.at,
    submission,
    ...given,
  });
  const kinds = new ProposalKinds([
    { ...planRules, views: planViews },
    { ...scoresRules, views: scoresViews },
  ] as unknown as ProposalKind[]);
  const items: ApprovalItem[] = [
    { proposal: proposal({}), effect: { kind: "cost", before: 1_000n, after: 1_030n, notes: ["simulation of August 2026"] } },
    {
      proposal: proposal({
        proposalId: "p-2",
        authors: ["hr-li"],
        content: { kind: "scores", entries: [], source: "九月.csv" } as ScoresContent,
      }),
    },
    {
      proposal: proposal({
        proposalId: "p-3",
        status: "published",
        publishedAt: submission.at,
        approval: { by: "cfo", at: submission.at, signs: "s" },
      }),
    },
  ];
  const rows = (username: string, roles: ("hr" | "finance" | "auditor")[], section: string) =>
    approvalsView(items, { username, roles }, AGENCY, "en", kinds)
      .sections.filter(({ id }) => id === section)
      .flatMap(({ blocks }) => blocks.flatMap((block) => (block.kind === "table" ? block.rows.map(({ cells }) => cells[0]?.to) : [])));

  test("what someone may decide waits for them, all else for others: who wrote or submitted decides nothing of it", () => {
    expect(rows("cfo", ["finance"], "for-me")).toEqual(["proposals/p-1", "proposals/p-2"]);
    expect(rows("hr-wang", ["hr", "finance"], "for-me")).toEqual([]);
    expect(rows("hr-wang", ["hr", "finance"], "for-others")).toEqual(["proposals/p-1", "proposals/p-2"]);
    expect(rows("eye", ["auditor"], "for-others")).toHaveLength(2);
    expect(approvalsView(items, { username: "cfo", roles: ["finance"] }, AGENCY, "zh", kinds).title).toBe("审批（2）");
  });

  test("tells what it is, who, when, why and what it costs", () => {
    const shown = approvalsView(items, { username: "cfo", roles: ["finance"] }, AGENCY, "en", kinds);
    expect(tableOf(shown, "for-me-list").rows[0]?.cells).toMatchObject([
      {
        text: "Plan partner, version 4",
        note: "restores version 2; restates closed months; simulation of August 2026; October 2026 (open) +10.0%",
      },
      { text: "成本上涨" },
      { text: "hr-wang" },
      { text: "2026-10-20 18:00" },
      { minor: 30n, note: "+3.0%" },
    ]);
    expect(tableOf(shown, "decided-list").rows[0]?.cells[1]).toMatchObject({ text: "Published", note: "approved by cfo" });
  });
});

test("views: a change in percent is rounded to a tenth and has its sign; of nothing there is none", () => {
  const percent = (before: bigint, after: bigint) => percentChange({ before, after });
  expect([percent(1_000n, 1_032n), percent(1_000n, 968n), percent(3n, 3n), percent(-100n, 0n)]).toEqual([
    "+3.2%",
    "−3.2%",
    "0.0%",
    "+100.0%",
  ]);
  expect([percent(1n, 12_346n), percent(100_000n, 100_050n), percent(0n, 5n)]).toEqual(["+1,234,500.0%", "+0.1%", undefined]);
});

/** Every text of a language: functions are given their parameters' places as texts. */
function textsOf(words: object): string[] {
  return Object.values(words).flatMap((word): string[] => {
    if (typeof word === "string") return [word];
    if (typeof word === "function") return [String(word(...Array.from({ length: word.length }, (_, index) => `<${index}>`)))];
    return textsOf(word as object);
  });
}

test("views: nothing said in one language is in the other, and whatever a sentence is given stands in it", () => {
  for (const words of [simulationMessagesIn, approvalsWordsIn]) {
    const [zh, en] = [textsOf(words("zh")), textsOf(words("en"))];
    expect(en.filter((text) => /\p{Script=Han}/u.test(text))).toEqual([]);
    expect(zh.filter((text) => /[a-z]{4}/i.test(text.replace(/SHA-256|CSV|XLSX/g, "")))).toEqual([]);
    const places = (texts: string[]) => texts.map((text) => [...new Set(text.match(/<\d>/g))].sort().join());
    expect(places(zh)).toEqual(places(en));
  }
});
