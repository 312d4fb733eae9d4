import { expect, test } from "vitest";
import { pathsOf } from "../../../functions/_platform/http/route.ts";
import { ROUTES } from "../../../infra/routes.ts";
import { type Access, decide, ROLES } from "../../../shared/access/policy.ts";

const li = (...roles: (typeof ROLES)[number][]) => ({ username: "li", roles });
const accessOf = (id: string): Access => ROUTES.find((each) => each.id === id)?.access ?? {};

test("routes: HR's routes tell looking, writing and deciding apart", () => {
  const may = (role: (typeof ROLES)[number]) =>
    (["hr.plan", "hr.saveEditor", "hr.step", "hrApi.editTerms", "hrApi.step"] as const).map((id) => decide(accessOf(id), li(role)));
  expect(may("hr")).toEqual(Array(5).fill("allowed"));
  expect(may("finance")).toEqual(["allowed", "forbidden", "allowed", "forbidden", "allowed"]);
  expect(may("auditor")).toEqual(["allowed", ...Array(4).fill("forbidden")]);
  expect(may("advisor")).toEqual(Array(5).fill("forbidden"));
});

test("routes: finance's routes tell looking, proposing, fetching and paying apart", () => {
  const may = (role: (typeof ROLES)[number]) =>
    (
      ["financeApi.payout", "financeApi.proposePayee", "financeApi.downloadFile", "financeApi.payoutStep", "financeApi.startClose"] as const
    ).map((id) => decide(accessOf(id), li(role)));
  const [yes, no] = ["allowed", "forbidden"];
  expect(may("finance")).toEqual([yes, yes, yes, yes, yes]);
  expect(may("hr")).toEqual([yes, yes, no, no, no]);
  expect(may("auditor")).toEqual([yes, no, yes, no, no]);
  expect(may("advisor")).toEqual([no, no, no, no, no]);
});

test("routes: every route has a name of its own, and an address and method of its own", () => {
  const addresses = ROUTES.flatMap((route) => pathsOf(route).map((path) => `${route.method} ${path}`));
  for (const each of [ROUTES.map(({ id }) => id), addresses]) expect(new Set(each).size).toBe(each.length);
});

test("routes: docs/access.md shows the routes as they are (vitest -u writes it anew)", async () => {
  const cell = (access: Access, role: (typeof ROLES)[number]): string => (access === "public" ? "yes" : (access[role] ?? "–"));
  const lines = ROUTES.map(
    ({ id, method, path, access }) =>
      `| ${id} | ${method} | \`${path}\` | ${ROLES.map((role) => cell(access, role)).join(" | ")} | ${access === "public" ? "yes" : "–"} |`,
  );
  const text = `# Who may see what

The routes as the functions define them (\`endpoint({…})\` and \`page({…})\`): route × method × role × whose data. \`:whose\` stands for \`me\` and for \`advisors/:advisorId\`; \`me\` needs the role advisor, whatever else someone is. *own* is the person's own data, *all* is any advisor's. Another advisor's address is refused whether they exist or not. Where GET is allowed, HEAD is too; any other method is refused (405) with those that the address knows.

What is sent to a site (POST) must come from a page of the site itself, by its \`Origin\` or \`Sec-Fetch-Site\`; anything else is refused (403). \`hr.step\` and \`hrApi.step\` are for HR and finance, as both may approve and return to draft; submitting, withdrawing and publishing take the role hr, and nobody approves what they wrote or submitted themselves: the steps check that (\`shared/proposals\`), by username, whatever roles someone has.

On finance's side finance alone closes, pays, holds and applies bank reports; HR and finance both propose adjustments and payees, and another person than the proposer approves them. Files with payee details (the bank's, and those of payroll whose columns hold any) are fetched by finance alone, all others by finance and the auditor: the steps check the format (\`shared/payouts/files\`). Elsewhere an account is shown by its last four digits. A function of its own, \`file-links\`, verifies who asks and signs the link; pages and API of finance can read no such file. Who looks at payee details or fetches a payment file stands in the activity log, under the payee or the payout, before it is shown; HR, finance and the auditor read that.

Signing out, by the form in the header of each page alone, ends the session on the server: tokens of that sign-in are refused everywhere from then on, looked up at each request. The refresh token is never kept.

| route | method | address | ${ROLES.join(" | ")} | not signed in |
| --- | --- | --- | ${ROLES.map(() => "---").join(" | ")} | --- |
${lines.join("\n")}
`;
  await expect(text).toMatchFileSnapshot("../../../docs/access.md");
});
