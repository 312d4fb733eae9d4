import { timingSafeEqual } from "node:crypto";
import * as z from "zod";
import type { Person } from "../../../shared/access/policy.ts";
import { STAFF } from "../identity/staff.ts";
import { INSTANT_FORMS, instantOf } from "../instant-of.ts";
import type { Local } from "../start.ts";

/** Under which path of the site's address a server is controlled. */
export const CONTROL_PATH = "/local-control/";

/** A developer's token outlives what they move the clock by: a year of the functions' clock. */
const TOKEN_SECONDS = 366 * 86_400;

interface ControlOptions {
  readonly local: Pick<Local, "token" | "now" | "drain" | "setClock">;
  readonly timeZone: string;
  readonly secret: string;
  /** Whether an advisor of this id is registered. */
  readonly isAdvisor: (advisorId: string) => Promise<boolean>;
}

const requests = z.union([z.strictObject({ login: z.string() }), z.strictObject({ clock: z.string() }), z.strictObject({})]);

/**
 * Answers what the commands token and clock ask of a server: POST with {"login"} gives a token, with {"clock"} moves the
 * clock, and {} only tells it. The answer has a `token` or the `clock`; what is refused has an `error` that says what to do.
 */
export function createControlPages(options: ControlOptions): (request: Request) => Promise<Response> {
  return async (request) => {
    if (!isSame(request.headers.get("authorization") ?? "", `Bearer ${options.secret}`)) return refused(403, "the secret is wrong");
    const read = requests.safeParse(await request.json().catch(() => undefined));
    if (!read.success) return refused(400, 'expected {"login": …}, {"clock": …} or {}');
    if ("login" in read.data) return issueToken(read.data.login, options);
    if ("clock" in read.data) return moveClock(read.data.clock, options);
    return clockNow(options);
  };
}

async function issueToken(login: string, { local, isAdvisor }: ControlOptions): Promise<Response> {
  const person = STAFF.find(({ username }) => username === login) ?? (await advisorOf(login, isAdvisor));
  if (person !== undefined) return Response.json({ token: await local.token(person, TOKEN_SECONDS) });
  const staff = STAFF.map(({ username }) => username).join(", ");
  return refused(400, `${login}: nobody has this login; give one of ${staff}, or the id of an advisor who is registered`);
}

async function advisorOf(login: string, isAdvisor: ControlOptions["isAdvisor"]): Promise<Person | undefined> {
  return (await isAdvisor(login)) ? { username: login, roles: ["advisor"] } : undefined;
}

async function moveClock(text: string, options: ControlOptions): Promise<Response> {
  const { local, timeZone } = options;
  const instant = instantOf(text, timeZone);
  if (instant === undefined) return refused(400, `${text}: expected ${INSTANT_FORMS}`);
  const now = local.now();
  if (Date.parse(instant) < now)
    return refused(
      400,
      `${text}: lies before ${atZone(now, timeZone)}, and a clock only moves forward: what was recorded would lie in the future. Start anew with --clock to go back`,
    );
  // What was asked for before is done at the time at which it was asked.
  await local.drain();
  await local.setClock(instant);
  await local.drain();
  return clockNow(options);
}

const clockNow = ({ local, timeZone }: ControlOptions): Response => Response.json({ clock: atZone(local.now(), timeZone) });

/** Local time with its zone, such as 2026-10-12 12:00:00 Asia/Shanghai. */
export function atZone(atMs: number, timeZone: string): string {
  return `${new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "medium" }).format(atMs)} ${timeZone}`;
}

const refused = (status: number, error: string): Response => Response.json({ error }, { status });

function isSame(given: string, expected: string): boolean {
  const [left, right] = [Buffer.from(given), Buffer.from(expected)];
  return left.length === right.length && timingSafeEqual(left, right);
}
