/** The page as a whole: type, header, navigation, the opening with its one figure, and the sections. */
export const FRAME = `
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; scroll-padding-top: 1rem; }
body {
  margin: 0;
  background: var(--paper);
  color: var(--ink);
  font-family: system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "PingFang SC", "Noto Sans CJK SC", "Noto Sans SC", "Microsoft YaHei", sans-serif;
  font-size: 1rem;
  line-height: 1.55;
  overflow-wrap: break-word;
}
h1, h2, p, dl, dd, ul, figure, figcaption { margin: 0; padding: 0; }
ul { list-style: none; }
a { color: var(--accent); text-decoration-thickness: 1px; text-underline-offset: 0.2em; }
a:hover { text-decoration-thickness: 2px; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 2px; }
main:focus { outline: none; }
.number { font-variant-numeric: tabular-nums lining-nums; white-space: nowrap; }
.soft, small { color: var(--soft); }
small { display: block; font-size: 0.8125rem; line-height: 1.4; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.skip { position: absolute; inset-inline-start: 1rem; top: -4rem; padding: 0.5rem 1rem; background: var(--accent); color: var(--on-accent); }
.skip:focus { top: 0.5rem; z-index: 1; }

.bar, main, .about { max-width: 72rem; margin-inline: auto; padding-inline: 1rem; }
.top { border-bottom: 1px solid var(--rule); }
.bar { display: grid; grid-template-columns: 1fr auto; align-items: center; column-gap: 1.5rem; padding-block: 0.5rem 0; }
.brand { display: inline-flex; align-items: center; gap: 0.5rem; justify-self: start; min-height: 2.5rem; color: var(--ink); font-weight: 650; letter-spacing: 0.01em; text-decoration: none; }
.brand svg { width: 1.25rem; height: 1.25rem; fill: var(--accent); }
.top nav { grid-column: 1 / -1; grid-row: 2; margin-inline: -0.3rem; }
.top ul { display: flex; flex-wrap: wrap; }
.top li a { display: block; padding: 0.6rem 0.3rem; color: var(--soft); font-size: 0.875rem; line-height: 1.3; text-decoration: none; border-bottom: 2px solid transparent; }
.top li button { display: block; min-height: 0; padding: 0.6rem 0.3rem; color: var(--soft); font-size: 0.875rem; font-weight: 400; line-height: 1.3; background: none; border: 0; border-bottom: 2px solid transparent; border-radius: 0; }
.top li a:hover, .top li button:hover { color: var(--ink); text-decoration: none; }
.top li a[aria-current] { color: var(--ink); font-weight: 600; border-bottom-color: var(--accent); }
.tools { justify-content: flex-end; }
.about { padding-block: 0.6rem; }
.about::before { content: ""; display: inline-block; width: 0.6rem; height: 0.6rem; margin-inline-end: 0.6rem; border: 2px solid var(--accent); border-radius: 50%; }

main { padding-block: 2rem 4rem; }
h1 { font-size: 1.5rem; line-height: 1.25; font-weight: 650; letter-spacing: -0.01em; text-wrap: balance; }
h2 { font-size: 1.0625rem; line-height: 1.35; font-weight: 650; }
.opening { display: grid; gap: 1.25rem; padding-bottom: 2rem; }
.headline { display: grid; gap: 0.1rem; }
.headline .label { color: var(--soft); }
.headline .number { font-size: clamp(2.1rem, 10vw, 3.75rem); line-height: 1.1; font-weight: 500; letter-spacing: -0.025em; }
section { display: grid; gap: 1rem; padding-block: 1.75rem; border-top: 1px solid var(--rule); }
.blocks { display: grid; gap: 1.25rem; min-width: 0; }
.blocks > p { max-width: 44rem; }
.fine { display: grid; gap: 0.15rem; padding-top: 1.25rem; border-top: 1px solid var(--rule); color: var(--soft); font-size: 0.8125rem; overflow-wrap: anywhere; }

@media (max-width: 24rem) {
  .top nav a { padding-inline: 0.25rem; font-size: 0.8125rem; }
}
@media (min-width: 46rem) {
  .bar { grid-template-columns: auto 1fr auto; padding-block: 0.5rem; }
  .bar, main, .about { padding-inline: 2rem; }
  .top nav { grid-column: 2; grid-row: 1; margin: 0; }
  .top li a, .top li button { padding-inline: 0.7rem; }
  .tools { grid-column: 3; }
  main { padding-block: 3rem 6rem; }
  .short { white-space: nowrap; }
}
@media (min-width: 60rem) {
  h1 { font-size: 1.75rem; }
  .opening, section { grid-template-columns: 15rem minmax(0, 1fr); column-gap: 3rem; align-items: start; }
  .opening { padding-bottom: 3rem; }
  section { padding-block: 2.25rem; }
  .fine { padding-inline-start: 18rem; }
}
`;

/** Ink on paper and one accent, for day and night. All pairs that carry text have a contrast of 4.5 or more. */
export const COLOURS = `
:root {
  color-scheme: light dark;
  --paper: #fdfcfa;
  --faint: #f4f2ee;
  --rule: #dedad3;
  --edge: #8b867d;
  --soft: #615c54;
  --ink: #1b1a18;
  --accent: #0b5c55;
  --tint: #cfe3df;
  --on-accent: #ffffff;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #121413;
    --faint: #1b1e1d;
    --rule: #2e3331;
    --edge: #77807c;
    --soft: #a2aaa6;
    --ink: #eceeec;
    --accent: #74cdbf;
    --tint: #1f4640;
    --on-accent: #0c1a18;
  }
}
`;

/** On paper: no navigation, no colours of the night, nothing torn apart. */
export const PRINT = `
@page { margin: 18mm 16mm; }
@media print {
  :root { --paper: #fff; --faint: #fff; --rule: #ccc; --edge: #777; --soft: #444; --ink: #000; --accent: #0b5c55; --tint: #cfe3df; --on-accent: #fff; }
  .top, .skip, .paging, .question, .tools { display: none; }
  body { font-size: 10pt; }
  main { padding: 0; max-width: none; }
  a { color: inherit; text-decoration: none; }
  tr, .figures > div, .equation > div, .checks li, .ladder, .bars li { break-inside: avoid; }
  h2 { break-after: avoid; }
  thead { display: table-header-group; }
  rect, circle { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
`;
