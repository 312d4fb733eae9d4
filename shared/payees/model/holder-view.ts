import type { HolderView } from "./payee.ts";

/**
 * What may be told of an account's holder once the details are sealed: whether it is the advisor's registered name, and
 * else a masked form, in which each word keeps its first character, and its last one from three characters on.
 */
export function holderView(holder: string, advisorName: string): HolderView {
  return { masked: maskName(holder), isAdvisor: comparable(holder) === comparable(advisorName) };
}

/** Names as people compare them: width, case and spaces aside. */
const comparable = (name: string): string =>
  name
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s·.]/g, "");

function maskName(name: string): string {
  return name
    .split(/\s+/)
    .map((word) => {
      const [first = "", ...rest] = [...word];
      const last = rest.length > 1 ? rest.pop() : "";
      return `${first}${"*".repeat(rest.length)}${last}`;
    })
    .join(" ");
}
