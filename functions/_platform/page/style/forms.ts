/** Forms in which people work: fields side by side, choices to be ticked, tables of steps, a drawn curve, quiet buttons. */
export const FORMS = `
fieldset { min-width: 0; margin: 0; padding: 0; border: 0; }
legend { padding: 0; font-weight: 650; }
.label { color: var(--soft); font-size: 0.9rem; }
.row { display: flex; flex-wrap: wrap; align-items: flex-start; gap: 1rem; }
.row .field { flex: 1 1 13rem; max-width: 25rem; align-content: start; }
.row > button { margin-top: 1.75rem; align-self: flex-start; }
.wide-field { max-width: 40rem; }
.editor .error:empty { display: none; }
.editor .error::before { content: "! "; }
.field:has(.error:not(:empty)) > input { border-width: 2px; border-color: var(--ink); }
input[type="checkbox"], input[type="radio"] { width: 1.05rem; height: 1.05rem; min-height: 0; margin: 0; accent-color: var(--accent); }
input:disabled, select:disabled { color: var(--ink); background: var(--faint); opacity: 1; }
textarea { min-height: 5rem; }

.part { display: grid; gap: 1.25rem; padding: 1.25rem; border: 1px solid var(--rule); border-radius: 6px; }
.part > legend { float: inline-start; width: 100%; font-size: 1rem; }
.part > legend + * { clear: both; }
.where { border-block: 1px solid var(--rule); }
.where > summary { padding-block: 0.7rem; color: var(--ink); }
.where > summary .label { margin-inline-end: 0.6em; }
.where[open] > summary { margin: 0; }
.facets { display: grid; gap: 0.75rem; padding-bottom: 1rem; }
.facet { display: grid; gap: 0.35rem; }
.facet > div { display: grid; gap: 0.5rem; }
.facet .field { max-width: 22rem; }
.facet .field input { min-height: 2.1rem; padding-block: 0.2rem; font-size: 0.9rem; }
.tick-list { display: flex; flex-wrap: wrap; gap: 0.4rem 0.5rem; }
.tick { display: inline-flex; align-items: center; gap: 0.45rem; min-height: 2rem; padding: 0.1rem 0.65rem; border: 1px solid var(--rule); border-radius: 999px; }
.tick:has(:checked) { border-color: var(--accent); background: var(--tint); }
.tick label { color: inherit; cursor: pointer; }
.ticks { display: grid; gap: 0.4rem; }

.all-terms > summary { padding-block: 1rem; }
.editor button.quiet { min-height: 2.25rem; padding: 0.2rem 0.9rem; }
.acts button, .adding button { align-self: center; }
div.acts, .adding { display: flex; flex-wrap: wrap; align-items: center; gap: 0.5rem; }
.adding { padding-top: 0.25rem; }
.acts a { padding: 0.4rem 0.5rem; }

.ladder-editor { display: grid; gap: 1.5rem; align-items: start; }
.steps { width: 100%; }
.row .field:has(select) { flex: 1 1 auto; }
.steps th, .steps td { padding: 0.25rem 0.6rem 0.25rem 0; border: 0; vertical-align: top; }
.steps td:first-child { min-width: 9.5rem; }
.steps td:nth-child(2) { min-width: 6rem; }
.steps .field { max-width: 14rem; }
.steps td:has(> .where) { width: 60%; min-width: min(20rem, 60vw); }
.steps button.quiet { padding-inline: 0.55rem; font-size: 0.875rem; }
.steps .acts { white-space: nowrap; }
.steps .acts button { margin: 0.25rem 0.3rem 0 0; }
.measures { display: flex; flex-wrap: wrap; align-items: center; gap: 0.6rem 1rem; }
.measures > button { align-self: center; }
.measures > .where { flex: 1 1 100%; }
.rule { display: grid; gap: 0.4rem; }

.curve svg { display: block; width: 100%; max-width: 30rem; height: auto; }
.curve text { font-size: 11px; fill: var(--soft); font-variant-numeric: tabular-nums; }
.curve .rate { fill: var(--ink); font-weight: 600; text-anchor: middle; }
.curve .from { text-anchor: middle; }
.curve .end { text-anchor: end; }
.curve .guide { stroke: var(--rule); stroke-width: 1; }
.curve .pays { stroke: var(--accent); stroke-width: 2.5; stroke-linecap: round; }
.curve .jump { stroke: var(--accent); stroke-width: 1.5; stroke-dasharray: 3 3; }
.curve .step { fill: var(--paper); stroke: var(--accent); stroke-width: 2; }

.notice { display: grid; gap: 0.75rem; padding: 1rem 1.25rem; margin-bottom: 1.5rem; border-inline-start: 6px double var(--ink); background: var(--faint); }
.found { display: grid; gap: 0.5rem; padding-inline-start: 1.1rem; list-style: disc; max-width: 44rem; }
.findings { display: grid; gap: 1rem; max-width: 44rem; }
.findings .tick { justify-self: start; }
.findings li { display: grid; gap: 0.35rem; padding-inline-start: 0.9rem; border-inline-start: 3px solid var(--edge); }
.sheet + .sheet { padding-top: 1.25rem; border-top: 1px solid var(--rule); }
.state { display: inline-block; margin-top: 0.4rem; padding: 0.05rem 0.6rem; border: 1px solid var(--edge); border-radius: 999px; font-size: 0.8125rem; font-weight: 500; }
.state.in-force, .state.published { border-color: var(--accent); color: var(--accent); }
.question:has(.field small) > button { align-self: flex-start; margin-top: 1.75rem; }
td small { overflow-wrap: anywhere; }
h2 + .soft, h2 .soft { font-weight: 400; }

@media (max-width: 45.99rem) {
  .part { padding: 1rem 0.75rem; }
  .steps, .steps tbody, .steps tr { display: block; width: 100%; }
  .steps thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .steps tr { display: grid; grid-template-columns: 1fr 1fr; gap: 0.4rem; padding-block: 0.6rem; border-bottom: 1px solid var(--rule); }
  .steps td { display: block; padding: 0; }
  .steps td.acts { grid-column: 1 / -1; }
  .steps .field label.hidden { position: static; width: auto; height: auto; clip-path: none; white-space: normal; }
}
@media (min-width: 46rem) {
  .facet { grid-template-columns: 7.5rem minmax(0, 1fr); align-items: start; }
  .facet > .label { padding-top: 0.35rem; }
}
@media (min-width: 60rem) {
  .all-terms > summary { margin-inline-start: 18rem; }
  .ladder-editor { grid-template-columns: minmax(0, 1.15fr) minmax(0, 1fr); }
}
`;
