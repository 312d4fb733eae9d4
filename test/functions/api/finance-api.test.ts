import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fileStoreOf } from "../../../functions/_platform/files/file-store.ts";
import type { Wiring } from "../../../functions/_platform/wiring.ts";
import { createHandler as createLinks } from "../../../functions/file-links/handler.ts";
import { createHandler } from "../../../functions/finance-api/handler.ts";
import { createHandler as createFinanceJobs } from "../../../functions/finance-jobs/handler.ts";
import { createHandler as createHrApi } from "../../../functions/hr-api/handler.ts";
import type { CloseRun } from "../../../shared/closing/store.ts";
import { responseOf } from "../../support/endpoints.ts";
import { advisor, order, plan } from "../../support/facts.ts";
import { type JobMessage, listingJobs } from "../../support/idle.ts";
import { type Ledger, type Ledgers, LOCAL_PAYEE_KEY, startLedgers } from "../../support/ledger.ts";
import { ask, createTestTokens } from "../../support/test-tokens.ts";

const PEOPLE = { fay: ["finance"], gus: ["finance"], hana: ["hr"], ada: ["auditor"], li: ["advisor"] } as const;
type Who = keyof typeof PEOPLE;
const ACCOUNT = "6222021234567890123";

interface Told {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  // biome-ignore lint/suspicious/noExplicitAny: answers are looked into by the tests, which validate them by their schemas.
  readonly body: any;
}

let ledgers: Ledgers;
let ledger: Ledger;
let p: Wiring;
let now = 0;
const started: CloseRun[] = [];
const pending: JobMessage[] = [];
let tell: (who: Who, request: string, body?: unknown, headers?: Readonly<Record<string, string>>) => Promise<Told>;

beforeAll(async () => {
  ledgers = await startLedgers("simulated");
  ledger = await ledgers.open();
  const names = { li: "李娜", zhao: "赵敏", wang: "王芳" };
  await ledger.record(plan(), ...Object.entries(names).map(([id, name]) => advisor(id, { name })));
  await ledger.derive();
  await ledger.record(order({ orderId: "o1" }), order({ orderId: "o2", credits: [{ advisorId: "zhao" }] }));
  now = Date.parse("2026-11-02T10:00:00+08:00");
  const tokens = await createTestTokens();
  const bearers = new Map<string, string>();
  for (const [username, groups] of Object.entries(PEOPLE)) bearers.set(username, await tokens.issue({ username, groups }));
  const outside = {
    identity: tokens.identity,
    surroundings: { ...ledger.wiring.surroundings, now: () => now },
    closeRunner: {
      start: async (run: CloseRun) => void started.push(run),
      look: async (runId: string) => (started.some((run) => run.runId === runId) ? ({ status: "running" } as const) : undefined),
    },
    files: fileStoreOf({ BUCKET_NAME: "unused", STORE_FOLDER: ledger.folder, LOCAL_PAYEE_KEY, SITE_URL: "https://pay.example.com" }),
    jobs: listingJobs(pending),
  };
  p = { ...ledger.wiring, ...outside } as Wiring;
  const as = async (name: string): Promise<Wiring> => ({ ...(await ledger.as(name)), ...outside }) as Wiring;
  const [asking, linking, proposing] = [await as("finance-api"), await as("file-links"), await as("hr-api")];
  const handlers = { finance: createHandler(() => asking), links: createLinks(() => linking), hr: createHrApi(() => proposing) };
  tell = async (who, request, body, headers = {}) => {
    now += 1000;
    const [method = "GET", path = ""] = request.split(" ");
    const sent = body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) };
    const type = body === undefined ? {} : { "content-type": "application/json" };
    const handler = path.startsWith("/v1/hr/") ? handlers.hr : path.endsWith("/download-link") ? handlers.links : handlers.finance;
    const answer = await ask(handler, path, {
      method,
      ...sent,
      headers: { authorization: `Bearer ${bearers.get(who)}`, ...type, ...headers },
    });
    expect(answer.body).not.toContain(ACCOUNT);
    return { ...answer, body: answer.body === "" ? undefined : JSON.parse(answer.body) };
  };
});
afterAll(() => ledgers.stop());

