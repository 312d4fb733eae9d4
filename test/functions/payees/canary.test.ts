import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";
import { type DynamoDBClient, PutItemCommand } from "@aws-sdk/client-dynamodb";
import ExcelJS from "exceljs";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { Table } from "../../../functions/_platform/dynamodb/table.ts";
import { openLocalLink } from "../../../functions/_platform/files/local-files.ts";
import type { Wiring } from "../../../functions/_platform/wiring.ts";
import { createHandler as createLinks } from "../../../functions/file-links/handler.ts";
import { createHandler as createApi } from "../../../functions/finance-api/handler.ts";
import { createHandler as createWorker } from "../../../functions/finance-jobs/handler.ts";
import { createHandler as createSite } from "../../../functions/finance-site/handler.ts";
import { createHandler as createHrApi } from "../../../functions/hr-api/handler.ts";
import { createHandler as createHrSite } from "../../../functions/hr-site/handler.ts";
import { DEFAULT_FINANCE, financeSchema } from "../../../shared/settings/model/settings.ts";
import { type Canary, filesBelow, needlesOf, secretsIn, secretsInBytes } from "../../support/canaries.ts";
import { advisor, order, plan } from "../../support/facts.ts";
import { listingJobs } from "../../support/idle.ts";
import { DEBTOR, type Ledger, type Ledgers, LOCAL_PAYEE_KEY, shortPause, startLedgers } from "../../support/ledger.ts";
import { type Answered, ask, createTestTokens } from "../../support/test-tokens.ts";

/** Account numbers that are typed, sent, approved and paid by; and those that are typed wrongly. None may be found anywhere but sealed. */
const PAID = {
  li: { holder: "金丝雀甲", account: "6222020200112233446", bankCode: "102100099996", bankName: "暗格支行" },
  wang: { holder: "Canary Zwei", account: "DE89370400440532013000", bankCode: "COBADEFFXXX", bankName: "Verschwiegene Bank" },
  zhao: { holder: "金丝雀丙", account: "6217000010012345678", bankCode: "105100000017", bankName: "静默支行" },
  qian: { holder: "金丝雀丁", account: "9558800200135792468", bankCode: "102100099996", bankName: "无声支行" },
} as const;
const WRONG = { account: "DE00500105175407324931", swapped: "6228480402564890018", broken: "6230520010031415926" } as const;
const CANARIES: readonly Canary[] = [
  ...Object.values(PAID).flatMap(({ holder, account, bankName }): Canary[] => [
    { secret: account, kind: "account" },
    { secret: holder, kind: "name" },
    { secret: bankName, kind: "name" },
  ]),
  ...Object.values(WRONG).map((secret): Canary => ({ secret, kind: "account" })),
];
const NEEDLES = needlesOf(CANARIES);

const column = (title: string, value: string, width?: number) => ({ title, value, ...(width !== undefined && { width }) });
const columns = [column("账号", "account", 40), column("户名", "holder", 40), column("行号", "bankCode", 12), column("金额", "amount", 16)];
const FINANCE = financeSchema.parse({
  ...DEFAULT_FINANCE,
  debtor: DEBTOR,
  securityHoldDays: 2,
  templates: [
    { id: "icbc", name: "ICBC", kind: "bank", encoding: "gb18030", form: "separated", columns },
    { id: "wages", name: "Wages", kind: "payroll", encoding: "utf-8", form: "separated", columns },
  ],
});
/** One alone is made of an exported payout: the one that it was exported for. */
const FILES_FOR_BANK = ["icbc"];
const FILES_FOR_ALL = ["csv", "xlsx"];

const ROLES = { hana: ["hr"], fei: ["finance"], gus: ["finance"], ada: ["auditor"], li: ["advisor"] } as const;
type Who = keyof typeof ROLES;

