import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Ledgers } from "../../support/ledger.ts";
import { type HrWorld, inMonth, PARTNER, startHrWorld, type Told, type Who } from "./hr-world.ts";

let ledgers: Ledgers;
let world: HrWorld;
const tell = (who: Who, request: string, body?: unknown, headers?: Readonly<Record<string, string>>): Promise<Told> =>
  world.tell(who, request, body, headers);
beforeAll(async () => {
  ({ ledgers, world } = await startHrWorld());
});
afterAll(() => ledgers.stop());

const terms = (rate: string, effectiveFrom = "2027-02-01") => ({
  ...PARTNER,
  effectiveFrom,
  components: [
    { id: "share", kind: "share", rate },
    { id: "override", kind: "share", where: { role: ["manager"] }, rate: "0.01" },
  ],
});

const kindOf = ({ status, body }: Told) => [status, body.type?.replace("urn:fenrun:problem:", "")];
const codesOf = ({ body }: Told): string[] => (body.issues ?? []).map(({ code }: { code: string }) => code);

/** A draft of partner's next version, by hana. */
async function drafted(rate = "0.07", from?: string) {
  const { body } = await tell("hana", "POST /v1/hr/proposals", { planId: "partner", from: 1 });
  return (await tell("hana", `PUT ${body.url}/terms`, { lockVersion: body.lockVersion, terms: terms(rate, from) })).body;
}

/** The same, tried and submitted by hana. */
async function submitted(rate?: string) {
  const { url, lockVersion } = await drafted(rate);
  await tell("hana", `POST ${url}/simulations`, { lockVersion, from: "2026-10", to: "2026-11" });
  const { body } = await tell("hana", `GET ${url}`);
  const acknowledged = body.review.findings.map(({ id }: { id: string }) => id);
  const told = await tell("hana", `POST ${url}/submit`, { lockVersion: body.lockVersion, comment: "a raise", acknowledged });
  expect([told.status, told.body.status]).toEqual([200, "submitted"]);
  return told.body;
}

describe("a lock version", () => {
  test("that another step has left behind is a conflict, and nothing is changed", async () => {
    const { url, lockVersion } = await drafted();
    const first = await tell("hana", `PUT ${url}/terms`, { lockVersion, terms: terms("0.08") });
    expect(first.body.lockVersion).toBe(lockVersion + 1);
    for (const [request, body] of [
      [`PUT ${url}/terms`, { lockVersion, terms: terms("0.09") }],
      [`POST ${url}/simulations`, { lockVersion, from: "2026-10", to: "2026-10" }],
      [`POST ${url}/submit`, { lockVersion, comment: "a raise" }],
      [`POST ${url}/withdraw`, { lockVersion, comment: "no raise" }],
    ] as const) {
      const late = await tell("hugo", request, body);
      expect([request, ...kindOf(late)]).toEqual([request, 409, "conflict"]);
      expect(late.body.detail).toMatch(/reload it/);
    }
    expect((await tell("hana", `GET ${url}`)).body).toMatchObject({ lockVersion: lockVersion + 1, content: { terms: terms("0.08") } });
  });

  test("may be named by the ETag of the proposal, and has to be named", async () => {
    const { url } = await drafted();
    const { headers } = await tell("hana", `GET ${url}`);
    const ifMatch = { "if-match": headers.etag ?? "" };
    expect((await tell("hana", `PUT ${url}/terms`, { terms: terms("0.08") }, ifMatch)).status).toBe(200);
    expect(kindOf(await tell("hana", `PUT ${url}/terms`, { terms: terms("0.09") }, ifMatch))).toEqual([409, "conflict"]);
    const unnamed = await tell("hana", `PUT ${url}/terms`, { terms: terms("0.09") });
    expect([unnamed.status, unnamed.body.issues[0].path]).toEqual([422, "lockVersion"]);
    for (const [header, lockVersion, field] of [
      ['"none of ours"', undefined, "If-Match"],
      [headers.etag, 1, "lockVersion"],
    ] as const) {
      const odd = await tell("hana", `PUT ${url}/terms`, { lockVersion, terms: terms("0.09") }, { "if-match": header ?? "" });
      expect([odd.status, odd.body.issues[0].path]).toEqual([422, field]);
    }
  });

  test("is decided on by one of two who come at the same moment", async () => {
    const { url, lockVersion } = await submitted("0.061");
    const both = await Promise.all((["fei", "hugo"] as const).map((who) => tell(who, `POST ${url}/approve`, { lockVersion })));
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    const { body } = await tell("ada", `GET ${url}`);
    expect([body.status, body.lockVersion]).toEqual(["approved", lockVersion + 1]);
    await tell("hana", `POST ${url}/withdraw`, { lockVersion: body.lockVersion, comment: "only a test" });
  });
});