/** What an answer says, which must be what is described, and nothing else. */
function described(resource: string, { status, body }: Told): Told["body"] {
  const schema = responseOf(resource);
  const wrong = schema.safeParse(body);
  expect([resource, status, wrong.error?.issues ?? []]).toEqual([resource, status, []]);
  expect(status).toBeLessThan(300);
  return body;
}
const codesOf = ({ body }: Told): string[] => (body.issues ?? []).map(({ code }: { code: string }) => code);

/** Does what waits in the background. */
async function work(): Promise<void> {
  const Records = pending.splice(0).map((event, place) => ({ messageId: `m${place}`, body: JSON.stringify(event) }));
  const context = { getRemainingTimeInMillis: () => 300_000, awsRequestId: "r" };
  expect(await createFinanceJobs(() => p)({ Records } as never, context as never)).toEqual({ batchItemFailures: [] });
}

describe("closing", () => {
  test("is looked at, previewed, asked for by name and with a reason, and told how far it is", async () => {
    const closing = described("financeApi.nextClose", await tell("ada", "GET /v1/finance/closes/next"));
    expect(closing).toMatchObject({ month: "2026-10", phase: "open", isFirst: true, isEarly: true, reasonNotRequiredFrom: "2026-11-04" });
    const checks = described("financeApi.checks", await tell("hana", `GET ${closing.checksUrl}`));
    expect(checks).toMatchObject({ quarantine: { records: 0 }, audit: { last: null }, derivations: 0 });
    expect((await tell("fay", `GET ${closing.previewUrl}`)).status).toBe(404);
    const preview = await tell("fay", `POST ${closing.previewUrl}`);
    expect([preview.status, described("financeApi.createPreview", preview).result.expected.payable.amountMinor]).toEqual([200, 12_000]);
    described("financeApi.preview", await tell("ada", `GET ${closing.previewUrl}`));

    const refused = await tell("fay", `POST ${closing.url}`, { confirm: "2026-09" });
    expect([refused.status, codesOf(refused)]).toEqual([422, ["close-unconfirmed", "close-early"]]);
    expect((await tell("hana", `POST ${closing.url}`, { confirm: "2026-10", reason: "audit" })).status).toBe(403);
    const begun = await tell("fay", `POST ${closing.url}`, { confirm: "2026-10", reason: "audit on Monday" });
    expect([begun.status, described("financeApi.startClose", begun).run.reason]).toEqual([202, "audit on Monday"]);
    await ledger.close("2026-10");
    const closed = described("financeApi.close", await tell("ada", `GET ${closing.url}`));
    expect(closed).toMatchObject({ status: "closed", summary: { payable: { amountMinor: 12_000 } }, shards: { openShards: [] } });
    expect((await tell("fay", `POST ${closing.url}`, {})).status).toBe(200);
    expect(started).toHaveLength(1);
  });

  test("asks for a month that is one", async () => {
    expect((await tell("fay", "GET /v1/finance/closes/2026-13")).status).toBe(422);
    expect((await tell("fay", "POST /v1/finance/closes/2026-11", { confirm: "2026-11", secret: 1 })).status).toBe(422);
  });
});

/** Approves a proposal as another person. */
async function approve(url: string, who: Who): Promise<Told> {
  const { body } = await tell(who, `GET ${url}`);
  return tell(who, `POST ${url}/approve`, { lockVersion: body.lockVersion });
}

