import * as z from "zod";
import { issue } from "../../../shared/base/issues/issue.ts";
import { unprocessable } from "../http/problem.ts";

/** A place in an ordered list: the sort key of the item after which the next page begins. */
type Place = readonly string[];

export const pagingSchema = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(20).describe("How many to answer with at most."),
  cursor: z.string().max(4096).optional().describe("The `nextCursor` of the page before."),
});

/** A list resource of one page. */
export interface Listed<Item> {
  readonly object: "list";
  readonly url: string;
  readonly data: Item[];
  readonly hasMore: boolean;
  readonly nextCursor: string | null;
}

/** A list that is answered whole. */
export const wholeList = <Item>(url: string, data: Item[]): Listed<Item> => ({
  object: "list",
  url,
  data,
  hasMore: false,
  nextCursor: null,
});

interface Paging<Item> {
  readonly url: string;
  readonly query: z.output<typeof pagingSchema>;
  readonly placeOf: (item: Item) => Place;
  /** Whether the newest, which is the greatest, comes first. */
  readonly descending?: boolean;
}

/**
 * One page of a list that is in the order of its places. Since a cursor names a place and no number, nothing is told twice
 * or left out when items are added meanwhile.
 * @throws HttpProblem where the cursor is none of ours.
 */
export function pageOf<Item>(
  items: readonly Item[],
  { url, query: { limit, cursor }, placeOf, descending = false }: Paging<Item>,
): Listed<Item> {
  const after = cursor === undefined ? undefined : readCursor(cursor);
  const isAfter = (item: Item) => after === undefined || comparePlaces(placeOf(item), after) * (descending ? -1 : 1) > 0;
  const first = items.findIndex(isAfter);
  const rest = first === -1 ? [] : items.slice(first, first + limit + 1);
  const data = rest.slice(0, limit);
  const last = data.at(-1);
  const hasMore = rest.length > limit;
  return { object: "list", url, data, hasMore, nextCursor: hasMore && last !== undefined ? writeCursor(placeOf(last)) : null };
}

function comparePlaces(left: Place, right: Place): number {
  for (const [index, part] of left.entries()) {
    const other = right[index] ?? "";
    if (part !== other) return part < other ? -1 : 1;
  }
  return 0;
}

const writeCursor = (place: Place): string => Buffer.from(JSON.stringify(place)).toString("base64url");

const BAD_CURSOR = issue("cursor", "cursor-expected");
const placeSchema = z.array(z.string()).min(1).max(3);

function readCursor(cursor: string): Place {
  try {
    return placeSchema.parse(JSON.parse(Buffer.from(cursor, "base64url").toString()));
  } catch {
    throw unprocessable([BAD_CURSOR]);
  }
}