let ledgers: Ledgers;
let ledger: Ledger;
let client: DynamoDBClient;
let tableName = "";
let wiring: Wiring;
/** Everything that was told to anybody, and everything that was logged. */
const told: { readonly what: string; readonly text: string }[] = [];
const messages: string[] = [];
const logged: string[] = [];
const fetched = new Map<string, Buffer>();

beforeAll(async () => {
  for (const stream of [process.stdout, process.stderr])
    vi.spyOn(stream, "write").mockImplementation((chunk) => {
      logged.push(String(chunk));
      return true;
    });
  for (const level of ["debug", "info", "log", "warn", "error"] as const)
    vi.spyOn(console, level).mockImplementation((...args) => void logged.push(args.map(String).join(" ")));
  ledgers = await startLedgers("simulated");
  ledger = await ledgers.open((opened, name) => {
    client = opened;
    tableName = name;
    return new Table(opened, name, shortPause);
  });
  await walk();
}, 120_000);
afterAll(async () => {
  vi.restoreAllMocks();
  await ledgers?.stop();
});

/** Types and sends payees in every way, approves, closes, drafts, exports, makes files, and takes the bank's answers. */
async function walk(): Promise<void> {
  const people = Object.keys(PAID);
  await ledger.record(plan(), ...people.map((id) => advisor(id)));
  await ledger.record(...people.map((id) => order({ orderId: `o-${id}`, credits: [{ advisorId: id }] })));
  await ledger.close("2026-10");
  const tokens = await createTestTokens();
  let now = Date.parse("2026-11-04T10:00:00+08:00");
  const surroundings = { ...ledger.wiring.surroundings, now: () => ++now };
  const jobs = listingJobs({ push: (message) => messages.push(JSON.stringify(message)) });
  wiring = { ...ledger.wiring, identity: tokens.identity, surroundings, jobs, finance: FINANCE };
  const handlers = {
    api: createApi(() => wiring),
    site: createSite(() => wiring),
    links: createLinks(() => wiring),
    hrApi: createHrApi(() => wiring),
    hrSite: createHrSite(() => wiring),
  };
  const bearers = new Map<string, string>();
  for (const [username, groups] of Object.entries(ROLES)) bearers.set(username, await tokens.issue({ username, groups }));

  const heard = (what: string, answer: Answered): Answered => {
    told.push({ what, text: `${answer.status} ${JSON.stringify(answer.headers)} ${answer.body}` });
    return answer;
  };
  const api = async (who: Who, request: string, body?: unknown, type = "application/json", handler = handlers.api) => {
    const [method = "GET", path = ""] = request.split(" ");
    const sent = body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) };
    const headers = { authorization: `Bearer ${bearers.get(who)}`, ...(body === undefined ? {} : { "content-type": type }) };
    const answer = heard(request, await ask(handler, path, { method, ...sent, headers }));
    return { ...answer, json: () => JSON.parse(answer.body) };
  };
  const page = async (
    who: Who,
    path: string,
    form?: Readonly<Record<string, string | File>>,
    handler = path.endsWith("/download") ? handlers.links : handlers.site,
  ) => {
    const headers = { cookie: `__Host-session=${bearers.get(who)}`, origin: "https://pay.example.com" };
    if (form === undefined) return heard(path, await ask(handler, path, { headers }));
    const entries = Object.entries(form);
    const texts = entries.filter((entry): entry is [string, string] => typeof entry[1] === "string");
    const parts = new FormData();
    for (const [name, value] of entries) parts.append(name, value);
    const body = texts.length === entries.length ? new URLSearchParams(texts) : parts;
    return heard(`POST ${path}`, await ask(handler, path, { method: "POST", headers, body }));
  };
  const csv = (text: string, name: string) => new File([text], name, { type: "text/csv" });
  const lines = (...ids: (keyof typeof PAID)[]) =>
    ["advisorId,holder,account,bankCode,bankName", ...ids.map((id) => [id, ...Object.values(PAID[id])].join(","))].join("\n");

  // Typed wrongly, in every way.
  const { account: broken } = { account: WRONG.broken };
  await api("fei", "POST /v1/finance/advisors/li/payee", { ...PAID.li, account: WRONG.account, comment: "new" });
  await api("fei", "POST /v1/finance/advisors/li/payee", { ...PAID.li, bankCode: WRONG.swapped, comment: "new" });
  await api("fei", "POST /v1/finance/advisors/li/payee", { ...PAID.li, comment: `now ${PAID.li.account}` });
  await api("fei", "POST /v1/finance/advisors/nobody/payee", { ...PAID.li, comment: "new" });
  await api("fei", "POST /v1/finance/advisors/li/payee", { ...PAID.li, number: broken, comment: "new" });
  await api("fei", "POST /v1/finance/advisors/li/payee", { ...PAID.li, account: { iban: broken }, comment: "new" });
  await api("fei", "POST /v1/finance/advisors/li/payee", `{"account": "${broken}", oops`);
  await api("fei", "POST /v1/finance/advisors/li/payee", `account=${broken}`, "application/x-www-form-urlencoded");
  await api("ada", "POST /v1/finance/advisors/li/payee", { ...PAID.li, comment: "new" });
  await api(
    "fei",
    "POST /v1/finance/payees/preview?fileName=p.csv",
    `advisorId,holder,account,bankCode\nli,"${broken}" x,${broken},1\n${broken},x,${broken}7,1`,
    "text/csv",
  );
  await api("fei", "POST /v1/finance/payees/preview", `${broken}\n${broken}`, "text/csv");
  await api("fei", "POST /v1/finance/payees/preview", lines("li"), "application/json");
  await page("fei", "/zh/finance/advisors/li/payee", { ...PAID.li, account: WRONG.account, comment: "新" });
  await page("fei", "/en/finance/advisors/li/payee", {
    holder: PAID.li.bankCode,
    account: PAID.li.bankCode,
    bankCode: WRONG.swapped,
    bankName: WRONG.broken,
    comment: WRONG.broken,
  });
  await page("fei", "/en/finance/payees", {
    op: "upload",
    file: csv(`advisorId,holder,account,bankCode\n${broken},x,${broken},${broken}`, "p.csv"),
  });
  await page("fei", "/en/finance/payees", {
    op: "upload",
    file: csv(`advisorId,holder,account,bankCode\nli,x,${broken},102100099996`, `${broken}.csv`),
  });

  // Typed and sent well: by API and page, one by one and as files.
  const typed = await api("fei", "POST /v1/finance/advisors/li/payee", { ...PAID.li, comment: "first" });
  const previewed = await api("fei", "POST /v1/finance/payees/preview?fileName=payees.csv", lines("wang"), "text/csv");
  const sent = await api("fei", "POST /v1/finance/payees", { previewId: previewed.json().previewId, comment: "import" });
  const form = await page("fei", "/zh/finance/advisors/zhao/payee", { ...PAID.zhao, comment: "新" });
  const uploaded = await page("fei", "/zh/finance/payees", { op: "upload", file: csv(lines("qian"), "收款信息.csv") });
  const previewId = /name="previewId" value="([0-9a-f]+)"/.exec(uploaded.body)?.[1] ?? "";
  await page("fei", "/zh/finance/payees", { op: "save", previewId, comment: `导入 ${WRONG.broken}` });
  const saved = await page("fei", "/zh/finance/payees", { op: "save", previewId, comment: "导入" });
  const ids = [
    typed.json().proposalId,
    sent.json().proposalId,
    ...[form, saved].map(({ headers }) => /proposals\/([^?]+)/.exec(headers.location ?? "")?.[1]),
  ];
  expect(ids.every((id) => typeof id === "string" && id !== "")).toBe(true);

  // In texts that are kept: an account with its check digit is refused wherever a reason is asked for.
  const card = PAID.li.account;
  const entry = { advisorId: "li", month: "2026-11", amount: { amountMinor: 100, currency: "CNY" }, reason: `to ${card}`, evidence: "T-1" };
  const refused = [
    await api("fei", "POST /v1/finance/adjustments", { entries: [entry], comment: "x" }),
    await api("fei", "POST /v1/finance/adjustments", { entries: [{ ...entry, reason: "x" }], comment: `to ${card}` }),
    await api("fei", "PUT /v1/finance/advisors/li/payment-hold", { reason: `until ${card} is right` }),
    await api("hana", `POST /v1/hr/proposals/${ids[0]}/withdraw`, { lockVersion: 1, comment: card }, "application/json", handlers.hrApi),
  ];
  expect(refused.map(({ status }) => status)).toEqual([422, 422, 422, 422]);

  // Looked at and approved by another: by API and pages of HR and finance.
  for (const id of ids) {
    await api("ada", `GET /v1/hr/proposals/${id}`, undefined, "", handlers.hrApi);
    await api("ada", `GET /v1/hr/activity/proposal:${id}`, undefined, "", handlers.hrApi);
    await page("ada", `/en/hr/proposals/${id}`, undefined, handlers.hrSite);
    await page("hana", `/zh/finance/proposals/${id}`);
    await api("hana", `POST /v1/hr/proposals/${id}/approve`, { lockVersion: 1 }, "application/json", handlers.hrApi);
    expect((await wiring.proposals.find(id))?.status).toBe("published");
  }
  await page("hana", "/en/hr/approvals", undefined, handlers.hrSite);
  await api("ada", "GET /v1/hr/activity/payees", undefined, "", handlers.hrApi);

  // Paid.
  now = Date.parse("2026-11-08T10:00:00+08:00");
  const begun = await api("fei", "POST /v1/finance/payouts", { month: "2026-10" });
  const { payoutId } = begun.json();
  // A payee that was tampered with: drafting fails, and is logged. Once it is put right, the message is delivered again.
  await swapSealed("zhao");
  await runQueue();
  await swapSealed("zhao");
  await runQueue();
  const step = async (who: Who, name: string, more: object = {}) => {
    const lockVersion = (await wiring.payouts.find(payoutId))?.lockVersion;
    return api(who, `POST /v1/finance/payouts/${payoutId}/${name}`, { lockVersion, ...more });
  };
  await step("gus", "approve");
  const exported = await step("fei", "export", { executeOn: "2026-11-09", format: "icbc" });
  expect(exported.status).toBe(200);
  for (const format of [...FILES_FOR_ALL, ...FILES_FOR_BANK]) await make(`payout:${payoutId}`, format, page);
  await make("journal:2026-10", "journal", page);
  await make("positions:2026-11-08", "positions", page);

  // The bank answers, and tells more than it should.
  const reference = async (id: string) => (await wiring.payouts.payments(payoutId, [id])).get(id)?.reference ?? "";
  const answers = [
    ["camt.xml", camt054(await reference("li"), PAID.li.account)],
    [`pain-${WRONG.broken}.xml`, pain002(payoutId, await reference("wang"), PAID.wang.account)],
    [
      "answer.csv",
      `reference,outcome,note\n${await reference("zhao")},returned,${PAID.zhao.account} ${PAID.zhao.account.replace(/(.{4})/g, "$1 ")}\n${PAID.zhao.account},paid,x`,
    ],
    ["broken.csv", `reference,outcome\n${PAID.zhao.account},${PAID.zhao.account}`],
    ["broken.xml", `<Document><${PAID.zhao.account}></Document>`],
  ] as const;
  for (const [name, text] of answers) {
    const looked = await page("fei", "/en/finance/bank-reports", { op: "preview", file: new File([text], name) });
    const kept = /name="kept" value="([^"]*)"/.exec(looked.body)?.[1];
    if (kept === undefined) continue;
    const applied = await page("fei", "/en/finance/bank-reports", { op: "apply", kept });
    await page("ada", applied.headers.location ?? "");
  }
  await runQueue();
  expect((await wiring.bankReports.list()).filter(({ status }) => status === "applied")).toHaveLength(4);

  // Every page that tells of payees and payments.
  for (const language of ["zh", "en"]) {
    const under = `/${language}/finance`;
    const all = [
      "payees",
      "payees?q=li",
      "holds",
      "adjustments",
      "payouts",
      `payouts/${payoutId}`,
      "bank-reports",
      "reconciliation",
      "close",
    ];
    for (const path of all) await page("ada", `${under}/${path}`);
    for (const id of people) {
      await page("ada", `${under}/advisors/${id}`);
      await page("ada", `${under}/payouts/${payoutId}/payments/${id}`);
    }
  }
  for (const path of [`payouts/${payoutId}`, `payouts/${payoutId}/lines`, ...people.map((id) => `advisors/${id}`)])
    await api("ada", `GET /v1/finance/${path}`);
}

