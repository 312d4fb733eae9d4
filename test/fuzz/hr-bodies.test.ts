import fc from "fast-check";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { logger } from "../../functions/_platform/middleware.ts";
import { type HrWorld, PARTNER, startHrWorld, type Told } from "../functions/api/hr-world.ts";
import type { Ledgers } from "../support/ledger.ts";
import { type Sabotage, sabotage, sabotagedText, strangeBody } from "./bodies.ts";
import { holds, TIMEOUT_MS } from "./runs.ts";

let ledgers: Ledgers;
let world: HrWorld;
let heldUrl = "";
/** The record that is held, as it should have been sent. */
let corrected: unknown;
beforeAll(async () => {
  ({ ledgers, world } = await startHrWorld());
  heldUrl = (await world.tell("hana", "GET /v1/hr/quarantine")).body.data[0].url;
  const held = JSON.parse((await world.tell("hana", `GET ${heldUrl}`)).body.body);
  corrected = { ...held, detail: { ...held.detail, currency: "CNY" } };
});
afterAll(() => ledgers.stop());

const WHERE = { product: ["hotel"], channel: ["app"] };
const TERMS = {
  ...PARTNER,
  effectiveFrom: "2027-02-01",
  factors: [{ id: "service", by: "serviceScore", default: "0.8", steps: [{ from: "4.5", factor: "1.2" }] }],
  components: [
    { id: "share", kind: "share", rate: "0.06", factors: ["service"] },
    {
      id: "ladder",
      kind: "share",
      where: WHERE,
      tiers: { mode: "marginal", measure: "sales", period: "year", of: WHERE, steps: [step(0, "0.01"), step(10_000, "0.02")] },
    },
    { id: "flat", kind: "flat", where: { role: ["manager"] }, amount: 500 },
    { id: "prize", kind: "bonus", amount: 5_000, when: { measure: "units", of: WHERE, atLeast: 3 } },
    { id: "most", kind: "cap", amount: 1_000_000 },
    { id: "least", kind: "guarantee", amount: 100_000, months: 6 },
  ],
  payout: { minimum: 1_000 },
  equity: { anyOf: [{ months: 3, totalAtLeast: 100 }], require: [{ attribute: "serviceScore", atLeast: "4" }] },
};

function step(from: number, rate: string) {
  return { from, rate };
}

const comment = "because";
const expectedResultHash = "0".repeat(32);
const ENTRIES = [
  { advisorId: "li", month: "2026-11", values: { serviceScore: "4.5" } },
  { storeId: "s1", month: "2026-12", values: { inspectionScore: "3" } },
];
const LI = {
  name: "li",
  joinedOn: "2020-01-15",
  planId: "partner",
  assignments: [{ planId: "partner", from: "2026-11-15" }],
  managers: [{ managerId: "wang", from: "2026-11-01" }],
  stores: [{ storeId: "s1", from: "2026-01-01" }],
};

/** Somebody who came back. */
const BACK = { ...LI, joinedOn: undefined, spells: [{ from: "2020-01-15", to: "2026-10-31" }, { from: "2026-11-15" }] };

/** What is sent where, as it should be; of a draft's steps the lock version is filled in. */
const SENT: Readonly<Record<string, unknown>> = {
  "POST /v1/hr/proposals": { planId: "partner", from: 1, rollbackOf: 1, comment },
  "PUT DRAFT/terms": { lockVersion: 0, terms: TERMS, rebase: true, comment },
  "POST DRAFT/simulations": { lockVersion: 0, from: "2026-10", to: "2026-11", mode: "retroactive", replaces: "partner" },
  "POST DRAFT/submit": { lockVersion: 0, comment, acknowledged: ["dropped:override"] },
  "POST DRAFT/approve": { lockVersion: 0 },
  "POST DRAFT/publish": { lockVersion: 0 },
  "POST DRAFT/return": { lockVersion: 0, comment },
  "POST /v1/hr/advisors/li/preview": { advisor: LI, handoverTo: { advisorId: "wang", from: "2027-01-01" } },
  "PUT /v1/hr/advisors/li": { advisor: LI, comment, expectedResultHash },
  "PUT /v1/hr/advisors/new": { advisor: LI, comment, expectedResultHash },
  "POST /v1/hr/scores/preview": { entries: ENTRIES, source: "a file" },
  "POST /v1/hr/scores": { entries: ENTRIES, source: "a file", comment, expectedResultHash },
  "POST /v1/hr/advisors/wang/preview": { advisor: BACK },
  "PUT /v1/hr/advisors/back": { advisor: BACK, comment, expectedResultHash },
  "POST HELD/reprocess": { body: "{}", comment },
  "POST HELD/reprocess corrected": { comment },
};
/** Those in which there is most to go wrong come more often. */
const requests = fc.oneof(
  { weight: 3, arbitrary: fc.constant("PUT DRAFT/terms") },
  { weight: 7, arbitrary: fc.constantFrom(...Object.keys(SENT)) },
);

