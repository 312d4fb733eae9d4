import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Context, SQSEvent } from "aws-lambda";
import { afterAll, beforeAll, expect, test } from "vitest";
import { localFiles } from "../../../functions/_platform/files/local-files.ts";
import { FILE_MAKERS } from "../../../functions/_platform/render/file-generators.ts";
import type { Wiring } from "../../../functions/_platform/wiring.ts";
import { createHandler } from "../../../functions/finance-jobs/handler.ts";
import { createFilePages } from "../../../infra/local/http/site.ts";
import type { Person } from "../../../shared/access/person.ts";
import { refusal } from "../../../shared/base/issues/issue.ts";
import { downloadFile } from "../../../shared/payouts/files/steps/download-file.ts";
import { makeFile } from "../../../shared/payouts/files/steps/generate-file.ts";
import { requestFile } from "../../../shared/payouts/files/steps/request-file.ts";
import { type Ledgers, startLedgers } from "../../support/ledger.ts";
import { FINANCE as SETTINGS } from "../../support/payout-lines.ts";
import { bankSays, draftNow, exportedPayout, FINANCE, openPayWorld } from "../../support/payouts.ts";
import { codesOf } from "../../support/proposals.ts";
import { sealedPayee } from "../../support/sample-books.ts";

let ledgers: Ledgers;
const folders: string[] = [];
beforeAll(async () => {
  ledgers = await startLedgers("simulated");
});
afterAll(async () => {
  await ledgers.stop();
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
});

const fay = FINANCE("fay");
const AUDITOR: Person = { username: "eva", roles: ["auditor"] };
const HR: Person = { username: "ann", roles: ["hr"] };
const OF = "payout:2026-10-1";
const ACCOUNT = "6200000000000000048";
const SECRET = Buffer.alloc(32, 7).toString("base64");

type Making = Wiring & { readonly fileMakers: typeof FILE_MAKERS };

/** A ledger whose October is closed, with payees as the vault seals them; files lie in a folder of their own. */
async function open(
  details: { readonly bankName?: string } = {},
): Promise<{ p: Making; folder: string; pages: ReturnType<typeof createFilePages> }> {
  const { p } = await openPayWorld(ledgers, { li: 1, wang: 2 });
  const whole = { holder: "李䶮", account: ACCOUNT, bankCode: "102100099996", bankName: "", ...details };
  await p.payouts.putPayees(await Promise.all(["li", "wang"].map((id) => sealedPayee(id, whole, p, 2))));
  const folder = await mkdtemp(join(tmpdir(), "fenrun-files-"));
  folders.push(folder);
  const files = localFiles({ folder, secret: SECRET, siteUrl: "http://localhost:4000" });
  return { p: { ...p, files, finance: SETTINGS, fileMakers: FILE_MAKERS }, folder, pages: createFilePages({ folder, secret: SECRET }) };
}

test("files: a file is wanted, made, and fetched behind a link; who fetched it is noted, and on the disk nobody can read it", async () => {
  const { p, folder, pages } = await open();
  await exportedPayout(p);
  const wanted = await requestFile({ of: OF, format: "pain.001" }, fay, p);
  expect(wanted).toMatchObject({ name: "payout-2026-10-1-pain-001.xml", wanted: { by: "gus" } });
  expect(wanted.made).toBeUndefined();
  expect(await codesOf(downloadFile({ of: OF, format: "pain.001" }, fay, p))).toEqual(["file-not-made"]);
  const made = await makeFile(OF, "pain.001", p);
  expect(made?.made).toMatchObject({ count: 2, controlSum: 18_000n });
  expect(await makeFile(OF, "pain.001", p)).toEqual(made);
  expect(await requestFile({ of: OF, format: "pain.001" }, FINANCE("gus"), p)).toEqual(made);

  const { url } = await downloadFile({ of: OF, format: "pain.001" }, fay, p);
  const answer = await pages(new Request(url));
  expect(answer.headers.get("content-disposition")).toBe('attachment; filename="payout-2026-10-1-pain-001.xml"');
  const bytes = Buffer.from(await answer.arrayBuffer());
  expect(bytes.toString()).toContain(`<Id>${ACCOUNT}</Id>`);
  expect(bytes.length).toBe(made?.made?.bytes);
  expect(await p.fileRegister.downloads(OF, "pain.001")).toEqual([{ by: "fay", at: expect.stringMatching(/^2026-11-05T/) }]);
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const stored = await readFile(join(entry.parentPath, entry.name));
    expect(stored.includes(ACCOUNT)).toBe(false);
    expect(stored.includes("Document")).toBe(false);
  }
});

