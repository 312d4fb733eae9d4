import { LOCAL_CREDENTIALS, LOCAL_REGION } from "./intrinsics.ts";
import type { LocalFunction } from "./resources.ts";

/** Only Lambda's: here it would reach every process that this one starts. */
const LAMBDA_ONLY = new Set(["NODE_OPTIONS"]);

/** Where the functions find what stands for AWS. */
interface LocalPlaces {
  /** DynamoDB's address. */
  readonly database: string;
  /** EventBridge's address. */
  readonly bus: string;
  /** Step Functions' address. */
  readonly executions: string;
  /** The key that stands for KMS's, in base64. */
  readonly payeeKey: string;
  /** The folder that stands for S3. */
  readonly folder: string;
  /** Who signs in where; undefined where nothing is served. */
  readonly http?: { readonly siteUrl: string; readonly authUrl: string; readonly jwks: string } | undefined;
}

/**
 * The variables that the functions find: their own, and those by which the SDK stays on this machine.
 * @throws Error where two functions want different values of one variable.
 */
export function localEnvironment(functions: readonly LocalFunction[], places: LocalPlaces): Record<string, string | undefined> {
  return {
    ...mergeEnvironments(functions),
    STORE_FOLDER: places.folder,
    LOCAL_NOW: undefined,
    LOCAL_PAYEE_KEY: places.payeeKey,
    ...(places.http && { SITE_URL: places.http.siteUrl, AUTH_URL: places.http.authUrl, LOCAL_JWKS: places.http.jwks }),
    AWS_ENDPOINT_URL_DYNAMODB: places.database,
    AWS_ENDPOINT_URL_EVENTBRIDGE: places.bus,
    AWS_ENDPOINT_URL_SFN: places.executions,
    AWS_REGION: LOCAL_REGION,
    AWS_ACCESS_KEY_ID: LOCAL_CREDENTIALS.accessKeyId,
    AWS_SECRET_ACCESS_KEY: LOCAL_CREDENTIALS.secretAccessKey,
    // A developer's own settings must neither sign our calls nor lead them away from the endpoints above.
    AWS_SESSION_TOKEN: undefined,
    AWS_PROFILE: undefined,
    AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: undefined,
    ...quietLogs(),
  };
}

function mergeEnvironments(functions: readonly LocalFunction[]): Record<string, string> {
  const merged: Record<string, string> = {};
  for (const { name, environment } of functions) {
    for (const [variable, value] of Object.entries(environment)) {
      if (LAMBDA_ONLY.has(variable)) continue;
      if (merged[variable] !== undefined && merged[variable] !== value) {
        throw new Error(
          `${name} wants ${variable}=${value}, another function ${merged[variable]}: on one machine they share one environment`,
        );
      }
      merged[variable] = value;
    }
  }
  return merged;
}

/**
 * Sets variables of this process.
 * @returns a function that puts back what was there before.
 */
export function applyEnvironment(variables: Readonly<Record<string, string | undefined>>): () => void {
  const before = Object.fromEntries(Object.keys(variables).map((variable) => [variable, process.env[variable]]));
  set(variables);
  return () => set(before);
}

/** Sets variables of this process as they are given; undefined removes one. */
export function set(variables: Readonly<Record<string, string | undefined>>): void {
  for (const [variable, value] of Object.entries(variables)) {
    if (value === undefined) delete process.env[variable];
    else process.env[variable] = value;
  }
}

/** Nobody reads metrics on one machine, and of the log only what is wrong, unless it is asked for. */
export const quietLogs = () => ({
  POWERTOOLS_METRICS_DISABLED: process.env.POWERTOOLS_METRICS_DISABLED ?? "true",
  POWERTOOLS_LOG_LEVEL: process.env.POWERTOOLS_LOG_LEVEL ?? "WARN",
});
