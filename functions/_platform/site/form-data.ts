type SentValue = string | File;

/** What a form sent. A name that was sent several times has all its values, in their order. */
export type Sent = Readonly<Record<string, SentValue | readonly SentValue[]>>;

/** A text of a form, without the space around it; the last where there are several. */
export function sentText(sent: Sent, name: string): string {
  const value = [sent[name] ?? ""].flat().at(-1);
  return typeof value === "string" ? value.trim() : "";
}

/** All texts that were sent under a name. */
export const sentAll = (sent: Sent, name: string): string[] => [sent[name] ?? []].flat().filter((value) => typeof value === "string");

/** The texts of a form, by their names. */
export const sentTexts = <Name extends string>(sent: Sent, names: readonly Name[]): Record<Name, string> =>
  Object.fromEntries(names.map((name) => [name, sentText(sent, name)])) as Record<Name, string>;
