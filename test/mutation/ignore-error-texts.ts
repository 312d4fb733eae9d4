/** What of Babel's paths is looked at here. */
interface Path {
  isNewExpression(): boolean;
  readonly node: { readonly callee?: { readonly name?: string } };
}

/** The wording of errors is nobody's contract: whether one is thrown is, and stays mutated. */
const errorTexts = {
  shouldIgnore: (path: Path): string | undefined =>
    path.isNewExpression() && /Error$/.test(path.node.callee?.name ?? "") ? "the wording of an error" : undefined,
};

/** Read by Stryker, which knows its plugins by this name. @public */
export const strykerPlugins = [{ kind: "Ignore", name: "error-texts", value: errorTexts }];
