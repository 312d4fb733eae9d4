/** So many of a list with each run, others each time, spread over it: where those of a kind stand together, some of each kind. */
export function draw<Each>(all: readonly Each[], count: number): readonly Each[] {
  const many = Math.min(count, all.length);
  const first = Math.random();
  return Array.from({ length: many }, (_, index) => all[Math.floor(((index + first) * all.length) / many)] as Each);
}
