import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { problemSchema } from "../../../functions/_platform/api/common-schemas.ts";
import { ENDPOINTS } from "../../../functions/hr-api/endpoints.ts";
import { responseOf } from "../../support/endpoints.ts";
import { plan } from "../../support/facts.ts";
import type { Ledgers } from "../../support/ledger.ts";
import { type HrWorld, PARTNER, startHrWorld, type Told, type Who } from "./hr-world.ts";

let ledgers: Ledgers;
let world: HrWorld;
const tell = (who: Who, request: string, body?: unknown, headers?: Readonly<Record<string, string>>): Promise<Told> =>
  world.tell(who, request, body, headers);
beforeAll(async () => {
  ({ ledgers, world } = await startHrWorld());
});
afterAll(() => ledgers.stop());

const answered = new Set<string>();

/** The answer is one that its description knows to the last field; gives its body. */
function described(route: string, { status, headers, body }: Told, expected = 200) {
  expect([route, status, body?.detail]).toEqual([route, expected, undefined]);
  expect(headers["content-type"]).toBe("application/json");
  const result = responseOf(route).safeParse(body);
  expect(result.error?.issues ?? []).toEqual([]);
  // What parsing leaves out is what the description doesn't know.
  expect(result.data).toEqual(body);
  answered.add(route);
  return body;
}

const terms = (rate: string) => ({ ...PARTNER, effectiveFrom: "2027-02-01", components: [{ id: "share", kind: "share", rate }] });