/** Has the worker do what waits in the queue. */
async function runQueue(): Promise<void> {
  const worker = createWorker(() => wiring);
  const done = new Set<string>();
  for (const message of messages) {
    if (done.has(message)) continue;
    done.add(message);
    const event = { Records: [{ messageId: message, body: message }] };
    await worker(event as never, { awsRequestId: "r1", getRemainingTimeInMillis: () => 600_000 } as never);
  }
}

type OpenPage = (who: Who, path: string, form?: Readonly<Record<string, string>>) => Promise<Answered>;

/** Has a file made and fetches it as finance would. */
async function make(of: string, format: string, page: OpenPage): Promise<void> {
  await page("fei", `/en/finance/files/${of}`, { format });
  await runQueue();
  await page("ada", `/en/finance/files/${of}/${format}`);
  const { headers } = await page("fei", `/en/finance/files/${of}/${format}/download`);
  const opened = await openLocalLink(new URL(headers.location ?? "", "https://pay.example.com"), {
    folder: ledger.folder,
    secret: LOCAL_PAYEE_KEY,
  });
  if (opened === undefined) throw new Error(`${of} ${format} can't be fetched`);
  const pieces: Uint8Array[] = [];
  for await (const piece of opened.bytes) pieces.push(piece as Uint8Array);
  fetched.set(format, Buffer.concat(pieces));
}