let draftUrl: string | undefined;

async function draft(): Promise<{ readonly url: string; readonly lockVersion: number }> {
  const found = draftUrl === undefined ? undefined : await world.tell("hana", `GET ${draftUrl}`);
  if (found?.body.status === "draft") return found.body;
  const { body } = await world.tell("hana", "POST /v1/hr/proposals", { planId: "partner", from: 1 });
  draftUrl = body.url;
  return body;
}

async function send(request: string, sabotaged: Sabotage): Promise<Told[]> {
  const { url, lockVersion } = await draft();
  if (request === "POST HELD/reprocess corrected") return correct(sabotaged);
  const sent = SENT[request] as Readonly<Record<string, unknown>>;
  const content = "lockVersion" in sent ? { ...sent, lockVersion } : sent;
  const to = request.replace("DRAFT", url).replace("HELD", heldUrl);
  const told = await world.tell("hana", to, sabotagedText(content, sabotaged));
  if (told.status >= 300) return [told];
  // What was taken is looked at, tried, and saved.
  if (request === "PUT DRAFT/terms")
    return [told, await tried(url, told.body.lockVersion, "retroactive"), await world.tell("hana", `GET ${url}`)];
  const hash = told.body.restatement?.resultHash;
  if (request === "POST /v1/hr/scores/preview" && hash !== undefined)
    return [told, await world.tell("hana", "POST /v1/hr/scores", { entries: told.body.entries, comment, expectedResultHash: hash })];
  if (request === "POST /v1/hr/advisors/li/preview" && hash !== undefined)
    return [told, await world.tell("hana", "PUT /v1/hr/advisors/li", { advisor: told.body.after, comment, expectedResultHash: hash })];
  return [told];
}

/** A correction whose body was tampered with; one that is proposed is withdrawn, so that the next one can be. */
async function correct(sabotaged: Sabotage): Promise<Told[]> {
  const told = await world.tell("hana", `POST ${heldUrl}/reprocess`, { body: sabotagedText(corrected, sabotaged), comment });
  const { proposalUrl } = told.body;
  return typeof proposalUrl === "string"
    ? [told, await world.tell("hana", `POST ${proposalUrl}/withdraw`, { lockVersion: 1, comment })]
    : [told];
}

const tried = (url: string, lockVersion: number, mode: "retroactive" | "fromEffectiveDate") =>
  world.tell("hana", `POST ${url}/simulations`, { lockVersion, from: "2026-10", to: "2026-11", mode });

const EXPECTED = [200, 201, 202, 400, 404, 409, 413, 415, 422];

/** Nothing was logged as a fault, and what is no answer is a problem. */
async function expectFaultless(ask: () => Promise<readonly Told[]>): Promise<void> {
  const logged = vi.spyOn(logger, "error").mockImplementation(() => undefined);
  try {
    for (const { status, headers, body } of await ask()) {
      expect(logged.mock.calls.map(([, error]) => (error as Error).stack)).toEqual([]);
      expect(EXPECTED, JSON.stringify(body).slice(0, 300)).toContain(status);
      expect(headers["x-content-type-options"]).toBe("nosniff");
      if (status >= 400) expect(body).toMatchObject({ status, type: expect.stringMatching(/^urn:fenrun:problem:/) });
    }
  } finally {
    logged.mockRestore();
  }
}

test(
  "hr bodies: what is sent to HR's API is taken or told as a problem, whatever was done to it, and never a fault of ours",
  () =>
    holds(
      fc.asyncProperty(requests, sabotage, (request, sabotaged) => expectFaultless(() => send(request, sabotaged))),
      100,
    ),
  TIMEOUT_MS,
);

const types = fc.constantFrom(
  "application/json",
  "text/csv",
  "application/json; charset=gbk",
  "application/xml",
  "application/JSON ;x",
  "",
);

test(
  "hr bodies: and whatever it is",
  () =>
    holds(
      fc.asyncProperty(requests, strangeBody, types, async (request, body, type) => {
        const to = request
          .replace("DRAFT", (await draft()).url)
          .replace("HELD", heldUrl)
          .replace(" corrected", "");
        await expectFaultless(async () => [await world.tell("hana", to, body, type === "" ? {} : { "content-type": type })]);
      }),
      100,
    ),
  TIMEOUT_MS,
);
