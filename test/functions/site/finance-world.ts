import type { Wiring } from "../../../functions/_platform/wiring.ts";
import { createHandler as createLinks } from "../../../functions/file-links/handler.ts";
import { createHandler } from "../../../functions/finance-site/handler.ts";
import type { CloseRun, CloseRunner, RunState } from "../../../shared/closing/store.ts";
import { adjustment, advisor, order, plan } from "../../support/facts.ts";
import { type Ledger, type Ledgers, startLedgers, wiringWith } from "../../support/ledger.ts";
import { type Answered, ask, createTestTokens } from "../../support/test-tokens.ts";

const PEOPLE = { fay: ["finance"], gus: ["finance"], hana: ["hr"], ada: ["auditor"], li: ["advisor"] } as const;
export type Who = keyof typeof PEOPLE;

/** What a form sends; a file is a file. */
export type Form = Readonly<Record<string, string | File>>;

/** Finance's pages over a ledger whose October is closed; the clock stands where it was set last. */
export interface FinanceWorld {
  readonly ledger: Ledger;
  readonly p: Wiring;
  readonly runs: readonly CloseRun[];
  setClock(instant: string): void;
  /** Says how a run of a close ended. */
  endRun(runId: string, state: RunState): void;
  open(path: string, who?: Who, headers?: Readonly<Record<string, string>>): Promise<Answered>;
  send(path: string, form: Form, who?: Who): Promise<Answered>;
}

/** The 5th of December 2026: li and zhao sold in October, which is closed, and li in November. */
export async function startFinanceWorld(): Promise<{ readonly ledgers: Ledgers; readonly world: FinanceWorld }> {
  const ledgers = await startLedgers("simulated");
  const ledger = await ledgers.open();
  await ledger.record(plan(), advisor("li", { name: "李娜" }), advisor("zhao", { name: "赵敏" }));
  await ledger.record(order({ orderId: "o1" }), order({ orderId: "o2", credits: [{ advisorId: "zhao" }] }), adjustment());
  await ledger.close("2026-10");
  await ledger.record(
    order({ orderId: "n1", bookedAt: "2026-11-02T09:00:00+08:00", fulfilledAt: "2026-11-03T09:00:00+08:00" }),
    order({
      orderId: "late",
      status: "booked",
      bookedAt: "2026-11-02T09:00:00+08:00",
      fulfilledAt: undefined,
      expectedFulfilmentOn: "2026-11-20",
    }),
  );
  let now = Date.parse("2026-12-05T10:00:00+08:00");
  const states = new Map<string, RunState>();
  const runs: CloseRun[] = [];
  const closeRunner: CloseRunner = {
    start: async (run) => {
      if (states.has(run.runId)) return;
      states.set(run.runId, { status: "running" });
      runs.push(run);
    },
    look: async (runId) => states.get(runId),
  };
  const tokens = await createTestTokens();
  const cookies = new Map<string, string>();
  for (const [username, groups] of Object.entries(PEOPLE))
    cookies.set(username, `__Host-session=${await tokens.issue({ username, groups })}`);
  const surroundings = { ...ledger.wiring.surroundings, now: () => now };
  const p = wiringWith(ledger.wiring, { identity: tokens.identity, surroundings, closeRunner });
  const own = wiringWith(await ledger.as("finance-site"), { identity: tokens.identity, surroundings, closeRunner });
  const linking = wiringWith(await ledger.as("file-links"), { identity: tokens.identity, surroundings });
  const [pages, links] = [createHandler(() => own), createLinks(() => linking)];
  const at = (path: string) => (path.endsWith("/download") ? links : pages);
  const headers = (who: Who) => ({ cookie: cookies.get(who) ?? "", origin: "https://pay.example.com" });
  const world: FinanceWorld = {
    ledger,
    p,
    runs,
    setClock: (instant) => {
      now = Date.parse(instant);
    },
    endRun: (runId, state) => states.set(runId, state),
    open: (path, who = "fay", more = {}) => ask(at(path), path, { headers: { ...headers(who), ...more } }),
    send: (path, form, who = "fay") => ask(at(path), path, { method: "POST", body: bodyOf(form), headers: headers(who) }),
  };
  return { ledgers, world };
}

function bodyOf(form: Form): URLSearchParams | FormData {
  const entries = Object.entries(form);
  const texts = entries.filter((entry): entry is [string, string] => typeof entry[1] === "string");
  if (texts.length === entries.length) return new URLSearchParams(texts);
  const body = new FormData();
  for (const [name, value] of entries) body.append(name, value);
  return body;
}