describe("every answer is as it is described", () => {
  let proposalUrl = "";
  let simulationUrl = "";

  test("a plan's life, from the draft to the published version", async () => {
    const made = await tell("hana", "POST /v1/hr/proposals", { planId: "partner", from: 1, comment: "a raise" });
    const draft = described("hrApi.propose", made, 201);
    proposalUrl = draft.url;
    expect([made.headers.location, draft.status, draft.content.baseVersion]).toEqual([proposalUrl, "draft", 1]);
    const edited = await tell("hana", `PUT ${proposalUrl}/terms`, { lockVersion: draft.lockVersion, terms: terms("0.07") });
    const { lockVersion, review } = described("hrApi.editTerms", edited);
    expect(review.changes).toContainEqual({ kind: "rate", component: "share", before: "0.06", after: "0.07" });
    expect(review.findings.map(({ kind }: { kind: string }) => kind)).toContain("dropped");
    const begun = await tell("hana", `POST ${proposalUrl}/simulations`, { lockVersion, from: "2026-10", to: "2026-11" });
    const simulation = described("hrApi.createSimulation", begun, 201);
    simulationUrl = simulation.url;
    expect([begun.headers.location, simulation.status]).toEqual([simulationUrl, "done"]);
    expect(simulation.result.cost.before.amountMinor).toBe(31_500);
    const seen = described("hrApi.proposal", await tell("ada", `GET ${proposalUrl}`));
    const acknowledged = seen.review.findings.map(({ id }: { id: string }) => id);
    const submitted = await tell("hana", `POST ${proposalUrl}/submit`, { lockVersion: seen.lockVersion, comment: "a raise", acknowledged });
    expect(described("hrApi.step", submitted).status).toBe("submitted");
    const approved = await tell("fei", `POST ${proposalUrl}/approve`, { lockVersion: submitted.body.lockVersion });
    expect(described("hrApi.step", approved).approval.by).toBe("fei");
    const published = await tell("hana", `POST ${proposalUrl}/publish`, { lockVersion: approved.body.lockVersion });
    expect(described("hrApi.step", published).status).toBe("published");
  });

  test("what lists, versions, simulations and the activity tell", async () => {
    described("hrApi.proposals", await tell("ada", "GET /v1/hr/proposals?status=published&kind=plan"));
    described("hrApi.plans", await tell("ada", "GET /v1/hr/plans"));
    const { versions } = described("hrApi.plan", await tell("fei", "GET /v1/hr/plans/partner"));
    expect(versions.map(({ version, state }: never) => [version, state])).toEqual([
      [2, "future"],
      [1, "in-force"],
    ]);
    const version = described("hrApi.version", await tell("ada", "GET /v1/hr/plans/partner/versions/2"));
    expect([version.plan.components[0].rate, version.proposalUrl]).toEqual(["0.07", proposalUrl]);
    described("hrApi.simulations", await tell("ada", `GET ${proposalUrl}/simulations`));
    described("hrApi.simulation", await tell("ada", `GET ${simulationUrl}`));
    const lines = described("hrApi.simulationAdvisors", await tell("ada", `GET ${simulationUrl}/advisors?limit=1`));
    expect([lines.data[0].advisorId, lines.hasMore]).toEqual(["li", true]);
    const activity = described("hrApi.activity", await tell("ada", "GET /v1/hr/activity/plan:partner"));
    expect(activity.data.map(({ action, by }: never) => `${action} ${by}`)).toEqual([
      "create hana",
      "edit hana",
      "simulate hana",
      "submit hana",
      "approve fei",
      "publish hana",
    ]);
  });

  test("advisors, and who waits", async () => {
    const { advisor } = described("hrApi.advisor", await tell("ada", "GET /v1/hr/advisors/li"));
    const waiting = described("hrApi.unassignedCredits", await tell("ada", "GET /v1/hr/unassigned-credits"));
    expect(waiting.data.map(({ advisorId, reason }: never) => [advisorId, reason])).toEqual([["zhao", "unknown"]]);
    const renamed = { ...advisor, name: "Li Na", revision: advisor.revision + 1 };
    const preview = described("hrApi.previewAdvisor", await tell("hana", "POST /v1/hr/advisors/li/preview", { advisor: renamed }));
    expect(preview.changes).toContainEqual({ path: "name", before: "li", after: "Li Na" });
    const { resultHash: expectedResultHash } = preview.restatement;
    const saved = await tell("hana", "PUT /v1/hr/advisors/li", { advisor: renamed, comment: "a new name", expectedResultHash });
    expect([described("hrApi.saveAdvisor", saved, 201).status, saved.headers.location]).toEqual(["published", saved.body.url]);
    const changed = described("hrApi.advisor", await tell("ada", "GET /v1/hr/advisors/li"));
    expect(changed.revisions.map(({ name }: { name: string }) => name)).toEqual(["Li Na", "li"]);
  });

  test("scores, from entries and from a file", async () => {
    const entries = [{ advisorId: "li", month: "2026-12", values: { serviceScore: "4.5" } }];
    const preview = described("hrApi.previewScores", await tell("hana", "POST /v1/hr/scores/preview", { entries }));
    expect(preview.counts).toEqual({ new: 1, changed: 0, same: 0, rowErrors: 0 });
    const csv = "advisorId,month,serviceScore\nli,2026-12,4.5\nli,2026-12-01,3\n";
    const ofFile = await tell("hana", "POST /v1/hr/scores/preview?fileName=december.csv", csv, { "content-type": "text/csv" });
    const { entries: read, rowErrors, restatement } = described("hrApi.previewScores", ofFile);
    expect([read, rowErrors.map(({ line }: { line: number }) => line)]).toEqual([entries, [3]]);
    const save = { entries: read, source: "december.csv", comment: "December's", expectedResultHash: restatement.resultHash };
    expect(described("hrApi.saveScores", await tell("hana", "POST /v1/hr/scores", save), 201).status).toBe("published");
  });

  test("the quarantine", async () => {
    const { data, groups } = described("hrApi.quarantine", await tell("ada", "GET /v1/hr/quarantine"));
    expect([data.length, groups.length]).toEqual([1, 1]);
    const held = described("hrApi.quarantined", await tell("ada", `GET ${data[0].url}`));
    expect(JSON.parse(held.body).detail.currency).toBe("USD");
    const noted = await tell("hana", `POST ${held.url}/dismiss`, { comment: "we asked" });
    expect(described("hrApi.dismiss", noted).outcome).toBe("dismissed");
    const body = held.body.replace("USD", "CNY");
    // Facts that could be taken over by themselves, and that no order becomes.
    const paid = { adjustmentId: "m1", advisorId: "li", month: "2027-06", amount: 5_000_000, reason: "it was an adjustment" };
    for (const [detailType, detail] of [["AdjustmentApproved", paid], plan({ version: 9, effectiveFrom: "2027-06-01" })]) {
      const other = JSON.stringify({ ...JSON.parse(held.body), "detail-type": detailType, detail });
      const refused = await tell("hana", `POST ${held.url}/reprocess`, { body: other, comment: "it was something else" });
      expect([refused.status, refused.body.issues.map(({ code }: { code: string }) => code)]).toEqual([422, ["correction-kind"]]);
      expect(described("hrApi.quarantined", await tell("ada", `GET ${data[0].url}`)).body).toBe(held.body);
    }
    const proposed = await tell("hana", `POST ${held.url}/reprocess`, { body, comment: "it was yuan" });
    const { outcome, proposalUrl: at } = described("hrApi.reprocess", proposed);
    expect(outcome).toBe("proposed");
    const { content, lockVersion, restatement } = described("hrApi.proposal", await tell("ada", `GET ${at}`));
    expect([content.kind, restatement.lines.length > 0]).toEqual(["correction", true]);
    expect((await tell("hugo", `POST ${at}/approve`, { lockVersion })).body.status).toBe("published");
    const activity = described("hrApi.activity", await tell("ada", `GET ${held.activityUrl}`));
    expect(activity.data.map(({ action }: { action: string }) => action)).toEqual(["dismiss", "submit", "approve", "publish"]);
    const again = await tell("hana", `POST ${held.url}/reprocess`, { body, comment: "it was yuan" });
    expect(described("hrApi.reprocess", again).outcome).toBe("duplicate");
  });

  test("no route is left out", () => {
    // A workbook's preview is made by a job: scores-upload.test.ts has it; and derivations.test.ts what is derived anew.
    const derivations = ["hrApi.derivations", "hrApi.derivation", "hrApi.stopDerivation", "hrApi.resumeDerivation"];
    const elsewhere = ["hrApi.scoresUpload", ...derivations];
    expect([...answered, ...elsewhere].sort()).toEqual(ENDPOINTS.map(({ id }) => id).sort());
  });

  test("nothing is answered again while it has not changed, and the addresses in answers lead somewhere", async () => {
    const left: string[] = [];
    for (const path of ["/v1/hr/plans", "/v1/hr/plans/partner", proposalUrl, simulationUrl, "/v1/hr/quarantine", "/v1/hr/proposals"]) {
      const { headers, body } = await tell("ada", `GET ${path}`);
      const again = await tell("ada", `GET ${path}`, undefined, { "if-none-match": headers.etag ?? "" });
      expect([path, again.status, again.body]).toEqual([path, 304, undefined]);
      for (const [, url = ""] of JSON.stringify(body).matchAll(/"\w*[uU]rl":"([^"]+)"/g))
        if ((await tell("ada", `GET ${url}`)).status !== 200) left.push(url);
    }
    expect(left).toEqual([]);
  });
});