/** Moves what is sealed to another field: whoever can write the table might. */
async function swapSealed(advisorId: string): Promise<void> {
  const [payee] = (await wiring.payouts.payees([advisorId])).get(advisorId) ?? [];
  if (payee === undefined) throw new Error(`${advisorId} has no payee`);
  const { sealed } = payee;
  const item = (await scan()).find(({ text }) => text.includes(sealed.account) && text.includes('"p.e'));
  if (item === undefined) throw new Error("the payee's item isn't found");
  const swapped = JSON.parse(
    item.text.replaceAll(sealed.account, "@").replaceAll(sealed.holder, sealed.account).replaceAll("@", sealed.holder),
  );
  await client.send(new PutItemCommand({ TableName: tableName, Item: swapped }));
}

/** Every item of the table, as the database holds it. */
async function scan(): Promise<{ readonly key: string; readonly text: string }[]> {
  return (await ledgers.items(ledger)).map((item) => ({ key: `${item.pk?.S} ${item.sk?.S}`, text: JSON.stringify(item) }));
}

const camt054 = (reference: string, account: string): string => `<?xml version="1.0"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.054.001.08"><BkToCstmrDbtCdtNtfctn>
<GrpHdr><MsgId>N1</MsgId><CreDtTm>2026-11-09T18:00:00+08:00</CreDtTm></GrpHdr>
<Ntfctn><Id>N1-1</Id><CreDtTm>2026-11-09T18:00:00+08:00</CreDtTm><Acct><Id><Othr><Id>${account}</Id></Othr></Id></Acct>
<Ntry><Amt Ccy="CNY">60.00</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2026-11-09</Dt></BookgDt>
<NtryDtls><TxDtls><Refs><EndToEndId>${reference}</EndToEndId></Refs><Amt Ccy="CNY">60.00</Amt><CdtDbtInd>DBIT</CdtDbtInd>
<RltdPties><Cdtr><Pty><Nm>${PAID.li.holder}</Nm></Pty></Cdtr><CdtrAcct><Id><Othr><Id>${account}</Id></Othr></Id></CdtrAcct></RltdPties>
<AddtlTxInf>paid to ${account}</AddtlTxInf></TxDtls></NtryDtls></Ntry></Ntfctn></BkToCstmrDbtCdtNtfctn></Document>`;