describe("what another person approves", () => {
  test("a payee, by form: sealed at once, told by its last four digits, in security hold once it is approved", async () => {
    const typed = { holder: "李娜", account: ACCOUNT, bankCode: "102100099996", comment: "a new bank" };
    const told = await tell("fay", "POST /v1/finance/advisors/li/payee", typed);
    const proposed = described("financeApi.proposePayee", told);
    expect([told.status, told.headers.location]).toEqual([201, proposed.url]);
    expect((await approve(proposed.url, "fay")).status).toBe(403);
    expect(await approve(proposed.url, "hana")).toMatchObject({ status: 200, body: { status: "published" } });
    const paid = described("financeApi.advisor", await tell("ada", "GET /v1/finance/advisors/li"));
    expect(paid).toMatchObject({
      payables: { outstanding: { amountMinor: 6_000 } },
      payee: { state: "security-hold", versions: [{ accountLast4: "0123" }] },
    });
    // Whoever looked at a payee, or at a proposal of one, stands in the activity log, once an hour; auditor and finance read it.
    await tell("ada", "GET /v1/finance/advisors/li");
    await tell("fay", "GET /v1/finance/advisors/nobody");
    for (const who of ["ada", "fay"] as const) {
      const views = await tell(who, `GET ${paid.payee.viewsUrl}`);
      const told = views.body.data.map(({ action, by, proposalUrl }: Record<string, unknown>) => [action, by, proposalUrl]);
      expect(told).toEqual([
        ["view", "fay", proposed.url],
        ["view", "hana", proposed.url],
        ["view", "ada", null],
      ]);
    }
    expect((await tell("ada", "GET /v1/hr/activity/payee:nobody")).body.data).toEqual([]);
    const wrong = await tell("fay", "POST /v1/finance/advisors/li/payee", { ...typed, comment: `as ${ACCOUNT}` });
    expect([wrong.status, codesOf(wrong)]).toEqual([422, ["account-in-text"]]);
  });

  test("payees from a file, previewed first; and who proposed them withdraws them", async () => {
    const file = `advisorId,holder,account,bankCode\nzhao,赵敏,${ACCOUNT},102100099996\nnobody,x,1,y\n`;
    const preview = described(
      "financeApi.previewPayees",
      await tell("fay", "POST /v1/finance/payees/preview", file, { "content-type": "text/csv" }),
    );
    expect(preview).toMatchObject({ counts: { new: 1, rowErrors: 1 }, entries: [{ advisorId: "zhao", accountLast4: "0123" }] });
    const accountSharedWith = { count: 1, advisors: [{ advisorId: "li", name: "李娜", use: "current" }] };
    expect(preview.entries).toMatchObject([{ accountSharedWith }]);
    const propose = (who: Who) => tell(who, "POST /v1/finance/payees", { previewId: preview.previewId, comment: "all of them" });
    expect(codesOf(await propose("gus"))).toEqual(["preview-gone"]);
    const first = described("financeApi.proposePayees", await propose("fay"));
    expect((await tell("fay", `POST ${first.url}/withdraw`, { lockVersion: first.lockVersion, comment: "once more" })).body.status).toBe(
      "withdrawn",
    );
    const { url, sharedAccounts } = described("financeApi.proposePayees", await propose("fay"));
    expect(sharedAccounts).toEqual([{ advisorId: "zhao", accountSharedWith }]);
    expect((await tell("gus", `GET ${url}`)).body.content.entries).toMatchObject([{ advisorId: "zhao", accountSharedWith }]);
    expect((await approve(url, "gus")).body.status).toBe("published");
  });

  test("adjustments, of open months only, undone by their opposite", async () => {
    const entry = {
      advisorId: "wang",
      month: "2026-11",
      amount: { amountMinor: 12_345, currency: "CNY" },
      reason: "prize",
      evidence: "T-1",
    };
    const csv = "advisorId,month,amount,reason,evidence\nwang,2026-11,123.45,prize,T-1\nwang,2026-10,1.00,late,T-2\n";
    const preview = await tell("hana", "POST /v1/finance/adjustments/preview", csv, { "content-type": "text/csv" });
    expect(described("financeApi.previewAdjustments", preview)).toMatchObject({
      totals: { all: { count: 1, amount: { amountMinor: 12_345 } } },
      rowErrors: [{ line: 3 }],
    });
    expect(
      codesOf(await tell("hana", "POST /v1/finance/adjustments", { entries: [{ ...entry, month: "2026-10" }], comment: "w" })),
    ).toEqual(["month-closed"]);
    const told = await tell("hana", "POST /v1/finance/adjustments", { entries: [entry], comment: "the prize" });
    const proposed = described("financeApi.proposeAdjustments", told);
    expect(proposed).toMatchObject({ kind: "adjustments", count: 1, amount: { amountMinor: 12_345 } });
    expect((await approve(proposed.url, "fay")).body.status).toBe("published");
    const { data } = described("financeApi.adjustments", await tell("ada", "GET /v1/finance/adjustments?limit=5"));
    expect(data).toMatchObject([{ advisorId: "wang", proposedBy: "hana", approvedBy: "fay", reversedBy: null }]);
    const counter = { advisorId: "wang", month: "2026-11", reason: "it was Li's", evidence: "T-3" };
    const countered = await tell("fay", `POST /v1/finance/adjustments/${data[0].adjustmentId}/reversal`, counter);
    expect(described("financeApi.reverseAdjustment", countered).amount.amountMinor).toBe(-12_345);
  });
});