const PROBLEMS: [request: string, status: number, field?: string, body?: unknown][] = [
  ["GET /v1/hr/plans/none", 404],
  ["GET /v1/hr/plans/partner/versions/9", 404],
  ["GET /v1/hr/proposals/none", 404],
  ["GET /v1/hr/simulations/none", 404],
  ["GET /v1/hr/simulations/none/advisors", 404],
  ["GET /v1/hr/activity/nobody:li", 404],
  ["GET /v1/hr/advisors/ghost", 404],
  ["GET /v1/hr/quarantine/none", 404],
  ["GET /v1/hr/nothing", 404],
  ["GET /v1/hr/proposals?status=lost", 422, "status"],
  ["GET /v1/hr/proposals?limit=0", 422, "limit"],
  ["GET /v1/hr/proposals?cursor=x", 422, "cursor"],
  ["GET /v1/hr/plans?colour=red", 422, "colour"],
  ["POST /v1/hr/proposals", 422, "from", { planId: "partner" }],
  ["POST /v1/hr/proposals", 422, "colour", { planId: "partner", from: 1, colour: "red" }],
  ["POST /v1/hr/proposals", 422, "from", { planId: "partner", from: "blank", rollbackOf: 1 }],
  ["POST /v1/hr/proposals", 422, "", []],
  ["POST /v1/hr/proposals", 400, undefined, "{"],
  ["POST /v1/hr/proposals/none/approve", 404, undefined, { lockVersion: 1 }],
  ["POST /v1/hr/proposals/none/applaud", 404, undefined, { lockVersion: 1 }],
  ["POST /v1/hr/proposals/none/submit", 422, "comment", { lockVersion: 1, comment: " " }],
  [
    "PUT /v1/hr/advisors/li",
    422,
    "advisor.advisorId",
    { advisor: { advisorId: "wang" }, comment: "x", expectedResultHash: "0".repeat(32) },
  ],
  ["POST /v1/hr/scores/preview", 422, "entries[0].values.serviceScore", { entries: [entry({ serviceScore: 5 })] }],
  ["POST /v1/hr/scores/preview", 422, "entries[0]", { entries: [{ month: "2026-12", values: {} }] }],
  ["POST /v1/hr/quarantine/none/reprocess", 404, undefined, { comment: "x" }],
  ["POST /v1/hr/quarantine/none/dismiss", 422, "comment", { comment: " " }],
];

function entry(values: Readonly<Record<string, unknown>>) {
  return { advisorId: "li", month: "2026-12", values };
}

test.each(PROBLEMS)("%s is answered with problem %i", async (request, status, field, body) => {
  const told = await tell("hana", request, body);
  expect([told.status, told.headers["content-type"]]).toEqual([status, "application/problem+json; charset=utf-8"]);
  const problem = problemSchema.strict().parse(told.body);
  expect([problem.status, problem.issues?.[0]?.path]).toEqual([status, field]);
});

test("hr api: a body is JSON, of a size that can be borne, and nested as deep as sense goes", async () => {
  const propose = "POST /v1/hr/proposals";
  const xml = await tell("hana", propose, "<plan/>", { "content-type": "application/xml" });
  expect([xml.status, xml.body.type]).toEqual([415, "urn:fenrun:problem:unsupported-media-type"]);
  const file = await tell("hana", "POST /v1/hr/scores", "advisorId,month\n", { "content-type": "text/csv" });
  expect(file.status).toBe(415);
  const large = await tell("hana", propose, JSON.stringify({ planId: "x".repeat(5_000_000) }));
  expect([large.status, large.body.type]).toEqual([413, "urn:fenrun:problem:too-large"]);
  const deep = await tell("hana", propose, `${"[".repeat(30_000)}${"]".repeat(30_000)}`);
  expect([deep.status, deep.body.issues]).toMatchObject([422, [{ path: "", code: "nested-too-deep", params: { maximum: 24 } }]]);
});

test("hr api: what there is not at an address is told with what there is", async () => {
  const { status, headers } = await tell("hana", "PUT /v1/hr/proposals");
  expect([status, headers.allow]).toEqual([405, "GET, HEAD, POST"]);
});