describe("who may take a step", () => {
  test("an advisor none, an auditor none, finance none but to approve and send back", async () => {
    const { url, lockVersion } = await submitted("0.062");
    const comment = "because";
    const asked: [Who, string, unknown][] = [
      ["li", "GET /v1/hr/plans", undefined],
      ["li", `POST ${url}/approve`, { lockVersion }],
      ["ada", `POST ${url}/approve`, { lockVersion }],
      ["ada", "POST /v1/hr/proposals", { planId: "partner", from: 1 }],
      ["fei", "POST /v1/hr/proposals", { planId: "partner", from: 1 }],
      ["fei", `PUT ${url}/terms`, { lockVersion, terms: terms("0.5") }],
      ["fei", `POST ${url}/simulations`, { lockVersion, from: "2026-10", to: "2026-10" }],
      ["fei", `POST ${url}/submit`, { lockVersion, comment }],
      ["fei", `POST ${url}/withdraw`, { lockVersion, comment }],
      ["fei", `POST ${url}/publish`, { lockVersion }],
      ["fei", "PUT /v1/hr/advisors/li", { advisor: {}, comment, expectedResultHash: "0".repeat(32) }],
      ["fei", "POST /v1/hr/scores", { entries: [], comment }],
      ["fei", "POST /v1/hr/quarantine/x/reprocess", { comment }],
    ];
    for (const [who, request, body] of asked)
      expect([who, request, ...kindOf(await tell(who, request, body))]).toEqual([who, request, 403, "forbidden"]);
    expect((await tell("ada", `GET ${url}`)).body).toMatchObject({ status: "submitted", lockVersion });
    const back = await tell("fei", `POST ${url}/return`, { lockVersion, comment });
    expect([back.status, back.body.status, back.body.submission]).toEqual([200, "draft", null]);
  });

  test("whoever wrote or submitted it can't approve it, whatever roles they have", async () => {
    const { url, lockVersion: first } = await drafted("0.063");
    // Mei is of HR and of finance, and writes a word of hana's draft.
    const { body: edited } = await tell("mei", `PUT ${url}/terms`, { lockVersion: first, terms: terms("0.064") });
    await tell("hana", `POST ${url}/simulations`, { lockVersion: edited.lockVersion, from: "2026-10", to: "2026-11" });
    const { body } = await tell("hana", `GET ${url}`);
    const acknowledged = body.review.findings.map(({ id }: { id: string }) => id);
    const { lockVersion } = (await tell("hugo", `POST ${url}/submit`, { lockVersion: body.lockVersion, comment: "a raise", acknowledged }))
      .body;
    for (const who of ["hana", "mei", "hugo"] as const) {
      const refused = await tell(who, `POST ${url}/approve`, { lockVersion });
      expect([who, ...kindOf(refused), ...codesOf(refused)]).toEqual([who, 403, "forbidden", "four-eyes"]);
      expect(refused.body.issues[0].message).toMatch(/ask another person/);
    }
    expect((await tell("fei", `POST ${url}/approve`, { lockVersion })).body.status).toBe("approved");
  });
});

test("hr api steps: what hinders a submission is told one by one, with what to do", async () => {
  const { url, lockVersion } = await drafted("0.065");
  const untried = await tell("hana", `POST ${url}/submit`, { lockVersion, comment: "a raise" });
  expect([...kindOf(untried), codesOf(untried).includes("simulation-missing")]).toEqual([422, "refused", true]);
  const invalid = await tell("hana", `PUT ${url}/terms`, { lockVersion, terms: { ...terms("0.065"), components: "none" } });
  expect([invalid.status, invalid.body.review.plan]).toEqual([200, null]);
  expect(invalid.body.review.issues[0].path).toBe("components");
  const tried = await tell("hana", `POST ${url}/simulations`, { lockVersion: invalid.body.lockVersion, from: "2026-10", to: "2026-10" });
  expect([...kindOf(tried), ...codesOf(tried)]).toEqual([422, "refused", "plan-invalid", "list-expected"]);
});

