import { html } from "hono/html";
import { tick } from "../_platform/page/form-fields.ts";
import type { Html } from "../_platform/page/layout.ts";
import type { Sent } from "../_platform/site/form-data.ts";

/** A form says of each store by its id that it is new on purpose, so that no box that is ticked lets another id pass. */
const PREFIX = "newStore:";

/** The stores that were said to be new, by their ids. */
export const newStoresOf = (sent: Sent): string[] =>
  Object.keys(sent).flatMap((name) => (name.startsWith(PREFIX) ? [name.slice(PREFIX.length)] : []));

/** The same as a form carries them along. */
export const newStoreFields = (newStores: readonly string[]): [string, string][] =>
  newStores.map((storeId) => [`${PREFIX}${storeId}`, "yes"]);

/** A box for each store that nothing names yet, and for those that were said to be new before. */
export function newStoreBoxes(
  unknown: readonly string[],
  ticked: readonly string[],
  labelOf: (storeId: string) => string,
  form?: string,
): Html {
  const storeIds = [...new Set([...ticked, ...unknown])];
  return html`${storeIds.map((storeId, index) =>
    tick({ id: `new-store-${index}`, name: `${PREFIX}${storeId}`, label: labelOf(storeId), isTicked: ticked.includes(storeId), form }),
  )}`;
}
