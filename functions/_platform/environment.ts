import { inflateRawSync } from "node:zlib";
import * as z from "zod";
import { addIssue, describeIssue } from "../../shared/base/issues/issue.ts";
import { invalid, type ParseResult, parse } from "../../shared/base/issues/parse.ts";
import { parseJson } from "../../shared/base/json/parse-json.ts";
import { agencySchema } from "../../shared/engine/facts/agency.ts";
import { eventSourcesSchema } from "../../shared/engine/facts/event-sources.ts";
import { instant } from "../../shared/engine/facts/fields.ts";
import { financeSchema, reviewSchema } from "../../shared/settings/model/settings.ts";

const schema = z.object({
  TABLE_NAME: z.string().min(1),
  BUCKET_NAME: z.string().min(1),
  BUS_NAME: z.string().min(1),
  AGENCY: z.string().transform((text, context) => fromJson(agencySchema, text, context)),
  SHARDS: z.coerce.number().int().min(1).max(10_000),
  /** Settings of the deployment, which hold until somebody changes them: of reviews of proposals, */
  REVIEW: z
    .string()
    .transform((text, context) => fromJson(reviewSchema, text, context))
    .optional(),
  /** of closing, paying and its books: JSON, or that as packSetting makes it short, */
  FINANCE: z
    .string()
    .transform((text, context) => fromJson(financeSchema, unpacked(text), context))
    .optional(),
  /** and which kinds of facts each source of events may bring. */
  EVENT_SOURCES: z
    .string()
    .transform((text, context) => fromJson(eventSourcesSchema, unpacked(text), context))
    .optional(),
  /** The state machine that closes months: only who starts closes needs it. */
  CLOSE_MONTH_ARN: z.string().optional(),
  /** The hash of the code that makes a close: only its steps need it. */
  CLOSE_CODE_HASH: z.string().optional(),
  /** The key under which payee details are sealed: only who seals or opens them needs it. */
  PAYEE_KEY_ID: z.string().optional(),
  /** The HMAC key under which accounts are tagged: only who seals payee details needs it. */
  ACCOUNT_TAG_KEY_ID: z.string().optional(),
  /** Set on one machine: 32 bytes in base64 that stand for that key. */
  LOCAL_PAYEE_KEY: z.base64().length(44).optional(),
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

/** What a variable's JSON says; or what is wrong with it. */
function fromJson<Value>(schema: z.ZodType<Value>, text: string, context: z.core.$RefinementCtx): Value {
  const parsed = parseVariable(schema, text);
  if (parsed.ok) return parsed.value;
  for (const { path, code, params } of parsed.issues) addIssue(context, path === "" ? [] : [path], code, params);
  return z.NEVER;
}

/** Short form of a long setting, since a function's variables have 4 KB together: deflated, in base64. */
function unpacked(text: string): string {
  if (/^[[{]/.test(text)) return text;
  try {
    return inflateRawSync(Buffer.from(text, "base64")).toString("utf8");
  } catch {
    return text;
  }
}

function parseVariable<Value>(schema: z.ZodType<Value>, text: string): ParseResult<Value> {
  const json = parseJson(text);
  return json.ok ? parse(schema, json.value) : invalid([json.issue]);
}

/** What a function is told by its environment. */
export type Environment = z.output<typeof schema>;

/** Reads the environment. @throws where something is missing or malformed, naming each variable. */
export function readEnvironment(variables: NodeJS.ProcessEnv): Environment {
  const parsed = parse<Environment>(schema, variables);
  if (parsed.ok) return parsed.value;
  throw new Error(`the function's environment is not complete: ${parsed.issues.map(describeIssue).join("; ")}`);
}
