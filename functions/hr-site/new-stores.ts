import { html } from "hono/html";
import type { Html } from "../_platform/page/frame.ts";
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
  { unknown, ticked }: { readonly unknown: readonly string[]; readonly ticked: readonly string[] },
  labelOf: (storeId: string) => string,
  formId?: string,
): Html {
  const storeIds = [...new Set([...ticked, ...unknown])];
  const form = formId === undefined ? "" : html` form="${formId}"`;
  return html`${storeIds.map((storeId, index) => {
    const at = `new-store-${index}`;
    const checked = ticked.includes(storeId) ? html` checked` : "";
    return html`<span class="tick"><input type="checkbox" id="${at}" name="${PREFIX}${storeId}" value="yes"${form}${checked}><label for="${at}">${labelOf(storeId)}</label></span>`;
  })}`;
}
