import { html } from "hono/html";
import { HR_OR_FINANCE, STAFF } from "../../../shared/access/groups.ts";
import type { Instant } from "../../../shared/base/calendar/month.ts";
import { payeesWordsOf } from "../../../shared/payees/messages.ts";
import { isPayeesContent } from "../../../shared/payees/model/content.ts";
import { payeeAt } from "../../../shared/payees/model/effective-payee.ts";
import { PAYEE_COLUMNS, readPayeesFile } from "../../../shared/payees/model/parse-file.ts";
import { payeesTable, securityHoldTable, waitingPayees } from "../../../shared/payees/views/payees-view.ts";
import { WAITING_STATUSES } from "../../../shared/proposals/model/proposal.ts";
import type { Route } from "../../_platform/http/route.ts";
import { cut, pageLinks, searchForm } from "../../_platform/page/list.ts";
import { note, section } from "../../_platform/page/staff-page.ts";
import { type UploadProblem, uploadForm } from "../../_platform/page/upload-form.ts";
import { sentText } from "../../_platform/site/form-data.ts";
import { directory, namesOf, respondCsv, showPage } from "../../_platform/site/page-context.ts";
import { pageOf } from "../../_platform/site/request.ts";
import { takeUpload, type UploadKind } from "../../_platform/site/upload.ts";
import type { Wiring } from "../../_platform/wiring.ts";
import { type FinanceContext, financeForm, financePage, mayPropose } from "../context.ts";
import { saveFile, showFilePreview } from "./preview.ts";

const ROWS = 20;

const PAYEES: UploadKind<FinanceContext> = {
  list: "payees",
  preview: async ({ bytes, name, encoding }, context) => {
    const file = readPayeesFile(bytes, name, encoding);
    return file.choices ?? showFilePreview(context, file);
  },
  again: (problem, context) => showPayees(context, problem),
};

/** Payees: finding an advisor, what waits and what is security hold, and the file that gives many at once. */
export const payeePages: readonly Route[] = [
  financePage({
    id: "finance.payees",
    path: "/:lang/finance/payees",
    access: STAFF,
    show: (context) =>
      context.http.req.query("file") === "template"
        ? respondCsv(context.http, "payees.csv", [Object.keys(PAYEE_COLUMNS)])
        : showPayees(context),
  }),

  financeForm({
    id: "finance.proposePayees",
    path: "/:lang/finance/payees",
    access: HR_OR_FINANCE,
    take: (context, sent) => (sentText(sent, "op") === "save" ? saveFile(context, sent) : takeUpload(sent, PAYEES, context)),
  }),
];

async function showPayees(context: FinanceContext, problem: UploadProblem = {}): Promise<Response> {
  const { http, language, writer, deps } = context;
  const words = payeesWordsOf(language);
  const asked = http.req.query("q");
  const [waiting, securityHold] = await Promise.all([deps.proposals.list(WAITING_STATUSES, "payees"), listSecurityHolds(deps)]);
  const first = waiting.flatMap(({ content }) => (isPayeesContent(content) ? content.entries.slice(0, 1) : []));
  const nameOf = await namesOf(
    [...first, ...securityHold].map(({ advisorId }) => advisorId),
    deps,
  );
  const upload = uploadForm({ id: "upload", file: words.tableFile, fileHint: words.fileHint }, problem, language);
  return showPage(context, {
    title: words.title,
    note: words.intro,
    opening: searchForm({ label: words.searchLabel, submit: words.search, asked: asked ?? "" }),
    links: [{ text: words.holds, to: "holds" }],
    parts: [
      asked === undefined ? "" : await foundPart(context, asked),
      section("waiting", words.pendingApproval, waitingPayees(waiting, nameOf, writer)),
      section(
        "securityHold",
        words.securityHold,
        note(words.securityHoldIntro(String(deps.finance.securityHoldDays))),
        securityHoldTable(securityHold, nameOf, writer),
      ),
      section("upload", words.importFile, mayPropose(context) ? html`<p class="soft">${words.uploadIntro}</p>${upload}` : words.only),
    ],
    status: problem.error === undefined ? 200 : 422,
  });
}

async function foundPart({ http, frame, writer, deps }: FinanceContext, asked: string) {
  const words = payeesWordsOf(writer.language);
  const all = await directory.search(asked, deps);
  const { items, ...at } = cut(all, pageOf(http), ROWS);
  const payees = await deps.payouts.payees(items.map(({ advisorId }) => advisorId));
  const shown = items.map(({ advisorId, name }) => ({
    advisorId,
    name,
    now: payeeAt(payees.get(advisorId) ?? [], deps.surroundings.now(), deps.finance.securityHoldDays),
  }));
  return section("found", words.found(writer.count(all.length).text), payeesTable(shown, writer), pageLinks(frame, at, { q: asked }));
}

const DAY_MS = 86_400_000;

/** Whose latest payee nobody is paid by yet, and until when; those that end first stand first. */
interface SecurityHold {
  readonly advisorId: string;
  readonly accountLast4: string;
  readonly approvedBy: string;
  readonly until: Instant;
}

/** Found by the proposals that were published within the security hold period, so that nobody else's payee is read. */
async function listSecurityHolds({ proposals, payouts, surroundings, finance }: Wiring): Promise<SecurityHold[]> {
  const now = surroundings.now();
  const since = new Date(now - finance.securityHoldDays * DAY_MS).toISOString();
  const published = await proposals.list(["published"], "payees");
  const lately = published.filter(({ approval }) => approval !== undefined && approval.at > since);
  const ids = lately.flatMap(({ content }) => (isPayeesContent(content) ? content.entries.map(({ advisorId }) => advisorId) : []));
  const payees = await payouts.payees([...new Set(ids)]);
  const securityHold = [...payees.values()].flatMap((versions): SecurityHold[] => {
    const found = payeeAt(versions, now, finance.securityHoldDays);
    if (found.kind !== "securityHold") return [];
    const { advisorId, accountLast4, approvedBy } = found.payee;
    return [{ advisorId, accountLast4, approvedBy, until: found.until }];
  });
  return securityHold.sort((left, right) =>
    left.until < right.until ? -1 : left.until > right.until ? 1 : left.advisorId < right.advisorId ? -1 : 1,
  );
}
