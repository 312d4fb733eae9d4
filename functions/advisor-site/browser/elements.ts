/** An element with its properties and children. */
export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  properties: Partial<HTMLElementTagNameMap[Name]>,
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

/** An input with its label. */
export function field(id: string, label: string, properties: Partial<HTMLInputElement>) {
  const input = element("input", { id, ...properties });
  return { input, row: element("p", { className: "field" }, element("label", { htmlFor: id, textContent: label }), input) };
}

const SVG = "http://www.w3.org/2000/svg";
const STROKES = { right: "M6 10.2l2.8 2.8L14 7.4", wrong: "M6.5 6.5l7 7M13.5 6.5l-7 7", skipped: undefined } as const;

/** The sign of a check: its word stands beside it. */
export function icon(result: keyof typeof STROKES): SVGElement {
  const drawing = shape("svg", { viewBox: "0 0 20 20", "aria-hidden": "true" });
  drawing.append(shape("circle", { cx: "10", cy: "10", r: "8.5" }));
  const stroke = STROKES[result];
  if (stroke !== undefined) drawing.append(shape("path", { d: stroke }));
  return drawing;
}

function shape(name: string, attributes: Readonly<Record<string, string>>): SVGElement {
  const made = document.createElementNS(SVG, name) as SVGElement;
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
  return made;
}
