import { inflateRawSync } from "node:zlib";
import * as z from "zod";
import { type Reading, read, reasonsOf, unreadable } from "../../shared/base/issues/parse.ts";
import { parseJson } from "../../shared/base/json/parse-json.ts";
import { agencySchema } from "../../shared/engine/facts/agency.ts";
import { eventSourcesSchema } from "../../shared/engine/facts/event-sources.ts";
import { instant } from "../../shared/engine/facts/fields.ts";
import { financeSchema } from "../../shared/settings/model/finance-settings.ts";
import { reviewSchema } from "../../shared/settings/model/review-settings.ts";

const schema = z.object({
  TABLE_NAME: z.string("expected the table's name").min(1, "expected the table's name"),
  BUCKET_NAME: z.string("expected the bucket's name").min(1, "expected the bucket's name"),
  BUS_NAME: z.string("expected the event bus's name").min(1, "expected the event bus's name"),
  AGENCY: z
    .string("expected the agency's settings as JSON")
    .transform((text, context) => fromJson(agencySchema, text, "the agency's settings", context)),
  SHARDS: z.coerce.number("expected the number of shards").int().min(1).max(10_000),
  /** Settings of the deployment, which hold until somebody changes them: of reviews of proposals, */
  REVIEW: z
    .string("expected the settings of reviews as JSON")
    .transform((text, context) => fromJson(reviewSchema, text, "the settings of reviews", context))
    .optional(),
  /** of closing, paying and its books: JSON, or that as packFinance makes it short, */
  FINANCE: z
    .string("expected the settings of finance as JSON")
    .transform((text, context) => fromJson(financeSchema, unpacked(text), "the settings of finance", context))
    .optional(),
  /** and which kinds of facts each source of events may bring. */
  EVENT_SOURCES: z
    .string("expected the event sources as JSON")
    .transform((text, context) => fromJson(eventSourcesSchema, text, "the event sources", context))
    .optional(),
  /** The state machine that closes months: only who starts closes needs it. */
  CLOSE_MONTH_ARN: z.string().optional(),
  /** The key under which payee details are sealed: only who seals or opens them needs it. */
  PAYEE_KEY_ID: z.string().optional(),
  /** The HMAC key under which accounts are tagged: only who seals payee details needs it. */
  ACCOUNT_TAG_KEY_ID: z.string().optional(),
  /** Set on one machine: 32 bytes in base64 that stand for that key. */
  LOCAL_PAYEE_KEY: z.base64("expected 32 bytes in base64").length(44, "expected 32 bytes in base64").optional(),
  /** Set on one machine: the folder that stands for the bucket. */
  STORE_FOLDER: z.string().optional(),
  /** Who signs in, where, and to which site: only what answers people needs them. */
  USER_POOL_ID: z.string().optional(),
  CLIENT_ID: z.string().optional(),
  AUTH_URL: z.string().optional(),
  SITE_URL: z.string().optional(),
  /** Set on one machine: the keys that stand for the user pool's. */
  LOCAL_JWKS: z.string().optional(),
  /** Set on one machine: an instant at which the clock stands still. */
  LOCAL_NOW: instant.transform((text) => Date.parse(text)).optional(),
});

/** What a variable's JSON says, or the reasons why it says nothing. */
function fromJson<Read>(schema: z.ZodType<Read>, text: string, what: string, context: z.core.$RefinementCtx): Read {
  const reading = readJson(schema, text);
  if (reading.ok) return reading.fact;
  for (const reason of reading.reasons) context.addIssue({ code: "custom", message: `expected ${what} as JSON: ${reason}` });
  return z.NEVER;
}

/** Short form of a long setting, since a function's variables have 4 KB together: deflated, in base64. */
function unpacked(text: string): string {
  if (text.startsWith("{")) return text;
  try {
    return inflateRawSync(Buffer.from(text, "base64")).toString("utf8");
  } catch {
    return text;
  }
}

function readJson<Read>(schema: z.ZodType<Read>, text: string): Reading<Read> {
  const json = parseJson(text);
  return json.ok ? read(schema, json.value) : unreadable([json.reason.replace(/^\(whole\): /, "")]);
}

/** What a function is told by its environment. */
export type Environment = z.output<typeof schema>;

/** Reads the environment. @throws where something is missing or malformed, naming each variable. */
export function readEnvironment(variables: NodeJS.ProcessEnv): Environment {
  const result = schema.safeParse(variables);
  if (!result.success) throw new Error(`the function's environment is not complete: ${reasonsOf(result.error.issues).join("; ")}`);
  return result.data;
}