describe("a step that was taken is answered again with how things stand", () => {
  test("to whoever took it, on the lock version that they knew", async () => {
    const draft = await submitted("0.066");
    const { url } = draft;
    const submitAgain = await tell("hana", `POST ${url}/submit`, { lockVersion: draft.lockVersion - 1, comment: "a raise" });
    expect([submitAgain.status, submitAgain.body.lockVersion]).toEqual([200, draft.lockVersion]);
    const approve = () => tell("fei", `POST ${url}/approve`, { lockVersion: draft.lockVersion });
    const approved = [await approve(), await approve()];
    expect(approved.map(({ status, body }) => [status, body.status, body.lockVersion])).toEqual([
      [200, "approved", draft.lockVersion + 1],
      [200, "approved", draft.lockVersion + 1],
    ]);
    expect(kindOf(await tell("hugo", `POST ${url}/approve`, { lockVersion: draft.lockVersion }))).toEqual([409, "conflict"]);
    const publish = () => tell("hana", `POST ${url}/publish`, { lockVersion: draft.lockVersion + 1 });
    const published = [await publish(), await publish()];
    expect(published.map(({ status, body }) => [status, body.status])).toEqual([
      [200, "published"],
      [200, "published"],
    ]);
    expect(published[1]?.body.lockVersion).toBe(published[0]?.body.lockVersion);
    const actions = (await tell("ada", `GET ${draft.activityUrl}`)).body.data.map(({ action }: { action: string }) => action);
    expect(actions).toEqual(["create", "edit", "simulate", "submit", "approve", "publish"]);
  });

  test("also where it was withdrawn or sent back, until something else was done", async () => {
    const sent = await submitted("0.067");
    const back = () => tell("fei", `POST ${sent.url}/return`, { lockVersion: sent.lockVersion, comment: "too much" });
    const returned = [await back(), await back()];
    expect(returned.map(({ status, body }) => [status, body.status, body.lockVersion])).toEqual([
      [200, "draft", sent.lockVersion + 1],
      [200, "draft", sent.lockVersion + 1],
    ]);
    const withdraw = (lockVersion: number) => tell("hana", `POST ${sent.url}/withdraw`, { lockVersion, comment: "no raise" });
    const edited = await tell("hana", `PUT ${sent.url}/terms`, { lockVersion: sent.lockVersion + 1, terms: terms("0.068") });
    expect(kindOf(await back())).toEqual([409, "conflict"]);
    const gone = [await withdraw(edited.body.lockVersion), await withdraw(edited.body.lockVersion)];
    expect(gone.map(({ status, body }) => [status, body.status])).toEqual([
      [200, "withdrawn"],
      [200, "withdrawn"],
    ]);
    expect(kindOf(await tell("hana", `PUT ${sent.url}/terms`, { lockVersion: gone[0]?.body.lockVersion, terms: terms("0.07") }))).toEqual([
      422,
      "refused",
    ]);
  });
});

test("hr api steps: what is published meanwhile makes publishing refuse, and says what to do", async () => {
  const [first, second] = [await submitted("0.07"), await submitted("0.08")];
  for (const { url, lockVersion } of [first, second]) await tell("fei", `POST ${url}/approve`, { lockVersion });
  expect((await tell("hana", `POST ${first.url}/publish`, { lockVersion: first.lockVersion + 1 })).body.status).toBe("published");
  const late = await tell("hana", `POST ${second.url}/publish`, { lockVersion: second.lockVersion + 1 });
  expect(kindOf(late)).toEqual([422, "refused"]);
  expect(codesOf(late)).toEqual(["version-taken"]);
  expect(late.body.detail).toMatch(/rebase it onto the latest version in the editor/);
  const { body } = await tell("ada", `GET ${second.url}`);
  expect([body.status, body.issues]).toEqual(["approved", late.body.issues]);
});

test("hr api steps: rolling back brings an older version's terms as a new one, and says which it takes back", async () => {
  const { versions } = (await tell("ada", "GET /v1/hr/plans/partner")).body;
  const latest = versions[0].version;
  const { status, body } = await tell("hana", "POST /v1/hr/proposals", {
    planId: "partner",
    from: 1,
    rollbackOf: latest,
    comment: "too dear",
  });
  expect([status, body.content.rollbackOf, body.content.baseVersion]).toEqual([201, { from: 1, to: latest }, latest]);
  expect(body.content.terms.components[0].rate).toBe("0.06");
  const unknown = await tell("hana", "POST /v1/hr/proposals", { planId: "partner", from: 99 });
  expect([...kindOf(unknown), ...codesOf(unknown)]).toEqual([422, "refused", "unknown-version"]);
});

