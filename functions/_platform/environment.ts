import * as z from "zod";
import { type Agency, agencySchema } from "../../shared/facts/agency.ts";
import { instant } from "../../shared/facts/fields.ts";
import { type Reading, read, reasonsOf, unreadable } from "../../shared/facts/read.ts";

const schema = z.object({
  TABLE_NAME: z.string("expected the table's name").min(1, "expected the table's name"),
  BUCKET_NAME: z.string("expected the bucket's name").min(1, "expected the bucket's name"),
  BUS_NAME: z.string("expected the event bus's name").min(1, "expected the event bus's name"),
  AGENCY: z.string("expected the agency's settings as JSON").transform((text, context) => {
    const agency = readAgency(text);
    if (agency.ok) return agency.fact;
    for (const reason of agency.reasons) context.addIssue({ code: "custom", message: `expected the agency's settings as JSON: ${reason}` });
    return z.NEVER;
  }),
  SHARDS: z.coerce.number("expected the number of shards").int().min(1).max(10_000),
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

function readAgency(text: string): Reading<Agency> {
  try {
    return read(agencySchema, JSON.parse(text));
  } catch {
    return unreadable(["not JSON"]);
  }
}

/** What a function is told by its environment. */
export type Environment = z.output<typeof schema>;

/** Reads the environment. @throws where something is missing or malformed, naming each variable. */
export function readEnvironment(variables: NodeJS.ProcessEnv): Environment {
  const result = schema.safeParse(variables);
  if (!result.success) throw new Error(`the function's environment is not complete: ${reasonsOf(result.error.issues).join("; ")}`);
  return result.data;
}
