import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Wiring } from "../../../functions/_platform/wiring.ts";
import { createHandler } from "../../../functions/reprocess-quarantine/handler.ts";
import { RefusedError } from "../../../shared/base/issues/issue.ts";
import { recordFacts } from "../../../shared/ledger/record/record-batch.ts";
import type { Proposal } from "../../../shared/proposals/model/proposal.ts";
import { resumePublishing } from "../../../shared/proposals/steps/publish.ts";
import { approveProposal, withdraw } from "../../../shared/proposals/steps/take-steps.ts";
import { type CorrectionContent, isCorrectionContent } from "../../../shared/quarantine/model/content.ts";
import type { CorrectionOutcome } from "../../../shared/quarantine/steps/correct-record.ts";
import { readQuarantined } from "../../../shared/quarantine/steps/list-quarantined.ts";
import { releaseHeld } from "../../../shared/quarantine/steps/reprocess-and-dismiss.ts";
import { readRestatement } from "../../../shared/simulations/restatement/restate.ts";
import { adjustment, advisor, order, plan } from "../../support/facts.ts";
import { type Ledger, type Ledgers, startLedgers } from "../../support/ledger.ts";

/** Nobody makes money alone by correcting what is held in quarantine. */

let ledgers: Ledgers;
beforeAll(async () => {
  ledgers = await startLedgers("simulated");
});
afterAll(() => ledgers.stop());

const HR = { username: "hr", roles: ["hr"] } as const;
const HR_2 = { username: "hr-2", roles: ["hr"] } as const;
const comment = "the shop sent it wrong";

type Event = readonly [string, unknown];
const bodyOf = ([detailType, detail]: Event, source: string | undefined = "agency.orders") =>
  JSON.stringify({ "detail-type": detailType, source, detail });

/** A ledger where this event is held; with its id. */
async function holding(event: Event, ...before: [string, unknown][]): Promise<Ledger & { readonly id: string }> {
  const ledger = await ledgers.open();
  await ledger.record(plan(), advisor("li"), ...before);
  await ledger.record([event[0], event[1]]);
  const [held] = await ledger.wiring.quarantine.list();
  if (held === undefined) throw new Error("it is not held");
  return { ...ledger, id: held.id };
}

const correct = (event: Event, { id, wiring }: { readonly id: string; readonly wiring: Wiring }) =>
  releaseHeld({ id, body: bodyOf(event), comment }, HR, wiring);

function proposed(outcome: CorrectionOutcome): Proposal {
  if (outcome.kind !== "proposed") throw new Error(`it became ${outcome.kind}`);
  return outcome.proposal;
}

async function codesOf(refused: Promise<unknown>): Promise<readonly string[]> {
  const error = await refused.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (error instanceof RefusedError) return error.issues.map(({ code }) => code);
  throw error ?? new Error("it was not refused");
}

/** Whose earnings a proposal changes, by month. */
async function effectOf({ submission }: Proposal, { wiring }: Ledger): Promise<unknown> {
  const restatement = await readRestatement(submission?.simulationId ?? "", wiring);
  return restatement?.lines.map(({ advisorId, months }) => [
    advisorId,
    ...months.map(({ month, before, after }) => [month, after - before]),
  ]);
}

const heldOrder = (given: object = {}) => order({ orderId: "o1", currency: "USD", ...given });