const pain002 = (payoutId: string, reference: string, account: string): string => `<?xml version="1.0"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.10"><CstmrPmtStsRpt>
<GrpHdr><MsgId>S1</MsgId><CreDtTm>2026-11-09T18:00:00+08:00</CreDtTm></GrpHdr>
<OrgnlGrpInfAndSts><OrgnlMsgId>FENRUN-${payoutId}</OrgnlMsgId><OrgnlMsgNmId>pain.001.001.09</OrgnlMsgNmId></OrgnlGrpInfAndSts>
<OrgnlPmtInfAndSts><OrgnlPmtInfId>FENRUN-${payoutId}</OrgnlPmtInfId><TxInfAndSts><OrgnlEndToEndId>${reference}</OrgnlEndToEndId><TxSts>RJCT</TxSts>
<StsRsnInf><Rsn><Cd>AC04</Cd></Rsn><AddtlInf>account ${account} is closed</AddtlInf></StsRsnInf>
<OrgnlTxRef><Amt><InstdAmt Ccy="CNY">60.00</InstdAmt></Amt><CdtrAcct><Id><IBAN>${account}</IBAN></Id></CdtrAcct></OrgnlTxRef>
</TxInfAndSts></OrgnlPmtInfAndSts></CstmrPmtStsRpt></Document>`;

