/**
 * Cuts shards into parts of neighbours, each with at most so many advisors where a single shard has no more.
 * @param advisors how many each shard has, by shard.
 */
export function cutParts(advisors: readonly number[], most: number): number[][] {
  const parts: number[][] = [];
  let taken = 0;
  for (const [shard, count] of advisors.entries()) {
    const open = parts.at(-1);
    if (open === undefined || taken + count > most) {
      parts.push([shard]);
      taken = count;
    } else {
      open.push(shard);
      taken += count;
    }
  }
  return parts;
}