describe("a corrected record keeps what it is", () => {
  test.each<[string, Event, Event, string]>([
    ["no adjustment of an order", heldOrder(), adjustment({ amount: 5_000_000 }), "correction-kind"],
    ["no plan of an order", heldOrder(), plan({ version: 2, effectiveFrom: "2026-01-01" }), "correction-kind"],
    ["no plan of an adjustment", adjustment({ advisorId: "ghost" }), plan({ version: 2 }), "correction-kind"],
    ["no other order", heldOrder(), order({ orderId: "o2" }), "correction-id"],
    ["no earlier revision", heldOrder({ revision: 3 }), order({ orderId: "o1", revision: 2 }), "correction-revision"],
    ["no other advisor", advisor("wu", { joinedOn: "soon" }), advisor("xi"), "correction-id"],
    [
      "no other month of scores",
      ["AttributesGiven", { advisorId: "li", month: "2026-10", values: { score: "x" }, revision: 1 }],
      ["AttributesGiven", { advisorId: "li", month: "2026-09", values: { score: "1" }, revision: 1 }],
      "correction-id",
    ],
    [
      "no store's scores of an advisor's",
      ["AttributesGiven", { advisorId: "li", month: "2026-10", values: { score: "x" }, revision: 1 }],
      ["AttributesGiven", { storeId: "li", month: "2026-10", values: { score: "1" }, revision: 1 }],
      "correction-id",
    ],
    ["nothing of what has no kind", ["Mystery", { of: "nobody" }], order({ orderId: "o1" }), "correction-unidentified"],
    ["nothing of what has no id", ["OrderFulfilled", { revision: 1 }], order({ orderId: "o1" }), "correction-unidentified"],
    ["nothing of an id that is no text", heldOrder({ orderId: 7 }), order({ orderId: "7" }), "correction-unidentified"],
  ])("%s", async (_what, held, corrected, code) => {
    const ledger = await holding(held);
    expect(await codesOf(correct(corrected, ledger))).toEqual([code]);
    const handler = createHandler(() => ledger.wiring);
    await expect(handler({ id: ledger.id, body: bodyOf(corrected) }, {} as never)).rejects.toThrow(RefusedError);
    expect(await readQuarantined(ledger.id, ledger.wiring)).toMatchObject({ released: false, activity: [] });
    expect((await ledger.close("2026-10")).payable).toBe(0n);
  });
});

test.each([
  ["another source", "agency.crm"],
  ["Fenrun itself", "fenrun"],
  ["no source", undefined],
])("a corrected record keeps its source: it doesn't come from %s", async (_what, source) => {
  const ledger = await holding(heldOrder());
  const body = JSON.stringify({ ...JSON.parse(bodyOf(order({ orderId: "o1" }))), source });
  expect(await codesOf(releaseHeld({ id: ledger.id, body, comment }, HR, ledger.wiring))).toEqual(["correction-source"]);
  await expect(createHandler(() => ledger.wiring)({ id: ledger.id, body }, {} as never)).rejects.toThrow(RefusedError);
  expect(await readQuarantined(ledger.id, ledger.wiring)).toMatchObject({ released: false, activity: [] });
});

test("corrections: a record is corrected whose fact couldn't be read as JSON without losing something: its source is told all the same", async () => {
  const ledger = await ledgers.open();
  await ledger.record(plan(), advisor("li"));
  const twice = bodyOf(order({ orderId: "o1" })).replace('"revision":', '"revision":1,"revision":');
  await recordFacts([twice], ledger.wiring);
  const [held] = await ledger.wiring.quarantine.list();
  expect(held?.issues).toMatchObject([{ code: "key-twice" }]);
  const outcome = await releaseHeld({ id: held?.id ?? "", body: bodyOf(order({ orderId: "o1" })), comment }, HR, ledger.wiring);
  expect(proposed(outcome)).toMatchObject({ status: "submitted", content: { kind: "correction" } });
});

