/** What of Babel's paths is looked at here. */
interface Path {
  isNewExpression(): boolean;
  readonly node: Node;
  readonly parent?: Node;
}

interface Node {
  readonly type?: string;
  readonly callee?: { readonly name?: string; readonly property?: { readonly name?: string } };
  readonly arguments?: readonly unknown[];
}

/** A field's description stands in docs/schemas, which a test compares with the code. */
const isDescription = ({ node, parent }: Pick<Path, "node" | "parent">): boolean =>
  node.type === "StringLiteral" && parent?.callee?.property?.name === "describe" && parent.arguments?.includes(node) === true;

const texts = {
  /** The wording of errors is nobody's contract either: whether one is thrown is, and stays mutated. */
  shouldIgnore: (path: Path): string | undefined => {
    if (path.isNewExpression() && /Error$/.test(path.node.callee?.name ?? "")) return "the wording of an error";
    return isDescription(path) ? "the description of a field" : undefined;
  },
};

/** Read by Stryker, which knows its plugins by this name. @public */
export const strykerPlugins = [{ kind: "Ignore", name: "texts", value: texts }];
