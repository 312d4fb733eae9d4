/** What XML 1.0 can't hold, not even escaped, or should not: control characters, and two that are none. */
const NO_XML = /(?![\t\n\r])\p{Cc}|[\ufffe\uffff]/gu;

const ESCAPES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** A text as it stands in an XML element or a quoted attribute. What XML can't hold becomes U+FFFD, halves of characters too. */
export function escapeXml(text: string): string {
  const whole = text.toWellFormed().replace(NO_XML, "\ufffd");
  return whole.replace(/[&<>"]/g, (character) => ESCAPES[character] ?? character);
}