/** What a search found: where, and which. */
const leaks = (texts: readonly { readonly what: string; readonly text: string }[]): string[] =>
  texts.flatMap(({ what, text }) => secretsIn(text, NEEDLES).map((secret) => `${what}: ${secret}`));

test("canary: the search finds a canary however it is written", () => {
  const { account, holder } = PAID.li;
  const spaced = account.replace(/(.{4})/g, "$1 ");
  for (const text of [
    account,
    `x${spaced}y`,
    `ab${Buffer.from(account).toString("base64")}`,
    Buffer.from(`z${account}`).toString("base64url"),
    `"${encodeURIComponent(holder)}"`,
  ])
    expect(secretsIn(text, NEEDLES), text).toHaveLength(1);
  expect(secretsInBytes(Buffer.from(account, "utf16le"), NEEDLES)).toEqual([account]);
  expect(secretsInBytes(gzipSync(Buffer.from(holder)), NEEDLES)).toEqual([holder]);
  expect(secretsIn(`…${account.slice(-4)}`, NEEDLES)).toEqual([]);
});

test("canary: the files for bank and payroll hold every payee, and they are the only way out", async () => {
  for (const format of FILES_FOR_BANK) {
    const bytes = fetched.get(format) ?? Buffer.alloc(0);
    const text = new TextDecoder(format === "icbc" ? "gb18030" : "utf-8").decode(bytes);
    for (const { account, holder } of Object.values(PAID))
      expect([text.includes(account), text.includes(holder)], format).toEqual([true, true]);
  }
  for (const format of ["csv", "journal", "positions"])
    expect(leaks([{ what: format, text: fetched.get(format)?.toString() ?? "" }])).toEqual([]);
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load((fetched.get("xlsx") ?? Buffer.alloc(0)) as never);
  const cells: string[] = [];
  workbook.eachSheet((sheet) => sheet.eachRow((row) => row.eachCell(({ text }) => cells.push(text))));
  expect(cells.length).toBeGreaterThan(20);
  expect(leaks([{ what: "xlsx", text: cells.join("\n") }])).toEqual([]);
});

