/**
 * A function that remembers its results, for what is asked again and again. Once it remembers `limit` of them it forgets
 * all: they are cheap to compute again, and a process that lives long does not grow.
 */
export function memoize<Argument, Result extends {}>(
  compute: (argument: Argument) => Result,
  limit: number,
): (argument: Argument) => Result {
  const known = new Map<Argument, Result>();
  return (argument) => {
    const found = known.get(argument);
    if (found !== undefined) return found;
    const result = compute(argument);
    if (known.size >= limit) known.clear();
    known.set(argument, result);
    return result;
  };
}