describe("the settings", () => {
  test("are read, proposed on the version that was seen, approved by another, and kept with their history", async () => {
    const before = described("financeApi.settings", await tell("ada", "GET /v1/finance/settings"));
    expect(before).toMatchObject({ version: 0, change: null, changes: [] });
    const { finance } = before.settings;
    const changed = { baseVersion: 0, finance: { ...finance, linkSeconds: finance.linkSeconds + 1 }, comment: "as agreed" };
    for (const who of ["ada", "li", "hana"] as const) expect((await tell(who, "POST /v1/finance/settings", changed)).status).toBe(403);
    const wrong = await tell("fay", "POST /v1/finance/settings", { ...changed, finance: { ...finance, linkSeconds: "soon" } });
    expect(wrong.status).toBe(422);
    expect(JSON.stringify(wrong.body)).toContain("linkSeconds");
    const told = await tell("fay", "POST /v1/finance/settings", changed);
    const proposed = described("financeApi.proposeSettings", told);
    const rival = described("financeApi.proposeSettings", await tell("gus", "POST /v1/finance/settings", changed));
    expect([told.status, told.headers.location, proposed.status]).toEqual([201, proposed.url, "submitted"]);
    const own = await approve(proposed.url, "fay");
    expect([own.status, codesOf(own)]).toEqual([403, ["four-eyes"]]);
    expect((await tell("ada", "GET /v1/finance/settings")).body.version).toBe(0);
    expect((await approve(proposed.url, "gus")).body.status).toBe("published");
    // What was proposed or is proposed on the version before is refused by now.
    expect(codesOf(await approve(rival.url, "fay"))).toEqual(["settings-stale"]);
    expect(codesOf(await tell("fay", "POST /v1/finance/settings", changed))).toEqual(["settings-stale"]);
    const after = described("financeApi.settings", await tell("ada", "GET /v1/finance/settings"));
    expect(after).toMatchObject({
      version: 1,
      change: { proposedBy: "fay", approvedBy: "gus", comment: "as agreed", proposalUrl: proposed.url },
      changes: [{ path: "finance.linkSeconds", before: finance.linkSeconds, after: finance.linkSeconds + 1 }],
    });
    const history = described("financeApi.settingsHistory", await tell("hana", "GET /v1/finance/settings/versions"));
    expect(history.data.map(({ version }: { version: number }) => version)).toEqual([1, 0]);
  });
});