describe("a correction that changes what somebody earns", () => {
  test("of an open month is proposed with by how much, approved by another, and taken over once", async () => {
    const ledger = await holding(heldOrder());
    const { id, wiring } = ledger;
    const proposal = proposed(await correct(order({ orderId: "o1" }), ledger));
    expect(proposal).toMatchObject({ status: "submitted", content: { kind: "correction", recordId: id, advisorIds: ["li"] } });
    expect(await effectOf(proposal, ledger)).toEqual([["li", ["2026-10", 6_000n]]]);
    expect(await codesOf(approveProposal(proposal, HR, wiring))).toEqual(["four-eyes"]);
    expect(await codesOf(approveProposal(proposal, { username: "li", roles: ["hr"] }, wiring))).toEqual(["own-matter"]);
    expect(await codesOf(correct(order({ orderId: "o1", revision: 2 }), ledger))).toEqual(["correction-waits"]);
    expect(await approveProposal(proposal, HR_2, wiring)).toMatchObject({ status: "published" });
    await resumePublishing(proposal.proposalId, wiring);
    expect(await readQuarantined(id, wiring)).toMatchObject({ released: true });
    expect(await ledger.close("2026-10")).toMatchObject({ earnings: 6_000n });
  });

  test("of a closed month tells what it restates", async () => {
    const ledger = await holding(heldOrder());
    await ledger.close("2026-10");
    const proposal = proposed(await correct(order({ orderId: "o1" }), ledger));
    expect(proposal.submission).toMatchObject({ restates: true });
    expect(await effectOf(proposal, ledger)).toEqual([["li", ["2026-10", 6_000n]]]);
    await approveProposal(proposal, HR_2, ledger.wiring);
    expect(await ledger.close("2026-11")).toMatchObject({ adjustments: 6_000n });
  });

  test("however far ahead its month lies", async () => {
    const ledger = await holding(heldOrder());
    const later = { bookedAt: "2031-05-08T09:00:00+08:00", fulfilledAt: "2031-05-09T09:00:00+08:00" };
    const proposal = proposed(await correct(order({ orderId: "o1", ...later }), ledger));
    expect(await effectOf(proposal, ledger)).toEqual([["li", ["2031-05", 6_000n]]]);
  });

  test("or would, as soon as somebody is registered", async () => {
    const ledger = await holding(heldOrder());
    const proposal = proposed(await correct(order({ orderId: "o1", credits: [{ advisorId: "ghost" }] }), ledger));
    expect(proposal).toMatchObject({ content: { advisorIds: ["ghost"] } });
    expect(await effectOf(proposal, ledger)).toEqual([]);
  });

  test("by registering whom credits wait for", async () => {
    const ledger = await holding(advisor("wu", { joinedOn: "soon" }), order({ orderId: "o1", credits: [{ advisorId: "wu" }] }));
    const proposal = proposed(await correct(advisor("wu"), ledger));
    expect(await effectOf(proposal, ledger)).toEqual([["wu", ["2026-10", 6_000n]]]);
    await approveProposal(proposal, HR_2, ledger.wiring);
    await ledger.derive();
    expect(await ledger.close("2026-10")).toMatchObject({ earnings: 6_000n });
  });

  test("by scores that a factor looks at, an advisor's or a store's", async () => {
    const factors = [
      {
        id: "quality",
        by: "score",
        steps: [
          { from: "0", factor: "1" },
          { from: "4", factor: "2" },
        ],
      },
    ];
    const scores = (whose: object, score: string): [string, unknown] => [
      "AttributesGiven",
      { ...whose, month: "2026-10", values: { score }, revision: 1 },
    ];
    for (const whose of [{ advisorId: "wu" }, { storeId: "north" }]) {
      const ledger = await holding(
        scores(whose, "five"),
        plan({ planId: "scored", factors, components: [{ id: "share", kind: "share", rate: "0.06", factors: ["quality"] }] }),
        advisor("wu", { planId: "scored", stores: [{ storeId: "north", from: "2020-01-15" }] }),
        order({ orderId: "o1", credits: [{ advisorId: "wu" }] }),
      );
      const proposal = proposed(await correct(scores(whose, "5"), ledger));
      expect(await effectOf(proposal, ledger)).toEqual([["wu", ["2026-10", 6_000n]]]);
    }
  });
});

