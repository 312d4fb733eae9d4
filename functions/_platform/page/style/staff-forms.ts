/** HR's forms about advisors, scores and held records: fields in rows, dated rows, buttons beside the one that counts. */
export const PEOPLE = `
.sheet { display: grid; gap: 1.5rem; max-width: 44rem; }
.sheet fieldset { display: grid; gap: 0.75rem; min-width: 0; margin: 0; padding: 0; border: 0; }
.sheet legend { padding: 0 0 0.5rem; font-weight: 650; }
.sheet .fields { display: flex; flex-wrap: wrap; align-items: flex-start; gap: 1rem; }
.sheet .fields > .field { flex: 1 1 13rem; max-width: none; }
.sheet .field { max-width: none; }
.sheet .field small { font-size: 0.8125rem; }
.dated { display: grid; gap: 0.75rem; }
.dated li { display: grid; grid-template-columns: 11rem minmax(0, 1fr) auto; gap: 0.5rem 0.75rem; align-items: start; }
.dated button { margin-top: 1.75rem; }
.buttons { display: flex; flex-wrap: wrap; align-items: center; gap: 0.75rem 1rem; }
button.quiet { padding-inline: 1rem; background: none; border-color: var(--edge); color: var(--accent); font-weight: 400; }
button.quiet[aria-pressed="true"] { background: var(--tint); border-color: var(--accent); color: var(--ink); font-weight: 650; }
.sheet button { align-self: start; }
textarea { width: 100%; padding: 0.5rem 0.75rem; font: inherit; color: inherit; background: var(--paper); border: 1px solid var(--edge); border-radius: 4px; }
textarea[aria-invalid] { border-width: 2px; border-color: var(--ink); }
textarea.code { font-family: ui-monospace, "SFMono-Regular", Menlo, Consolas, monospace; font-size: 0.875rem; line-height: 1.45; white-space: pre; overflow: auto; resize: vertical; }
input[type="file"] { padding-block: 0.55rem; }
.changes { display: grid; gap: 0.4rem; max-width: 44rem; padding-inline-start: 1.1rem; list-style: disc; }
@media (max-width: 45.99rem) {
  .wide .end + .start { padding-inline-start: 0; }
}
@media (max-width: 30rem) {
  .dated li { grid-template-columns: minmax(0, 1fr) auto; padding-bottom: 0.75rem; border-bottom: 1px solid var(--rule); }
  .dated li > .field { grid-column: 1 / -1; }
  .dated button { margin-top: 0; grid-column: 1 / -1; justify-self: start; }
}
`;

/** Files with their sums and the way to them, one below the other. */
export const PAYING = `
.files { display: grid; max-width: 44rem; }
.files > li { display: grid; gap: 0.35rem; padding-block: 1rem; border-bottom: 1px solid var(--rule); }
.files > li:first-child { padding-top: 0; }
.files > li:last-child { border-bottom: 0; }
progress { width: 100%; max-width: 44rem; height: 0.6rem; accent-color: var(--accent); }
.files p { overflow-wrap: anywhere; }
.files .differs { color: var(--ink); font-weight: 650; }
.sheet .tick { justify-self: start; }
.state.exported, .state.in-transit { border-color: var(--accent); }
.state.confirmed, .state.paid, .state.closed { border-color: var(--accent); color: var(--accent); }
.state.returned, .state.rejected { border-style: double; border-width: 3px; }
`;

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