test("files: a link holds for its file alone, and no longer than it says", async () => {
  const { p, pages } = await open();
  await exportedPayout(p);
  await requestFile({ of: OF, format: "csv" }, fay, p);
  await makeFile(OF, "csv", p);
  const { url } = await downloadFile({ of: OF, format: "csv" }, AUDITOR, p);
  expect((await pages(new Request(url))).status).toBe(200);
  for (const other of [
    url.replace("/csv/", "/xlsx/"),
    url.replace(/expires=\d+/, "expires=9999999999"),
    `${url}x`,
    url.replace(/name=[^&]+/, "name=x"),
  ])
    expect((await pages(new Request(other))).status, other).toBe(403);
  const made = await p.fileRegister.find(OF, "csv");
  const late = await p.files.link(made?.made?.key ?? "", { name: "x.csv", seconds: -1 });
  expect((await pages(new Request(late))).status).toBe(403);
  expect((await pages(new Request("http://localhost/_files/files/../../etc/passwd"))).status).toBe(403);
  await expect(p.files.link("../secret", { name: "x", seconds: 1 })).resolves.toBeDefined();
  expect((await pages(new Request(await p.files.link("files/../../secret", { name: "x", seconds: 9 })))).status).toBe(403);
});

test("files: files with whole account numbers are for finance alone, others for the auditor too, none for HR", async () => {
  const { p } = await open();
  await exportedPayout(p);
  for (const format of ["pain.001", "fixed-bank"]) {
    expect(await codesOf(requestFile({ of: OF, format }, AUDITOR, p))).toEqual(["role"]);
    expect(await codesOf(downloadFile({ of: OF, format }, AUDITOR, p))).toEqual(["role"]);
  }
  // A payroll file whose columns hold nothing of a payee is no secret.
  for (const format of ["xlsx", "wages"]) expect((await requestFile({ of: OF, format }, AUDITOR, p)).wanted.by).toBe("eva");
  expect(await codesOf(requestFile({ of: OF, format: "csv" }, HR, p))).toEqual(["role"]);
  expect(await codesOf(downloadFile({ of: "journal:2026-11", format: "journal" }, HR, p))).toEqual(["role"]);
});

test("files: what there is no file of, or not yet, is refused with what to do", async () => {
  const { p } = await open();
  await draftNow({ month: "2026-10" }, fay, p);
  const refused = (of: string, format: string) => codesOf(requestFile({ of, format }, fay, p));
  expect(await refused(OF, "pain.001")).toEqual(["file-not-exported"]);
  expect(await refused(OF, "docx")).toEqual(["file-unknown"]);
  expect(await refused("payout:../x", "csv")).toEqual(["file-unknown"]);
  expect(await refused("payout:2026-10-9", "csv")).toEqual(["not-found"]);
  expect(await refused("journal:2026-12", "journal")).toEqual(["file-ahead"]);
  expect(await refused("journal:2026-13", "journal")).toEqual(["file-unknown"]);
  expect(await refused("positions:2026-11-04", "positions")).toEqual(["file-of-today"]);
  expect((await requestFile({ of: OF, format: "csv" }, fay, p)).name).toBe("payout-2026-10-1.csv");
});

