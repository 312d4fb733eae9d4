/** What a trial is shown with: before and after, how many gain and lose, small bars beside figures, forms that begin it. */
export const TRIALS = `
.was { fill: var(--paper); stroke: var(--edge); stroke-width: 1; }
.key .was { stroke-width: 2; }
.before-after .rows svg { height: 20px; }
.before-after .rows li { min-height: 2.4rem; }
.histogram .rows svg { height: 20px; }
.histogram .rows li { min-height: 1.5rem; font-size: 0.9rem; }
.histogram .label { text-align: end; }
.histogram .loses + .gains, .histogram .loses + .same, .histogram .same + .gains { border-top: 1px dashed var(--edge); }
.choices { display: grid; gap: 0.9rem; }
.choices p { display: grid; grid-template-columns: 1.25rem minmax(0, 1fr); gap: 0.1rem 0.75rem; align-items: baseline; }
.choices label { color: var(--ink); font-size: 1rem; }
.choices small { grid-column: 2; }
input[type="radio"], input[type="checkbox"] { width: 1.15rem; height: 1.15rem; min-height: 0; margin: 0; padding: 0; accent-color: var(--accent); }
.choices input { align-self: center; }
.links a[aria-current] { color: var(--ink); text-decoration-color: var(--accent); text-decoration-thickness: 3px; }
.choose { display: grid; gap: 1rem; min-width: 0; }
.choice { width: 4rem; }
small:has(+ .cell-bar) { display: inline; white-space: nowrap; }
.cell-bar { display: inline-block; width: 4.5rem; height: 6px; margin-inline-start: 0.6rem; overflow: visible; }
td:has(> .cell-bar) > .number { display: block; }
.cell-bar .more { fill: var(--accent); }
.cell-bar .less { fill: var(--edge); }
.cell-bar .axis { vector-effect: non-scaling-stroke; }
@media (max-width: 45.99rem) {
  .wide.side-by-side td.end:not(.empty) { grid-area: auto / 1 / auto / -1; display: flex; flex-wrap: wrap; justify-content: flex-end; align-items: baseline; gap: 0 0.75rem; color: var(--soft); font-size: 0.9rem; }
  .wide.side-by-side td.end::before { margin-inline-end: auto; }
  .wide.side-by-side td .number { color: var(--ink); }
  .wide.side-by-side td:last-child::before { content: attr(data-column); }
}
`;
