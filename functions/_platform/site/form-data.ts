/** What a form sent. A name that was sent twice has its last value. */
export type Sent = Readonly<Record<string, string | File>>;

/** A text of a form, without the space around it. */
export function sentText(sent: Sent, name: string): string {
  const value = sent[name];
  return typeof value === "string" ? value.trim() : "";
}
