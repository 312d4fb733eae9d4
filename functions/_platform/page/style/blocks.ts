/** Paragraphs, figures, equations, checks, links, forms. */
export const BLOCKS = `
.tone { padding: 0.7rem 1rem; border-inline-start: 3px solid var(--rule); background: var(--faint); }
.tone strong { margin-inline-end: 0.4em; }
.tone.good { border-color: var(--accent); }
.tone.warning { border-color: var(--ink); border-inline-start-style: double; border-inline-start-width: 6px; }

.figures, .equation { max-width: 40rem; }
.figures > div, .equation > div { display: flex; justify-content: space-between; align-items: baseline; gap: 0.15rem 1.5rem; padding-block: 0.55rem; border-bottom: 1px solid var(--rule); }
.figures > div:first-child, .equation > div:first-child { padding-top: 0; }
.figures > div:last-child { border-bottom: 0; padding-bottom: 0; }
.figures dt { color: var(--soft); }
.figures dd, .equation dd { min-width: 0; text-align: end; overflow-wrap: anywhere; }
.equation > div { border-bottom: 0; padding-block: 0.3rem; }
.equation dt { display: flex; gap: 0.5rem; min-width: 0; }
.equation .sign { flex: none; width: 1em; color: var(--soft); text-align: center; }
.equation .result { margin-top: 0.3rem; padding-top: 0.6rem; border-top: 1px solid var(--ink); font-weight: 650; }
.equation .result small { font-weight: 400; }

.checks { display: grid; gap: 1rem; max-width: 44rem; }
.checks li { display: grid; grid-template-columns: 1.25rem minmax(0, 1fr); gap: 0.75rem; }
.checks li > svg { width: 1.25rem; height: 1.25rem; margin-top: 0.15rem; fill: none; stroke: var(--edge); stroke-width: 1.5; }
.checks .fulfilled > svg { stroke: var(--on-accent); stroke-width: 2; }
.checks .fulfilled circle { fill: var(--accent); stroke: var(--accent); }
.checks strong { font-weight: 650; margin-inline-end: 0.4em; }
.hash { overflow-wrap: anywhere; font-size: 0.875rem; }
.progress { display: block; width: 100%; height: 6px; margin-top: 0.5rem; }

.links { display: flex; flex-wrap: wrap; gap: 0.25rem 1.5rem; }
.links a { display: inline-block; padding-block: 0.3rem; }
.paging { display: flex; justify-content: space-between; align-items: baseline; gap: 1rem; margin-top: 0.75rem; }
.paging a, .paging span { padding-block: 0.3rem; }

.question { display: flex; flex-wrap: wrap; align-items: flex-start; gap: 1rem; }
.field { display: grid; gap: 0.3rem; flex: 1 1 12rem; max-width: 20rem; }
label { color: var(--soft); font-size: 0.9rem; }
select, input, button { width: 100%; min-height: 2.75rem; padding: 0.4rem 0.75rem; font: inherit; color: inherit; background: var(--paper); border: 1px solid var(--edge); border-radius: 4px; }
input[inputmode="decimal"] { text-align: end; font-variant-numeric: tabular-nums; }
input[aria-invalid] { border-width: 2px; border-color: var(--ink); }
.error { font-size: 0.9rem; font-weight: 600; }
button { width: auto; align-self: flex-end; padding-inline: 1.5rem; background: var(--accent); border-color: var(--accent); color: var(--on-accent); font-weight: 600; cursor: pointer; }
button:hover { text-decoration: underline; text-underline-offset: 0.2em; }
.field:has(.error) ~ button { align-self: flex-start; margin-top: 1.75rem; }
.answer { display: grid; gap: 1rem; padding: 1.25rem; background: var(--faint); border-radius: 4px; }
#verify { display: grid; gap: 1rem; }
#verify .question { flex-direction: column; align-items: stretch; max-width: 40rem; }
#verify .field { flex: none; max-width: none; }
#verify button { align-self: flex-start; }
pre { margin: 0; padding: 1rem; overflow-x: auto; background: var(--faint); border-radius: 4px; font-size: 0.9rem; }
`;