describe("a correction that skips revisions", () => {
  const booked = (given: object = {}) => order({ orderId: "o1", status: "booked", fulfilledAt: undefined, ...given });
  const scores = (revision: number, score = "4"): [string, unknown] => [
    "AttributesGiven",
    { advisorId: "li", month: "2026-10", values: { score }, revision },
  ];

  test.each<[string, Event, Event, [string, unknown][]]>([
    ["of an order", heldOrder(), booked({ revision: 3 }), []],
    ["of an order that counts", heldOrder({ revision: 2 }), booked({ revision: 4 }), [booked()]],
    ["of one whose revision can't be read", heldOrder({ revision: "5" }), booked({ revision: 5 }), []],
    ["of an advisor", advisor("li", { revision: 2, joinedOn: "soon" }), advisor("li", { revision: 1_000 }), []],
    ["of scores", scores(1, "x"), scores(3), []],
  ])("is proposed, though it changes nobody's earnings: %s", async (_what, held, corrected, before) => {
    const ledger = await holding(held, ...before);
    const proposal = proposed(await correct(corrected, ledger));
    expect(proposal).toMatchObject({ content: { kind: "correction", skipsRevisions: true } });
    expect(await effectOf(proposal, ledger)).toEqual([]);
    await expect(createHandler(() => ledger.wiring)({ id: ledger.id, body: bodyOf(corrected) }, {} as never)).rejects.toThrow(RefusedError);
    expect(await approveProposal(proposal, HR_2, ledger.wiring)).toMatchObject({ status: "published" });
    expect(await readQuarantined(ledger.id, ledger.wiring)).toMatchObject({ released: true });
  });

  test("is none that takes the next one: what its source sends next counts, or is quarantined under the same number", async () => {
    const ledger = await holding(heldOrder());
    expect(await correct(booked({ revision: 2 }), ledger)).toEqual({ kind: "recorded" });
    await ledger.record(order({ orderId: "o1", revision: 2 }));
    expect((await ledger.wiring.quarantine.list()).filter(({ released }) => !released)).toMatchObject([
      { issues: [{ code: "order-conflict" }] },
    ]);
    await ledger.record(order({ orderId: "o1", revision: 3 }));
    expect(await ledger.close("2026-10")).toMatchObject({ earnings: 6_000n });
  });
});

describe("when it is published", () => {
  test("the record must still be held", async () => {
    const ledger = await holding(heldOrder({ credits: [{ advisorId: "li" }] }));
    const proposal = proposed(await correct(order({ orderId: "o1" }), ledger));
    await ledger.wiring.quarantine.markReleased(ledger.id, "{}");
    const refused = await approveProposal(proposal, HR_2, ledger.wiring);
    expect(refused).toMatchObject({ status: "approved", refusals: [{ code: "correction-done" }] });
    await withdraw({ proposalId: refused.proposalId, lockVersion: refused.lockVersion, comment }, HR, ledger.wiring);
    expect(await ledger.close("2026-10")).toMatchObject({ payable: 0n });
  });

  test("it must change the same earnings by as much; what others do to the same month is no matter", async () => {
    const [ledger, other] = [await holding(heldOrder()), await holding(heldOrder())];
    const [proposal, second] = [
      proposed(await correct(order({ orderId: "o1" }), ledger)),
      proposed(await correct(order({ orderId: "o1" }), other)),
    ];
    await ledger.record(order({ orderId: "o9" }));
    expect(await approveProposal(proposal, HR_2, ledger.wiring)).toMatchObject({ status: "published" });
    await other.record(plan({ version: 2, effectiveFrom: "2026-09-01", components: [{ id: "share", kind: "share", rate: "0.5" }] }));
    await other.derive();
    expect(await approveProposal(second, HR_2, other.wiring)).toMatchObject({
      status: "approved",
      refusals: [{ code: "correction-differs" }],
    });
    expect(await readQuarantined(other.id, other.wiring)).toMatchObject({ released: false });
  });

  test("a body that was exchanged after the approval isn't taken over", async () => {
    const ledger = await holding(heldOrder());
    const { content, ...rest } = proposed(await correct(order({ orderId: "o1" }), ledger));
    if (!isCorrectionContent(content)) throw new Error("it is a correction");
    const dear = bodyOf(order({ orderId: "o1", lines: [{ lineId: "1", product: "hotel", price: 900_000 }] }));
    await ledger.wiring.proposals.commit(
      { ...rest, content: { ...content, body: dear } as CorrectionContent, lockVersion: rest.lockVersion + 1 },
      [],
    );
    const refused = await approveProposal({ proposalId: rest.proposalId, lockVersion: rest.lockVersion + 1 }, HR_2, ledger.wiring);
    expect(refused).toMatchObject({ status: "approved", refusals: [{ code: "facts-differ" }] });
  });
});

