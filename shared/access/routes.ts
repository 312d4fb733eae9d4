import type { Who } from "./person.ts";

/** What is done at an address. */
type Method = "GET" | "POST" | "PUT";

/** One line of the table. */
export interface Route {
  readonly id: string;
  /** What answers it: the advisors' API and site, HR's, finance's, and what signs links to files for both of finance's. */
  readonly on: "api" | "site" | "hr-api" | "hr-site" | "finance-api" | "finance-site" | "file-links-api" | "file-links-site";
  /** Who may GET may ask for the HEAD too. */
  readonly method: Method;
  /** `:whose` stands for both `me` and `advisors/:advisorId`; a route with it is about one advisor. */
  readonly path: string;
  readonly who: Who;
}

/** An advisor's own data, and all data for those who run the agency's payments. */
const OWN_OR_STAFF = { advisor: "own", hr: "all", finance: "all", auditor: "all" } as const;
const STAFF = { hr: "all", finance: "all", auditor: "all" } as const;
/** Who writes what is proposed, and who decides on it. The steps themselves tell the two apart (see shared/proposals). */
const HR = { hr: "all" } as const;
const HR_OR_FINANCE = { hr: "all", finance: "all" } as const;
/** Who pays, and who looks into the books. */
const FINANCE = { finance: "all" } as const;
const FINANCE_OR_AUDITOR = { finance: "all", auditor: "all" } as const;

const api = <const Id extends string, Allowed extends Who>(id: Id, path: string, who: Allowed) =>
  ({ id, on: "api", method: "GET", path, who }) as const;
const site = <const Id extends string, Allowed extends Who>(id: Id, path: string, who: Allowed) =>
  ({ id, on: "site", method: "GET", path, who }) as const;

const hrApi = <const Id extends string, const Does extends Method, Allowed extends Who>(id: Id, method: Does, path: string, who: Allowed) =>
  ({ id, on: "hr-api", method, path, who }) as const;
const hr = <const Id extends string, const Does extends Method, Allowed extends Who>(id: Id, method: Does, path: string, who: Allowed) =>
  ({ id, on: "hr-site", method, path, who }) as const;

const finance = <const Id extends string, const Does extends Method, Allowed extends Who>(
  id: Id,
  method: Does,
  path: string,
  who: Allowed,
) => ({ id, on: "finance-site", method, path, who }) as const;
const financeApi = <const Id extends string, const Does extends Method, Allowed extends Who>(
  id: Id,
  method: Does,
  path: string,
  who: Allowed,
) => ({ id, on: "finance-api", method, path, who }) as const;

