/** Tables: figures on the right; a wide one becomes a list where there is little room. */
export const TABLES = `
table { width: 100%; border-collapse: collapse; line-height: 1.4; }
caption { padding-bottom: 0.5rem; color: var(--soft); font-size: 0.9rem; text-align: start; }
th, td { padding: 0.6rem 0; vertical-align: baseline; text-align: start; font-weight: 400; border-bottom: 1px solid var(--rule); }
.start { padding-inline-end: 1.25rem; }
.end { padding-inline-start: 0.75rem; }
.start:last-child { padding-inline-end: 0; }
.end + .start { padding-inline-start: 1.25rem; }
thead th { padding-block: 0.4rem; color: var(--soft); font-size: 0.8125rem; border-bottom-color: var(--edge); vertical-align: bottom; }
.end { text-align: end; }
.total > * { font-weight: 650; border-top: 1px solid var(--ink); border-bottom: 0; }
.total small { font-weight: 400; }
.carried > * { color: var(--soft); font-style: italic; }
.group > * { padding-top: 1.25rem; font-weight: 650; }
tbody tr:last-child > * { border-bottom: 0; }
tbody tr:has(a):hover > * { background: linear-gradient(var(--faint), var(--faint)); }
summary { padding-block: 0.5rem; color: var(--accent); cursor: pointer; }
details[open] summary { margin-bottom: 0.75rem; }

@media (max-width: 45.99rem) {
  .optional { display: none; }
  .wide, .wide tbody, .wide caption { display: block; }
  .wide thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .wide tr { display: grid; grid-template-columns: minmax(0, 1fr) auto; column-gap: 1rem; padding-block: 0.65rem; border-bottom: 1px solid var(--rule); }
  .wide tr > * { display: block; padding: 0; border: 0; }
  .wide tr > *:first-child { grid-area: 1 / 1; }
  .wide tr > *:last-child { grid-area: 1 / 2; text-align: end; }
  .wide td:not(:last-child) { grid-column: 1 / -1; color: var(--soft); font-size: 0.9rem; }
  .wide td.end:not(:last-child, .empty) { display: flex; justify-content: space-between; gap: 1rem; }
  .wide td.end:not(:last-child, .empty)::before { content: attr(data-column); }
  .wide td.start:last-child { grid-area: auto / 1 / auto / -1; text-align: start; overflow-wrap: anywhere; color: var(--soft); font-size: 0.9rem; }
  .wide tr > .optional:first-child + * { grid-area: 1 / 1; color: inherit; font-size: inherit; }
  .wide tr > .empty:not(:first-child, :last-child), .wide tr > .optional.optional.optional { display: none; }
  .wide .total { border-top: 1px solid var(--ink); border-bottom: 0; }
  .wide tbody tr:last-child { border-bottom: 0; }
  .wide .total > * { color: var(--ink); }
  .narrow .start { padding-inline-end: 0.5rem; }
}
`;