describe("paying", () => {
  test("goes from a draft by one person to its approval by another, to the bank and back", async () => {
    now = Date.parse("2026-11-10T10:00:00+08:00");
    expect(codesOf(await tell("fay", "POST /v1/finance/payouts", { month: "2026-11" }))).toEqual(["month-not-closed"]);
    const begun = await tell("fay", "POST /v1/finance/payouts", { month: "2026-10" });
    expect([begun.status, described("financeApi.createPayout", begun).status]).toEqual([202, "drafting"]);
    await work();
    const drafted = await tell("fay", `GET ${begun.body.url}`);
    const payout = described("financeApi.payout", drafted);
    expect([payout.status, payout.content.payments]).toEqual(["draft", { count: 2, amount: { amountMinor: 12_000, currency: "CNY" } }]);
    const { url } = payout;
    expect(payout.possibleSteps).toEqual(["withdraw"]);
    expect(codesOf(await tell("fay", `POST ${url}/approve`, { lockVersion: payout.lockVersion }))).toEqual(["payout-four-eyes"]);
    expect((await tell("gus", `POST ${url}/approve`, {}, { "if-match": '"1.abc"' })).status).toBe(409);
    const approved = await tell("gus", `POST ${url}/approve`, {}, { "if-match": drafted.headers.etag ?? "" });
    expect(described("financeApi.payoutStep", approved)).toMatchObject({ status: "approved", approved: { by: "gus" } });
    // Whoever repeats it because the answer was lost is told how things stand.
    expect((await tell("gus", `POST ${url}/approve`, { lockVersion: payout.lockVersion })).body).toEqual(approved.body);

    const tooEarly = await tell("gus", `POST /v1/finance/files/payout:2026-10-1/pain.001`);
    expect([tooEarly.status, codesOf(tooEarly)]).toEqual([422, ["file-not-exported"]]);
    const lockVersion = approved.body.lockVersion;
    expect(codesOf(await tell("gus", `POST ${url}/export`, { lockVersion, executeOn: "2026-11-09" }))).toEqual(["execute-on"]);
    const exported = await tell("gus", `POST ${url}/export`, { lockVersion, executeOn: "2026-11-11" });
    expect(exported.body.status).toBe("exported");
    // The same again changes nothing; another day or file isn't taken for the same.
    expect((await tell("gus", `POST ${url}/export`, { lockVersion, executeOn: "2026-11-11" })).body).toEqual(exported.body);
    for (const other of [{ executeOn: "2026-11-12" }, { executeOn: "2026-11-11", format: "payroll" }])
      expect((await tell("gus", `POST ${url}/export`, { lockVersion, ...other })).status, JSON.stringify(other)).toBe(409);

    const lines = described("financeApi.lines", await tell("ada", `GET ${url}/lines?limit=1`));
    const rest = described("financeApi.lines", await tell("ada", `GET ${url}/lines?limit=1&cursor=${lines.nextCursor}`));
    expect([lines.hasMore, rest.hasMore, [...lines.data, ...rest.data].map(({ advisorId }) => advisorId).sort()]).toEqual([
      true,
      false,
      ["li", "zhao"],
    ]);
    expect((await tell("ada", `GET ${url}/lines?cursor=none`)).status).toBe(422);
    expect(described("financeApi.payouts", await tell("hana", "GET /v1/finance/payouts")).data).toHaveLength(1);
  });

  test("makes files, fetched by whom they are for, by a link that is noted", async () => {
    const of = "/v1/finance/files/payout:2026-10-1";
    expect((await tell("gus", `POST ${of}/pain.001`)).status).toBe(202);
    expect((await tell("ada", `POST ${of}/csv`)).status).toBe(202);
    expect((await tell("ada", `POST ${of}/pain.001`)).status).toBe(403);
    expect(codesOf(await tell("gus", `POST ${of}/pain.001/download-link`))).toEqual(["file-not-made"]);
    await work();
    const { data } = described("financeApi.files", await tell("hana", `GET ${of}`));
    const made = data.filter(({ status }: { status: string }) => status === "generated");
    expect(made.map(({ format, generated: { count } }: { format: string; generated: { count: number } }) => [format, count])).toEqual([
      ["csv", 2],
      ["pain.001", 2],
    ]);
    expect((await tell("hana", `POST ${of}/csv/download-link`)).status).toBe(403);
    const link = described("financeApi.downloadFile", await tell("gus", `POST ${of}/pain.001/download-link`));
    expect(link.url).toMatch(/^https:\/\/pay\.example\.com\/_files\//);
    expect(described("financeApi.file", await tell("ada", `GET ${of}/pain.001`)).downloads).toMatchObject([{ by: "gus" }]);
    described("financeApi.downloadFile", await tell("fay", `POST ${of}/pain.001/download-link`));
    const activity = await tell("ada", "GET /v1/hr/activity/payout:2026-10-1");
    const downloads = activity.body.data.filter(({ action }: { action: string }) => action === "download");
    expect(downloads).toMatchObject([
      { by: "gus", changes: [{ path: "format", after: "pain.001" }] },
      { by: "fay", changes: [{ path: "format", after: "pain.001" }] },
    ]);
    expect((await tell("gus", "GET /v1/finance/files/nothing:1")).status).toBe(404);
    expect((await tell("gus", `GET ${of}/doc`)).status).toBe(404);
  });

  test("records what the bank answers, once; what comes back is outstanding again, and all ties", async () => {
    const payment = described("financeApi.payment", await tell("ada", "GET /v1/finance/payouts/2026-10-1/payments/li"));
    expect([payment.state, payment.accountLast4]).toEqual(["in-transit", "0123"]);
    const other = described("financeApi.payment", await tell("ada", "GET /v1/finance/payouts/2026-10-1/payments/zhao"));
    const said = [`${payment.reference},returned,60.00,2026-11-12,AC04`, `${other.reference},rejected,60.00,2026-11-12,AM04`];
    const file = `reference,outcome,amount,date,code\n${said.join("\n")}\nnobody-1,paid,1.00,2026-11-12,\n`;
    const asCsv = { "content-type": "text/csv" };
    const preview = await tell("fay", "POST /v1/finance/bank-reports/preview?fileName=bank.csv", file, asCsv);
    expect(described("financeApi.previewBankReport", preview)).toMatchObject({
      outcomes: 2,
      matches: { "no-such-reference": { count: 1 } },
    });
    const sent = await tell("fay", "POST /v1/finance/bank-reports?fileName=bank.csv", file, asCsv);
    const answer = described("financeApi.applyBankReport", sent);
    expect([sent.status, answer.status, answer.needsReview.length]).toEqual([201, "applied", 1]);
    await tell("fay", "POST /v1/finance/bank-reports", file, asCsv);
    expect(described("financeApi.bankReports", await tell("ada", "GET /v1/finance/bank-reports")).data).toHaveLength(1);
    described("financeApi.bankReport", await tell("ada", `GET ${answer.url}`));
    expect((await tell("fay", "POST /v1/finance/bank-reports", "<xml", { "content-type": "application/xml" })).status).toBe(422);
    expect((await tell("fay", "POST /v1/finance/bank-reports", "{}")).status).toBe(415);

    const zhao = "POST /v1/finance/payouts/2026-10-1/payments/zhao";
    expect((await tell("ada", zhao, { kind: "paid", comment: "the bank called" })).status).toBe(403);
    expect(codesOf(await tell("gus", zhao, { kind: "rejected", code: "AC01", comment: "the bank called" }))).toEqual(["outcome-needs-two"]);
    expect(codesOf(await tell("gus", zhao, { kind: "paid", comment: "or not" }))).toEqual(["outcome-contradicts"]);
    const failed = described("financeApi.failedPayments", await tell("ada", "GET /v1/finance/failed-payments"));
    expect(failed.data).toMatchObject([
      { advisorId: "li", kind: "returned", code: "AC04", outcomeAuthors: ["fay"], waitsFor: "needs-new-details" },
      { advisorId: "zhao", kind: "rejected", waitsFor: null },
    ]);
    const li = "POST /v1/finance/payouts/2026-10-1/payments/li";
    expect(codesOf(await tell("gus", `${li}/clearance`, { comment: "we asked the bank" }))).toEqual(["needs-details"]);
    expect((await tell("ada", `${li}/clearance`, { comment: "we asked the bank" })).status).toBe(403);
    expect((await tell("gus", `${li}/proposals`, { action: "record", comment: "the bank called" })).status).toBe(422);
    const proposed = await tell("gus", `${li}/proposals`, { action: "confirm-details", comment: "the bank mixed it up" });
    expect([proposed.status, described("financeApi.proposeOutcome", proposed)]).toMatchObject([201, { kind: "outcomes", count: 1 }]);
    const { payables, checks } = described("financeApi.reconciliation", await tell("ada", "GET /v1/finance/reconciliation"));
    expect(payables).toMatchObject({ outstanding: { amountMinor: 12_000 }, paid: { amountMinor: 0 }, returned: { amountMinor: 6_000 } });
    expect(checks.map(({ matches }: { matches: boolean }) => matches)).toEqual([true, true, true, true, true, true]);
  });

  test("leaves out whom someone holds", async () => {
    const hold = (method: "PUT" | "DELETE") => tell("gus", `${method} /v1/finance/advisors/li/payment-hold`, { reason: "a dispute" });
    expect(described("financeApi.holdPayments", await hold("PUT")).hold).toMatchObject({ by: "gus", reason: "a dispute" });
    expect(codesOf(await hold("PUT"))).toEqual(["held-already"]);
    expect(described("financeApi.holds", await tell("ada", "GET /v1/finance/holds")).data).toMatchObject([{ advisorId: "li" }]);
    const begun = described("financeApi.createPayout", await tell("fay", "POST /v1/finance/payouts", { month: "2026-10" }));
    await work();
    const next = described("financeApi.payout", await tell("fay", `GET ${begun.url}`));
    expect(next).toMatchObject({
      payoutId: "2026-10-2",
      content: { payments: { count: 1 }, excluded: { "payments-on-hold": { count: 1 } } },
    });
    expect(described("financeApi.resumePayments", await hold("DELETE")).hold).toBeNull();
    expect(codesOf(await tell("gus", `POST ${next.url}/approve`, { lockVersion: next.lockVersion }))).toEqual(["gate-moved"]);
    const withdrawn = await tell("fay", `POST ${next.url}/withdraw`, { lockVersion: next.lockVersion, comment: "drafted anew" });
    expect(described("financeApi.payoutStep", withdrawn).status).toBe("withdrawn");
    expect((await tell("fay", `POST ${next.url}/burn`, {})).status).toBe(404);
    expect((await tell("fay", "GET /v1/finance/payouts/none")).status).toBe(404);
  });
});