test("files: what goes on is made anew each time it is asked for; what is over stays as it is", async () => {
  const { p } = await open();
  const { payoutId } = await exportedPayout(p);
  const positions = { of: "positions:2026-11-05", format: "positions" };
  const make = async () => {
    await requestFile(positions, fay, p);
    return (await makeFile(positions.of, positions.format, p))?.made;
  };
  const first = await make();
  await bankSays(p, { payoutId, advisorId: "li", kind: "returned" });
  const second = await make();
  expect(second?.sha256).not.toBe(first?.sha256);
  expect(second?.key).not.toBe(first?.key);
  expect(second?.controlSum).toBe(18_000n);
  const journal = { of: "journal:2026-11", format: "journal" };
  await requestFile(journal, fay, p);
  const before = await makeFile(journal.of, journal.format, p);
  const later = { ...p, surroundings: { ...p.surroundings, now: () => Date.parse("2026-12-02T00:00:00Z") } };
  await requestFile(journal, fay, later);
  const final = await makeFile(journal.of, journal.format, later);
  expect(final?.made?.key).not.toBe(before?.made?.key);
  expect(final?.made?.sha256).toBe(before?.made?.sha256);
  expect(await requestFile(journal, fay, later)).toEqual(final);
});

test("files: a file that can't be made says why, without what was typed of a payee, and is tried again", async () => {
  const { p } = await open();
  await exportedPayout(p);
  const narrow = {
    ...SETTINGS,
    templates: SETTINGS.templates.map((each) => ({ ...each, columns: each.columns.map((column) => ({ ...column, width: 4 })) })),
  };
  await requestFile({ of: OF, format: "fixed-bank" }, fay, p);
  const failed = await makeFile(OF, "fixed-bank", { ...p, finance: narrow });
  expect(failed?.made).toBeUndefined();
  expect(failed?.issues).toMatchObject([{ code: "formats-in-payout" }]);
  expect(JSON.stringify(failed?.issues)).not.toContain(ACCOUNT);
  expect(await requestFile({ of: OF, format: "fixed-bank" }, fay, p)).not.toHaveProperty("issues");
  expect((await makeFile(OF, "fixed-bank", p))?.made).toMatchObject({ count: 2, controlSum: 18_000n });
});

test("files: two who make a file at once, and one that was made after another: the first that is noted stays", async () => {
  const { p } = await open();
  await exportedPayout(p);
  await requestFile({ of: OF, format: "csv" }, fay, p);
  const [a, b] = await Promise.all([makeFile(OF, "csv", p), makeFile(OF, "csv", p)]);
  expect(a?.made?.sha256).toBe(b?.made?.sha256);
  const kept = await p.fileRegister.find(OF, "csv");
  await p.fileRegister.note({ ...(kept ?? expect.unreachable()), issues: [refusal("file-not-drafted")] });
  expect(await p.fileRegister.find(OF, "csv")).toEqual(kept);
  expect((await p.fileRegister.list(OF)).filter(({ format }) => format === "csv")).toEqual([kept]);
});

test("files: nobody is paid by details that are not those that were drafted", async () => {
  const { p } = await open();
  await exportedPayout(p);
  await requestFile({ of: OF, format: "pain.001" }, fay, p);
  const other = { ...p, vault: { ...p.vault, open: async (sealed: readonly unknown[]) => sealed.map(() => "6200000000000099999") } };
  await expect(makeFile(OF, "pain.001", other)).rejects.toThrow("is not the one that was drafted");
  await expect(makeFile(OF, "pain.001", other)).rejects.not.toThrow("99999");
  expect((await p.fileRegister.find(OF, "pain.001"))?.made).toBeUndefined();
});

test("files: the queue's message makes the file; the same message again changes nothing", async () => {
  const { p } = await open();
  await exportedPayout(p);
  await requestFile({ of: OF, format: "xlsx" }, fay, p);
  const handle = createHandler(() => p);
  const message = { messageId: "1", body: JSON.stringify({ "detail-type": "FileQueued", detail: { of: OF, format: "xlsx" } }) };
  const deliver = () =>
    handle({ Records: [message] } as SQSEvent, { awsRequestId: "r", getRemainingTimeInMillis: () => 60_000 } as Context);
  expect(await deliver()).toEqual({ batchItemFailures: [] });
  const made = await p.fileRegister.find(OF, "xlsx");
  expect(made?.made).toMatchObject({ count: 2, controlSum: 18_000n });
  expect(await deliver()).toEqual({ batchItemFailures: [] });
  expect(await p.fileRegister.find(OF, "xlsx")).toEqual(made);
});