test("canary: no answer of an API and no page holds any of it, not even one that refuses what was typed", () => {
  expect(told.length).toBeGreaterThan(100);
  expect(told.some(({ text }) => text.includes(PAID.li.account.slice(-4)))).toBe(true);
  const accounts = needlesOf(CANARIES.filter(({ kind }) => kind === "account"));
  expect(told.flatMap(({ what, text }) => secretsIn(text, accounts).map((secret) => `${what}: ${secret}`))).toEqual([]);
  // A form that is refused shows the names again that were typed into it, the preview of a file shows its holders to whoever
  // sent it, and no other page does.
  const isShownAgain = ({ what, text }: (typeof told)[number]) =>
    /^POST /.test(what) && (text.startsWith("422") || /payees\/preview|^POST \/(zh|en)\/finance\/payees$/.test(what));
  expect(leaks(told.filter((each) => !isShownAgain(each)))).toEqual([]);
  const banks = needlesOf(Object.values(PAID).map(({ bankName }): Canary => ({ secret: bankName, kind: "name" })));
  expect(told.filter(({ text }) => !text.startsWith("422")).flatMap(({ text }) => secretsIn(text, banks))).toEqual([]);
});

test("canary: no item of the table holds any of it, sealed or not as it may be", async () => {
  const items = await scan();
  expect(items.length).toBeGreaterThan(100);
  expect(items.filter(({ key }) => / p\.e/.test(key))).toHaveLength(4);
  expect(leaks(items.map(({ key, text }) => ({ what: key, text })))).toEqual([]);
});

test("nothing in the archive holds any of it: previews, proposals, drafts, files, answers, quarantine", async () => {
  const files = await filesBelow(ledger.folder);
  for (const part of ["previews/payees", "payouts", "files", "bank-reports"])
    expect(
      files.some(({ path }) => path.includes(`/${part}/`)),
      part,
    ).toBe(true);
  expect(files.flatMap(({ path, bytes }) => secretsInBytes(bytes, NEEDLES).map((secret) => `${path}: ${secret}`))).toEqual([]);
});

test("canary: no message of a queue and no event holds any of it, and nothing is in quarantine", async () => {
  expect(messages.some((message) => message.includes("FileQueued"))).toBe(true);
  expect(leaks(messages.map((text) => ({ what: "message", text })))).toEqual([]);
  expect(await wiring.quarantine.list()).toEqual([]);
});

test("canary: the tags by which accounts are compared are told to nobody, and can't be made without the key", async () => {
  const payees = await wiring.payouts.payees(Object.keys(PAID));
  const tags = [...payees.values()].flat().map(({ accountTag }) => accountTag);
  expect(new Set(tags).size).toBe(4);
  const outside = [
    ...told.map(({ text }) => text),
    ...messages,
    ...logged,
    ...[...fetched.values()].map((bytes) => bytes.toString("latin1")),
  ];
  for (const tag of tags) expect(outside.filter((text) => text.includes(tag))).toEqual([]);
  const hashes = CANARIES.flatMap(({ secret }) =>
    (["hex", "base64", "base64url"] as const).map((form) => createHash("sha256").update(secret).digest(form)),
  );
  const stored = (await scan()).map(({ text }) => text).join("\n");
  expect(tags.every((tag) => stored.includes(`ACCOUNT#${tag}`))).toBe(true);
  expect(hashes.filter((hash) => stored.includes(hash))).toEqual([]);
});

test("canary: no line of the log holds any of it, not even of what failed", () => {
  expect(logged.some((line) => line.includes("was tampered with"))).toBe(true);
  expect(leaks(logged.map((text) => ({ what: "log", text })))).toEqual([]);
});
