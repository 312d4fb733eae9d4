import { readFileSync } from "node:fs";
import { join } from "node:path";
import { deflateRawSync } from "node:zlib";
import * as z from "zod";
import { issueFormatIn } from "../functions/_platform/issue-texts.ts";
import { parse } from "../shared/base/issues/parse.ts";
import { agencySchema } from "../shared/engine/facts/agency.ts";
import { DEFAULT_EVENT_SOURCES, type EventSources, eventSourcesSchema } from "../shared/engine/facts/event-sources.ts";
import { type FinanceSettings, financeSchema, reviewSchema } from "../shared/settings/model/settings.ts";

/** Under which name functions publish metrics. */
export const SERVICE_NAME = "fenrun";

/** Into how many parts a close divides the advisors where nothing else is configured. */
const DEFAULT_SHARDS = 256;

/** What the settings of finance, and the sources of events, may take of a function's 4 KB of variables. */
const MAX_FINANCE_CHARACTERS = 2000;
const MAX_SOURCES_CHARACTERS = 1000;

const configSchema = z.object({
  // Several stand side by side in an account by their stages; one may do without.
  stage: z
    .string()
    .regex(/^[a-z][a-z0-9]{0,15}$/, "expected up to 16 lower case letters and digits, a letter first")
    .optional(),
  agency: agencySchema,
  // Which kinds of facts each source of events may bring until somebody changes that in Fenrun, and whom a policy is made for.
  eventSources: eventSourcesSchema
    .default(DEFAULT_EVENT_SOURCES)
    .refine(
      (sources) => packSetting(sources).length <= MAX_SOURCES_CHARACTERS,
      "its sources are too long: use fewer or shorter names here, and add the others to the settings in Fenrun",
    ),
  // A close's list of shards is part of its state (256 KB), and each shard adds about ten events to a history of 25,000.
  shards: z.coerce.number().int().min(1).max(1024).default(DEFAULT_SHARDS),
  // How far a plan's effect may move until it is published, and which earnings trials look out for.
  review: reviewSchema.prefault({}),
  // How months are closed and advisors paid, and the accounts of the journal.
  finance: financeSchema
    .prefault({})
    .refine((finance) => packSetting(finance).length <= MAX_FINANCE_CHARACTERS, "its templates are too long: use fewer, or fewer columns"),
  // Where a domain of the agency's own leads to the site; by default people use the gateway's address.
  siteUrl: z
    .url({ protocol: /^https$/, error: "expected an address such as https://earnings.example.com" })
    .regex(/[^/]$/, "expected no slash at the end")
    .optional(),
  authDomainPrefix: z
    .string()
    .regex(/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/, "expected up to 63 lower case letters, digits and -")
    .optional(),
});

/** A setting as the functions are told it, deflated where it is long: all variables of a function together may have 4 KB. */
export function packSetting(setting: FinanceSettings | EventSources): string {
  const json = JSON.stringify(setting);
  return json.length <= MAX_PLAIN_CHARACTERS ? json : deflateRawSync(json).toString("base64");
}

const MAX_PLAIN_CHARACTERS = 300;

/** The name of a stage's stack, and of its metrics: of nothing that carries it has another stage one of the same name. */
export const stackNameOf = ({ stage }: Pick<FenrunConfig, "stage">): string => (stage === undefined ? "Fenrun" : `Fenrun-${stage}`);

/** What a deployment is configured with. */
export type FenrunConfig = z.infer<typeof configSchema>;

/**
 * Reads the configuration from the CDK context (cdk.json, or `cdk -c key=value`).
 * @param accounts gives the context's value for a key, as `node.tryGetContext` does; a value from the command line is a text.
 * @throws Error that names each setting that is wrong, and why.
 */
export function readConfig(accounts: (key: string) => unknown): FenrunConfig {
  const parsed = parse(configSchema, {
    stage: accounts("stage"),
    agency: parseText(accounts("agency")),
    eventSources: parseText(accounts("eventSources")),
    shards: accounts("shards"),
    review: parseText(accounts("review")),
    finance: parseText(accounts("finance")),
    siteUrl: accounts("siteUrl"),
    authDomainPrefix: accounts("authDomainPrefix"),
  });
  if (parsed.ok) return parsed.value;
  const problems = parsed.issues.map((issue) => `  ${issueFormatIn("en")(issue)}`);
  throw new Error(`The CDK context (cdk.json, or -c key=value) does not describe the agency:\n${problems.join("\n")}`);
}

/** An object in cdk.json is its JSON on the command line; text that is no JSON is left for the schema to refuse. */
function parseText(value: unknown): unknown {
  if (typeof value !== "string") return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

/** The context of cdk.json, which the cdk command hands to an app by itself and everyone else has to read. */
export function readCdkContext(): Record<string, unknown> {
  const file = join(import.meta.dirname, "..", "cdk.json");
  const { context } = JSON.parse(readFileSync(file, "utf8")) as { context: Record<string, unknown> };
  return context;
}