describe("scores", () => {
  const entries = [{ advisorId: "li", month: "2026-11", values: { serviceScore: "4.5" } }];

  test("that restate closed months are shown first, then approved by someone else", async () => {
    const { body: preview } = await tell("hana", "POST /v1/hr/scores/preview", { entries });
    expect(preview.restatement.reaches).toBe(true);
    const expectedResultHash = preview.restatement.resultHash;
    const unseen = await tell("hana", "POST /v1/hr/scores", { entries, comment: "corrected", expectedResultHash: "0".repeat(32) });
    expect([...kindOf(unseen), ...codesOf(unseen)]).toEqual([409, "conflict", "restatement-unseen"]);
    const { status, body } = await tell("hana", "POST /v1/hr/scores", { entries, comment: "corrected", expectedResultHash });
    expect([status, body.status, body.submission.restates, body.restatement.resultHash]).toEqual([
      201,
      "submitted",
      true,
      expectedResultHash,
    ]);
    expect(codesOf(await tell("hana", `POST ${body.url}/approve`, { lockVersion: body.lockVersion }))).toEqual(["four-eyes"]);
    const approved = await tell("hugo", `POST ${body.url}/approve`, { lockVersion: body.lockVersion });
    const published = await tell("hana", `POST ${body.url}/publish`, { lockVersion: approved.body.lockVersion });
    expect([published.status, published.body.status]).toEqual([200, "published"]);
    const { current } = (await tell("ada", "GET /v1/hr/advisors/li")).body;
    expect(current.attributes).toEqual([{ name: "serviceScore", value: "4.5", month: "2026-11", storeId: null }]);
  });

  test("that are known already are nothing to save", async () => {
    const { body: preview } = await tell("hana", "POST /v1/hr/scores/preview", { entries });
    expect([preview.counts.same, preview.entries, preview.restatement]).toEqual([1, [], null]);
    const told = await tell("hana", "POST /v1/hr/scores", { entries, comment: "again", expectedResultHash: "0".repeat(32) });
    expect([...kindOf(told), ...codesOf(told)]).toEqual([422, "refused", "nothing-proposed"]);
  });

  test("of someone whom nobody knows are named by their place", async () => {
    const unknown = [...entries, { advisorId: "ghost", month: "2026-12", values: { serviceScore: "1" } }];
    const told = await tell("hana", "POST /v1/hr/scores", { entries: unknown, comment: "x", expectedResultHash: "0".repeat(32) });
    expect([told.status, told.body.issues.map(({ path }: { path: string }) => path)]).toEqual([422, ["entries[1].advisorId"]]);
  });
});

describe("advisors", () => {
  test("whoever is waited for is registered, and gets what waited", async () => {
    const zhao = { name: "Zhao", joinedOn: "2026-12-01", planId: "partner" };
    const { body: preview } = await tell("hana", "POST /v1/hr/advisors/zhao/preview", { advisor: zhao });
    expect([preview.before, preview.unassignedCredits.price.amountMinor, preview.restatement.reaches]).toEqual([null, 100_000, false]);
    const save = { advisor: zhao, comment: "zhao has begun", expectedResultHash: preview.restatement.resultHash };
    const saved = await tell("hana", "PUT /v1/hr/advisors/zhao", save);
    expect([saved.status, saved.body.status, saved.body.content.advisor.revision]).toEqual([201, "published", 1]);
    await world.ledger.derive();
    expect((await tell("ada", "GET /v1/hr/unassigned-credits")).body.data).toEqual([]);
    const { expected } = (await tell("ada", "GET /v1/hr/advisors/zhao")).body;
    expect(expected).toMatchObject({ month: "2026-12", earnings: { amountMinor: 6_000, currency: "CNY" } });
  });

  test("a change that was made on a revision of the past is a conflict", async () => {
    const { advisor } = (await tell("ada", "GET /v1/hr/advisors/zhao")).body;
    const { body: preview } = await tell("hana", "POST /v1/hr/advisors/zhao/preview", { advisor: { ...advisor, name: "Zhao Li" } });
    expect(preview.issues.length + preview.changes.length).toBeGreaterThan(0);
    const expectedResultHash = preview.restatement?.resultHash ?? "0".repeat(32);
    const stale = await tell("hana", "PUT /v1/hr/advisors/zhao", {
      advisor: { ...advisor, name: "Zhao Li" },
      comment: "x",
      expectedResultHash,
    });
    expect([...kindOf(stale), ...codesOf(stale)]).toEqual([409, "conflict", "revision-taken"]);
  });

  test("what is wrong with the advisor is told by field", async () => {
    const told = await tell("hana", "PUT /v1/hr/advisors/new", {
      advisor: { joinedOn: "yesterday" },
      comment: "x",
      expectedResultHash: "0".repeat(32),
    });
    expect(told.status).toBe(422);
    expect(told.body.issues.map(({ path }: { path: string }) => path).sort()).toEqual(["advisor.joinedOn", "advisor.name"]);
  });
});

test("hr api steps: a list of proposals comes in pages, without telling any twice", async () => {
  await world.ledger.record(inMonth("2026-12", "d9"));
  const seen: string[] = [];
  let cursor: string | null = null;
  do {
    const { body }: Told = await tell("ada", `GET /v1/hr/proposals?limit=4${cursor === null ? "" : `&cursor=${cursor}`}`);
    seen.push(...body.data.map(({ proposalId }: { proposalId: string }) => proposalId));
    cursor = body.nextCursor;
  } while (cursor !== null);
  const { body: whole } = await tell("ada", "GET /v1/hr/proposals?limit=100");
  expect(seen).toEqual(whole.data.map(({ proposalId }: { proposalId: string }) => proposalId));
  expect(new Set(seen).size).toBe(seen.length);
  expect(seen.length).toBeGreaterThan(8);
});
