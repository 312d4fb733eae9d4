/** Some of a list, by chance, each at most once; all of it where it is no longer than that. */
export function sampleOf<Item>(items: readonly Item[], count: number, random: () => number): readonly Item[] {
  return items.length <= count ? items : shuffled(items, random).slice(0, count);
}

/** A list in an order of chance. */
export function shuffled<Item>(items: readonly Item[], random: () => number): readonly Item[] {
  const left = [...items];
  for (let index = 0; index < left.length - 1; index += 1) {
    const other = index + Math.floor(random() * (left.length - index));
    [left[index], left[other]] = [left[other] as Item, left[index] as Item];
  }
  return left;
}
