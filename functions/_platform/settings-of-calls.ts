import { AsyncLocalStorage } from "node:async_hooks";
import type { SettingsVersion } from "../../shared/settings/model/settings.ts";
import type { SettingsStore } from "../../shared/settings/store.ts";

/**
 * The settings that each call of a function goes by: one version from beginning to end, also where a process answers
 * several calls at once. Each call looks first whether there is a later version, by one consistent read of one item.
 */
export function settingsOfCalls(store: Pick<SettingsStore, "latest" | "initial">) {
  const calls = new AsyncLocalStorage<SettingsVersion>();
  let known: SettingsVersion | undefined;
  return {
    /** The version of the call that asks; outside of a call, the deployment's. */
    version: (): SettingsVersion => calls.getStore() ?? store.initial,
    /** The number of the version that the call which asks goes by; undefined outside of a call. */
    numberOfCall: (): number | undefined => calls.getStore()?.version,
    /** Does something as one call. */
    run: async <Result>(work: () => Promise<Result>): Promise<Result> => {
      const latest = await store.latest(known);
      known = latest;
      return calls.run(latest, work);
    },
  };
}