/** Every route of APIs and sites. Where two match, the one that stands first is taken. */
export const ROUTES = [
  api("api.account", "/v1/:whose", OWN_OR_STAFF),
  api("api.month", "/v1/:whose/months/:month", OWN_OR_STAFF),
  api("api.credits", "/v1/:whose/months/:month/components/:key/credits", OWN_OR_STAFF),
  api("api.order", "/v1/:whose/months/:month/orders/:orderId", OWN_OR_STAFF),
  api("api.forecast", "/v1/:whose/forecast", OWN_OR_STAFF),
  api("api.years", "/v1/:whose/years", OWN_OR_STAFF),
  api("api.quote", "/v1/:whose/quote", OWN_OR_STAFF),
  api("api.statements", "/v1/:whose/statements", OWN_OR_STAFF),
  api("api.statement", "/v1/:whose/statements/:month", OWN_OR_STAFF),
  api("api.statementFile", "/v1/:whose/statements/:month/file", OWN_OR_STAFF),
  api("api.payments", "/v1/:whose/payments", OWN_OR_STAFF),
  api("api.equity", "/v1/:whose/equity", OWN_OR_STAFF),
  api("api.closes", "/v1/closes", "public"),
  api("api.close", "/v1/closes/:month", "public"),
  api("api.openapi", "/openapi.json", "public"),
  api("api.docs", "/docs", "public"),
  // Not under /assets/, which is the site's: both stand behind one address.
  api("api.docsAsset", "/docs/assets/:file", "public"),

  site("site.root", "/", "public"),
  site("site.signIn", "/sign-in", "public"),
  site("site.signedIn", "/signed-in", "public"),
  { id: "site.signOut", on: "site", method: "POST", path: "/sign-out", who: "public" },
  site("site.asset", "/assets/:file", "public"),
  site("site.language", "/:lang", "public"),
  site("site.roots", "/:lang/roots", "public"),
  site("site.advisors", "/:lang/advisors", STAFF),
  site("site.thisMonth", "/:lang/:whose", OWN_OR_STAFF),
  site("site.month", "/:lang/:whose/months/:month", OWN_OR_STAFF),
  site("site.component", "/:lang/:whose/months/:month/components/:key", OWN_OR_STAFF),
  site("site.order", "/:lang/:whose/months/:month/orders/:orderId", OWN_OR_STAFF),
  site("site.forecast", "/:lang/:whose/forecast", OWN_OR_STAFF),
  site("site.years", "/:lang/:whose/years", OWN_OR_STAFF),
  site("site.statements", "/:lang/:whose/statements", OWN_OR_STAFF),
  site("site.statement", "/:lang/:whose/statements/:month", OWN_OR_STAFF),
  site("site.statementPdf", "/:lang/:whose/statements/:month/statement.pdf", OWN_OR_STAFF),
  site("site.statementCsv", "/:lang/:whose/statements/:month/statement.csv", OWN_OR_STAFF),
  site("site.statementJson", "/:lang/:whose/statements/:month/statement.json", OWN_OR_STAFF),
  site("site.verify", "/:lang/:whose/statements/:month/verify", OWN_OR_STAFF),
  site("site.statementComponent", "/:lang/:whose/statements/:month/components/:key", OWN_OR_STAFF),
  site("site.statementOrder", "/:lang/:whose/statements/:month/orders/:orderId", OWN_OR_STAFF),
  site("site.adjustment", "/:lang/:whose/statements/:month/adjustments/:of", OWN_OR_STAFF),
  site("site.equity", "/:lang/:whose/equity", OWN_OR_STAFF),
  site("site.payments", "/:lang/:whose/payments", OWN_OR_STAFF),

  hr("hr.home", "GET", "/:lang/hr", STAFF),
  hr("hr.plans", "GET", "/:lang/hr/plans", STAFF),
  hr("hr.createPlan", "POST", "/:lang/hr/plans", HR),
  hr("hr.plan", "GET", "/:lang/hr/plans/:planId", STAFF),
  hr("hr.version", "GET", "/:lang/hr/plans/:planId/versions/:version", STAFF),
  hr("hr.draftFrom", "POST", "/:lang/hr/plans/:planId/versions/:version/draft", HR),
  hr("hr.proposal", "GET", "/:lang/hr/proposals/:proposalId", STAFF),
  hr("hr.editor", "GET", "/:lang/hr/proposals/:proposalId/edit", STAFF),
  hr("hr.saveEditor", "POST", "/:lang/hr/proposals/:proposalId/edit", HR),
  hr("hr.editorPreview", "POST", "/:lang/hr/proposals/:proposalId/edit/preview", HR),
  hr("hr.step", "POST", "/:lang/hr/proposals/:proposalId/steps/:step", HR_OR_FINANCE),
  hr("hr.trials", "GET", "/:lang/hr/proposals/:proposalId/trials", STAFF),
  hr("hr.beginTrial", "POST", "/:lang/hr/proposals/:proposalId/trials", HR),
  hr("hr.trial", "GET", "/:lang/hr/trials/:trialId", STAFF),
  hr("hr.trialCsv", "GET", "/:lang/hr/trials/:trialId/advisors.csv", STAFF),
  hr("hr.compare", "GET", "/:lang/hr/compare", STAFF),
  hr("hr.approvals", "GET", "/:lang/hr/approvals", STAFF),
  hr("hr.advisors", "GET", "/:lang/hr/advisors", STAFF),
  hr("hr.register", "GET", "/:lang/hr/register", STAFF),
  hr("hr.saveRegister", "POST", "/:lang/hr/register", HR),
  hr("hr.advisor", "GET", "/:lang/hr/advisors/:advisorId", STAFF),
  hr("hr.saveAdvisor", "POST", "/:lang/hr/advisors/:advisorId", HR),
  hr("hr.leave", "GET", "/:lang/hr/advisors/:advisorId/leave", STAFF),
  hr("hr.saveLeave", "POST", "/:lang/hr/advisors/:advisorId/leave", HR),
  hr("hr.scores", "GET", "/:lang/hr/scores", STAFF),
  hr("hr.scoresUpload", "GET", "/:lang/hr/scores/uploads/:uploadId", HR),
  hr("hr.saveScores", "POST", "/:lang/hr/scores", HR),
  hr("hr.quarantine", "GET", "/:lang/hr/quarantine", STAFF),
  hr("hr.held", "GET", "/:lang/hr/quarantine/:heldId", STAFF),
  hr("hr.saveHeld", "POST", "/:lang/hr/quarantine/:heldId", HR),
  hr("hr.asset", "GET", "/hr-assets/:file", "public"),

  hrApi("hrApi.plans", "GET", "/v1/hr/plans", STAFF),
  hrApi("hrApi.plan", "GET", "/v1/hr/plans/:planId", STAFF),
  hrApi("hrApi.version", "GET", "/v1/hr/plans/:planId/versions/:version", STAFF),
  hrApi("hrApi.proposals", "GET", "/v1/hr/proposals", STAFF),
  hrApi("hrApi.propose", "POST", "/v1/hr/proposals", HR),
  hrApi("hrApi.proposal", "GET", "/v1/hr/proposals/:proposalId", STAFF),
  hrApi("hrApi.editTerms", "PUT", "/v1/hr/proposals/:proposalId/terms", HR),
  hrApi("hrApi.trials", "GET", "/v1/hr/proposals/:proposalId/trials", STAFF),
  hrApi("hrApi.beginTrial", "POST", "/v1/hr/proposals/:proposalId/trials", HR),
  hrApi("hrApi.step", "POST", "/v1/hr/proposals/:proposalId/:step", HR_OR_FINANCE),
  hrApi("hrApi.trial", "GET", "/v1/hr/trials/:trialId", STAFF),
  hrApi("hrApi.trialAdvisors", "GET", "/v1/hr/trials/:trialId/advisors", STAFF),
  hrApi("hrApi.trail", "GET", "/v1/hr/trail/:subject", STAFF),
  hrApi("hrApi.advisor", "GET", "/v1/hr/advisors/:advisorId", STAFF),
  hrApi("hrApi.saveAdvisor", "PUT", "/v1/hr/advisors/:advisorId", HR),
  hrApi("hrApi.previewAdvisor", "POST", "/v1/hr/advisors/:advisorId/preview", HR),
  hrApi("hrApi.waiting", "GET", "/v1/hr/waiting", STAFF),
  hrApi("hrApi.previewScores", "POST", "/v1/hr/scores/preview", HR),
  hrApi("hrApi.scoresUpload", "GET", "/v1/hr/scores/previews/:uploadId", HR),
  hrApi("hrApi.saveScores", "POST", "/v1/hr/scores", HR),
  hrApi("hrApi.quarantine", "GET", "/v1/hr/quarantine", STAFF),
  hrApi("hrApi.held", "GET", "/v1/hr/quarantine/:heldId", STAFF),
  hrApi("hrApi.release", "POST", "/v1/hr/quarantine/:heldId", HR),

  finance("finance.home", "GET", "/:lang/finance", STAFF),
  finance("finance.close", "GET", "/:lang/finance/close", STAFF),
  finance("finance.closeMonth", "GET", "/:lang/finance/close/:month", STAFF),
  finance("finance.previewClose", "POST", "/:lang/finance/close/:month/preview", FINANCE),
  finance("finance.startClose", "POST", "/:lang/finance/close/:month", FINANCE),
  finance("finance.adjustments", "GET", "/:lang/finance/adjustments", STAFF),
  finance("finance.proposeAdjustments", "POST", "/:lang/finance/adjustments", HR_OR_FINANCE),
  finance("finance.adjustmentsUpload", "GET", "/:lang/finance/adjustments/uploads/:uploadId", HR_OR_FINANCE),
  finance("finance.adjustment", "GET", "/:lang/finance/adjustments/:adjustmentId", STAFF),
  finance("finance.counterAdjustment", "POST", "/:lang/finance/adjustments/:adjustmentId", HR_OR_FINANCE),
  finance("finance.payees", "GET", "/:lang/finance/payees", STAFF),
  finance("finance.proposePayees", "POST", "/:lang/finance/payees", HR_OR_FINANCE),
  finance("finance.proposal", "GET", "/:lang/finance/proposals/:proposalId", STAFF),
  finance("finance.step", "POST", "/:lang/finance/proposals/:proposalId/steps/:step", HR_OR_FINANCE),
  finance("finance.advisor", "GET", "/:lang/finance/advisors/:advisorId", STAFF),
  finance("finance.proposePayee", "POST", "/:lang/finance/advisors/:advisorId/payee", HR_OR_FINANCE),
  finance("finance.hold", "POST", "/:lang/finance/advisors/:advisorId/hold", FINANCE),
  finance("finance.holds", "GET", "/:lang/finance/holds", STAFF),
  finance("finance.failedPayments", "GET", "/:lang/finance/failed-payments", STAFF),
  finance("finance.payouts", "GET", "/:lang/finance/payouts", STAFF),
  finance("finance.beginPayout", "POST", "/:lang/finance/payouts", FINANCE),
  finance("finance.payout", "GET", "/:lang/finance/payouts/:payoutId", STAFF),
  finance("finance.payoutStep", "POST", "/:lang/finance/payouts/:payoutId/steps/:step", FINANCE),
  finance("finance.payment", "GET", "/:lang/finance/payouts/:payoutId/payments/:advisorId", STAFF),
  finance("finance.recordOutcome", "POST", "/:lang/finance/payouts/:payoutId/payments/:advisorId", FINANCE),
  finance("finance.actOnPayment", "POST", "/:lang/finance/payouts/:payoutId/payments/:advisorId/acts/:act", FINANCE),
  finance("finance.wantFile", "POST", "/:lang/finance/files/:of", FINANCE_OR_AUDITOR),
  finance("finance.file", "GET", "/:lang/finance/files/:of/:format", STAFF),
  { ...finance("finance.fetchFile", "GET", "/:lang/finance/files/:of/:format/download", FINANCE_OR_AUDITOR), on: "file-links-site" },
  finance("finance.answers", "GET", "/:lang/finance/answers", STAFF),
  finance("finance.sendAnswer", "POST", "/:lang/finance/answers", FINANCE),
  finance("finance.answerUpload", "GET", "/:lang/finance/answers/uploads/:uploadId", FINANCE),
  finance("finance.answer", "GET", "/:lang/finance/answers/:answerId", STAFF),
  finance("finance.position", "GET", "/:lang/finance/position", STAFF),
  finance("finance.settings", "GET", "/:lang/finance/settings", STAFF),
  finance("finance.proposeSettings", "POST", "/:lang/finance/settings", HR_OR_FINANCE),

  financeApi("financeApi.settings", "GET", "/v1/finance/settings", STAFF),
  financeApi("financeApi.settingsHistory", "GET", "/v1/finance/settings/versions", STAFF),
  financeApi("financeApi.proposeSettings", "POST", "/v1/finance/settings", HR_OR_FINANCE),
  financeApi("financeApi.closing", "GET", "/v1/finance/closing", STAFF),
  financeApi("financeApi.close", "GET", "/v1/finance/closes/:month", STAFF),
  financeApi("financeApi.startClose", "POST", "/v1/finance/closes/:month", FINANCE),
  financeApi("financeApi.checks", "GET", "/v1/finance/closes/:month/checks", STAFF),
  financeApi("financeApi.preview", "GET", "/v1/finance/closes/:month/preview", STAFF),
  financeApi("financeApi.beginPreview", "POST", "/v1/finance/closes/:month/preview", FINANCE),
  financeApi("financeApi.adjustments", "GET", "/v1/finance/adjustments", STAFF),
  financeApi("financeApi.proposeAdjustments", "POST", "/v1/finance/adjustments", HR_OR_FINANCE),
  financeApi("financeApi.previewAdjustments", "POST", "/v1/finance/adjustments/preview", HR_OR_FINANCE),
  financeApi("financeApi.adjustmentsUpload", "GET", "/v1/finance/adjustments/previews/:uploadId", HR_OR_FINANCE),
  financeApi("financeApi.counterAdjustment", "POST", "/v1/finance/adjustments/:adjustmentId/counter", HR_OR_FINANCE),
  financeApi("financeApi.proposePayees", "POST", "/v1/finance/payees", HR_OR_FINANCE),
  financeApi("financeApi.previewPayees", "POST", "/v1/finance/payees/preview", HR_OR_FINANCE),
  financeApi("financeApi.holds", "GET", "/v1/finance/holds", STAFF),
  financeApi("financeApi.advisor", "GET", "/v1/finance/advisors/:advisorId", STAFF),
  financeApi("financeApi.hold", "POST", "/v1/finance/advisors/:advisorId/hold", FINANCE),
  financeApi("financeApi.proposePayee", "POST", "/v1/finance/advisors/:advisorId/payee", HR_OR_FINANCE),
  financeApi("financeApi.payouts", "GET", "/v1/finance/payouts", STAFF),
  financeApi("financeApi.beginPayout", "POST", "/v1/finance/payouts", FINANCE),
  financeApi("financeApi.payout", "GET", "/v1/finance/payouts/:payoutId", STAFF),
  financeApi("financeApi.lines", "GET", "/v1/finance/payouts/:payoutId/lines", STAFF),
  financeApi("financeApi.payment", "GET", "/v1/finance/payouts/:payoutId/payments/:advisorId", STAFF),
  financeApi("financeApi.failedPayments", "GET", "/v1/finance/failed-payments", STAFF),
  financeApi("financeApi.proposeOutcome", "POST", "/v1/finance/payouts/:payoutId/payments/:advisorId/proposals", FINANCE),
  financeApi("financeApi.clearPayment", "POST", "/v1/finance/payouts/:payoutId/payments/:advisorId/clearance", FINANCE),
  financeApi("financeApi.recordOutcome", "POST", "/v1/finance/payouts/:payoutId/payments/:advisorId", FINANCE),
  financeApi("financeApi.files", "GET", "/v1/finance/files/:of", STAFF),
  financeApi("financeApi.wantFile", "POST", "/v1/finance/files/:of/:format", FINANCE_OR_AUDITOR),
  financeApi("financeApi.file", "GET", "/v1/finance/files/:of/:format", STAFF),
  { ...financeApi("financeApi.fetchFile", "POST", "/v1/finance/files/:of/:format/link", FINANCE_OR_AUDITOR), on: "file-links-api" },
  financeApi("financeApi.answers", "GET", "/v1/finance/answers", STAFF),
  financeApi("financeApi.sendAnswer", "POST", "/v1/finance/answers", FINANCE),
  financeApi("financeApi.previewAnswer", "POST", "/v1/finance/answers/preview", FINANCE),
  financeApi("financeApi.answerUpload", "GET", "/v1/finance/answers/previews/:uploadId", FINANCE),
  financeApi("financeApi.answer", "GET", "/v1/finance/answers/:answerId", STAFF),
  financeApi("financeApi.position", "GET", "/v1/finance/position", STAFF),
  financeApi("financeApi.payoutStep", "POST", "/v1/finance/payouts/:payoutId/:step", FINANCE),
] as const satisfies readonly Route[];

/** The name of a route. */
export type RouteId = (typeof ROUTES)[number]["id"];

/** The paths under which a route is found: one, or two for a route about one advisor. */
export function pathsOf({ path }: Pick<Route, "path">): readonly string[] {
  return path.includes("/:whose") ? WHOSE.map((whose) => path.replace("/:whose", `/${whose}`)) : [path];
}

const WHOSE = ["me", "advisors/:advisorId"];