describe("one person is enough", () => {
  test.each<[string, Event, Event, string]>([
    ["for a booking that is only forecast", heldOrder(), order({ orderId: "o1", status: "booked", fulfilledAt: undefined }), "recorded"],
    ["for an order that earns nothing", heldOrder(), order({ orderId: "o1", status: "cancelled", fulfilledAt: undefined }), "recorded"],
    ["for an advisor without orders", advisor("wu", { joinedOn: "soon" }), advisor("wu"), "recorded"],
  ])("%s", async (_what, held, corrected, kind) => {
    const ledger = await holding(held);
    expect(await correct(corrected, ledger)).toEqual({ kind });
    expect(await readQuarantined(ledger.id, ledger.wiring)).toMatchObject({
      released: true,
      activity: [{ action: "reprocess", by: "hr" }],
    });
  });

  test("for a revision below the one that counts", async () => {
    const ledger = await holding(heldOrder(), order({ orderId: "o1", revision: 2 }));
    expect(await correct(order({ orderId: "o1" }), ledger)).toEqual({ kind: "superseded" });
  });

  test("for an operator too, and for nothing else", async () => {
    const ledger = await holding(heldOrder());
    const handler = createHandler(() => ledger.wiring);
    const call = (event: Event) => handler({ id: ledger.id, body: bodyOf(event) }, {} as never);
    await expect(call(order({ orderId: "o1" }))).rejects.toThrow("another person approves it");
    expect(await call(order({ orderId: "o1", status: "cancelled", fulfilledAt: undefined }))).toEqual({ kind: "recorded" });
  });
});

test("corrections: one stays held where its source may not bring it, whoever corrects it, before its effect is asked for", async () => {
  const ledger = await holding(heldOrder());
  const wiring = { ...ledger.wiring, eventSources: [{ source: "agency.orders", kinds: ["advisor"] }] } as Wiring;
  const held = { kind: "held", issues: [{ code: "source-not-allowed" }] };
  const earning = order({ orderId: "o1" });
  expect(await correct(earning, { id: ledger.id, wiring })).toMatchObject(held);
  expect(await createHandler(() => wiring)({ id: ledger.id, body: bodyOf(earning) }, {} as never)).toMatchObject(held);
  expect(await readQuarantined(ledger.id, ledger.wiring)).toMatchObject({ released: false, activity: [] });
});

describe("plans and adjustments", () => {
  test("a corrected adjustment is proposed as one, and the record counts no more, even where its advisor is registered later", async () => {
    const ledger = await holding(adjustment({ advisorId: "wu", amount: 500 }));
    const { wiring } = ledger;
    const proposal = proposed(await correct(adjustment({ advisorId: "li", amount: 700 }), ledger));
    expect(proposal).toMatchObject({ status: "submitted", content: { kind: "adjustments", entries: [{ advisorId: "li", amount: 700 }] } });
    expect(await codesOf(approveProposal(proposal, HR, wiring))).toEqual(["four-eyes"]);
    await approveProposal(proposal, HR_2, wiring);
    await ledger.record(advisor("wu"));
    await ledger.derive();
    expect(await ledger.close("2026-10")).toMatchObject({ payable: 700n });
    expect(await readQuarantined(ledger.id, wiring)).toMatchObject({ released: true, activity: [{ action: "reprocess" }] });
  });

  test("a corrected plan is a draft of the next version: it is tried, submitted and approved as any other", async () => {
    const ledger = await holding(plan({ version: 7, components: [{ id: "share", kind: "share", rate: "much" }] }));
    const proposal = proposed(await correct(plan({ version: 7, components: [{ id: "share", kind: "share", rate: "0.07" }] }), ledger));
    expect(proposal).toMatchObject({ status: "draft", content: { kind: "plan", planId: "partner", baseVersion: 1 } });
    expect((await ledger.wiring.ledger.plans()).map(({ version }) => version)).toEqual([1]);
    expect(await readQuarantined(ledger.id, ledger.wiring)).toMatchObject({ released: true });
  });

  test("an adjustment that is reprocessed unchanged keeps to its own way", async () => {
    const ledger = await holding(adjustment({ advisorId: "wu" }));
    const held = await readQuarantined(ledger.id, ledger.wiring);
    await ledger.record(advisor("wu"));
    // Its text is the same but for white space: nothing is corrected.
    expect(await releaseHeld({ id: ledger.id, body: held?.body ?? "", comment }, HR, ledger.wiring)).toEqual({ kind: "recorded" });
    await ledger.derive();
    expect(await ledger.close("2026-10")).toMatchObject({ payable: 500n });
  });
});
