import { createHandler } from "../../../functions/hr-site/handler.ts";
import { publish } from "../../../shared/proposals/steps/publish.ts";
import { approve } from "../../../shared/proposals/steps/take-steps.ts";
import { advisor, order, plan } from "../../support/facts.ts";
import { type Ledger, type Ledgers, startLedgers } from "../../support/ledger.ts";
import { type Answered, ask, createTestTokens } from "../../support/test-tokens.ts";

const PEOPLE = { hana: ["hr"], hugo: ["hr"], fei: ["finance"], ada: ["auditor"], li: ["advisor"] } as const;
export type Who = keyof typeof PEOPLE;

/** What a form sends; a file is a file. */
export type Form = Readonly<Record<string, string | File>>;

export interface PeopleWorld {
  readonly ledger: Ledger;
  /** Opens a page. */
  open(path: string, who?: Who): Promise<Answered>;
  /** Sends a form, as a browser would: with files as multipart. */
  send(path: string, form: Form, who?: Who): Promise<Answered>;
  /** Approves and publishes what waits, as someone else. */
  approveAndPublish(proposalId: string): Promise<string>;
}

/** A service score of 4.5 and above pays a tenth more. */
const FACTORS = [{ id: "service", by: "serviceScore", default: "1", steps: [{ from: "4.5", factor: "1.1" }] }];
const PLAN = plan({
  components: [
    { id: "share", kind: "share", rate: "0.06", factors: ["service"] },
    { id: "override", kind: "share", where: { role: ["manager"] }, rate: "0.01" },
  ],
  factors: FACTORS,
});

/**
 * The 20th of December 2026: October and November are closed. li sells 1,000.00 a month under plan partner, wang is li's
 * manager; an order of December waits for zhao, one of January is still to come, and one in another currency is held.
 * @param partnerPlan pays li, where it is to be another.
 */
export async function startPeopleWorld(partnerPlan = PLAN): Promise<{ readonly ledgers: Ledgers; readonly world: PeopleWorld }> {
  const ledgers = await startLedgers("simulated");
  const ledger = await ledgers.open();
  await ledger.record(partnerPlan, plan({ planId: "basic" }), advisor("wang", { name: "王䶮" }));
  const li = { name: "李娜", managers: [{ managerId: "wang", from: "2020-01-15" }], stores: [{ storeId: "s1", from: "2020-01-15" }] };
  await ledger.record(advisor("li", li), attributes("li", "2026-10", { serviceScore: "4.2" }, 1));
  await ledger.record(inMonth("2026-10", "o1"));
  await ledger.close("2026-10");
  await ledger.record(inMonth("2026-11", "n1"));
  await ledger.close("2026-11");
  await ledger.record(
    inMonth("2026-12", "d1"),
    inMonth("2026-12", "d2", { credits: [{ advisorId: "zhao" }] }),
    inMonth("2026-12", "d3", { currency: "USD" }),
    order({
      orderId: "f1",
      status: "booked",
      bookedAt: "2026-12-05T09:00:00+08:00",
      fulfilledAt: undefined,
      expectedFulfilmentOn: "2027-01-20",
    }),
  );
  const tokens = await createTestTokens();
  const cookies = new Map<string, string>();
  for (const [username, groups] of Object.entries(PEOPLE))
    cookies.set(username, `__Host-session=${await tokens.issue({ username, groups })}`);
  const surroundings = { ...ledger.wiring.surroundings, now: () => Date.parse("2026-12-20T10:00:00+08:00") };
  const wiring = { ...ledger.wiring, identity: tokens.identity, surroundings };
  const own = { ...(await ledger.as("hr-site")), identity: tokens.identity, surroundings };
  const handler = createHandler(() => own);
  const headers = (who: Who) => ({ cookie: cookies.get(who) ?? "", origin: "https://pay.example.com" });
  const world: PeopleWorld = {
    ledger,
    open: (path, who = "hana") => ask(handler, path, { headers: headers(who) }),
    send: (path, form, who = "hana") => ask(handler, path, { method: "POST", body: bodyOf(form), headers: headers(who) }),
    approveAndPublish: async (proposalId) => {
      const hugo = { username: "hugo", roles: ["hr"] } as const;
      const submitted = await wiring.proposals.find(proposalId);
      const approved = await approve({ proposalId, lockVersion: submitted?.lockVersion ?? 0 }, hugo, wiring);
      return (await publish({ proposalId, lockVersion: approved.lockVersion }, hugo, wiring)).status;
    },
  };
  return { ledgers, world };
}

export function attributes(advisorId: string, month: string, values: Readonly<Record<string, string>>, revision: number): [string, object] {
  return ["AttributesGiven", { advisorId, month, values, revision }];
}

/** An order of li's of 1,000.00, booked and fulfilled in a month. */
export function inMonth(month: string, orderId: string, given: Readonly<Record<string, unknown>> = {}): ReturnType<typeof order> {
  return order({ orderId, bookedAt: `${month}-02T09:00:00+08:00`, fulfilledAt: `${month}-03T09:00:00+08:00`, ...given });
}

function bodyOf(form: Form): URLSearchParams | FormData {
  const entries = Object.entries(form);
  const texts = entries.filter((entry): entry is [string, string] => typeof entry[1] === "string");
  if (texts.length === entries.length) return new URLSearchParams(texts);
  const body = new FormData();
  for (const [name, value] of entries) body.append(name, value);
  return body;
}

/** The text of a page as people read it, without its markup. */
export function readText({ body }: Answered): string {
  return body
    .replace(/<[^>]*>/g, " ")
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, "&")
    .replace(/\s+/g, " ");
}

/** What a page's form would send as it stands: hidden fields, inputs, choices and texts of all its forms with this button. */
export function fieldsOf({ body }: Answered, op: string): Record<string, string> {
  const forms = body.split("<form").slice(1);
  const form = forms.find((each) => each.includes(`name="op" value="${op}"`)) ?? "";
  const fields: Record<string, string> = {};
  for (const [tag] of form.matchAll(/<input[^>]*>/g)) {
    const [name, value] = [/ name="([^"]*)"/.exec(tag)?.[1], / value="([^"]*)"/.exec(tag)?.[1]];
    if (name !== undefined && !tag.includes('type="file"')) fields[name] = unescapeHtml(value ?? "");
  }
  for (const [, name = "", options = ""] of form.matchAll(/<select[^>]* name="([^"]*)"[^>]*>(.*?)<\/select>/gs)) {
    fields[name] = unescapeHtml(/value="([^"]*)" selected/.exec(options)?.[1] ?? /value="([^"]*)"/.exec(options)?.[1] ?? "");
  }
  for (const [, name = "", text = ""] of form.matchAll(/<textarea[^>]* name="([^"]*)"[^>]*>\n?(.*?)<\/textarea>/gs)) {
    fields[name] = unescapeHtml(text);
  }
  return { ...fields, op };
}

function unescapeHtml(text: string): string {
  return text
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&amp;/g, "&");
}
