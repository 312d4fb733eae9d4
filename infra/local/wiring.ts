/** What the local runner reads from the template: the functions, and what leads to them. */
import type { LocalConsumer, LocalFunction, LocalRule, LocalStateMachine, LocalTable } from "./resources.ts";

/** One route of the HTTP API. */
export interface LocalRoute {
  /** "GET /v1/closes/{month}", "ANY /v1/{proxy+}", or "$default". */
  readonly key: string;
  readonly functionName: string;
  /** Whose access tokens are asked for before the function is called; undefined where none is. */
  readonly authorizer: { readonly issuer: string; readonly audience: readonly string[] } | undefined;
}

export interface Wiring {
  readonly table: LocalTable;
  readonly busName: string;
  readonly functions: readonly LocalFunction[];
  readonly consumers: readonly LocalConsumer[];
  readonly rules: readonly LocalRule[];
  readonly routes: readonly LocalRoute[];
  readonly stateMachine: LocalStateMachine;
}
