/** Ladder and bars. A form is always told by more than its colour: filled, striped or empty. */
export const DRAWINGS = `
figcaption { padding-bottom: 0.5rem; color: var(--soft); font-size: 0.9rem; }
.ladder svg { display: block; width: 100%; max-width: 30rem; height: auto; }
.ladder text { font-size: 11px; fill: var(--soft); font-variant-numeric: tabular-nums; }
.ladder .rate { font-size: 13px; fill: var(--ink); }
.ladder .standing .rate { font-weight: 650; }
.ladder .measured { fill: var(--accent); font-weight: 600; }
.ladder rect { fill: none; stroke: var(--edge); }
.ladder .climbed rect { fill: var(--tint); stroke: var(--tint); }
.ladder .standing rect { fill: var(--accent); stroke: var(--accent); }
.ladder .ahead rect { stroke-dasharray: 3 3; }
.ladder .rail, .ladder .tick { stroke: var(--edge); stroke-width: 1; }
.ladder .climbTiers { stroke: var(--accent); stroke-width: 4; stroke-linecap: round; }
.ladder .dot { fill: var(--paper); stroke: var(--accent); stroke-width: 3; }
.ladder .next { max-width: 44rem; padding-top: 0.75rem; }

.legend { display: flex; flex-wrap: wrap; gap: 0.25rem 1.25rem; padding-bottom: 0.75rem; font-size: 0.9rem; }
.legend li { display: flex; align-items: center; gap: 0.5rem; }
.key { width: 0.8rem; height: 0.8rem; }
.solid, .reached { fill: var(--accent); }
.hatched { stroke: var(--accent); stroke-width: 1; }
.stripe { fill: var(--accent); }
.whole { fill: var(--rule); }
.axis { stroke: var(--edge); stroke-width: 1; }
.bars .rows { display: grid; grid-template-columns: auto minmax(3rem, 1fr) auto; max-width: 44rem; }
.bars .rows li { display: grid; grid-column: 1 / -1; grid-template-columns: subgrid; align-items: center; column-gap: 0.9rem; min-height: 2rem; }
.bars .rows svg { width: 100%; height: 16px; overflow: visible; }
.bars .label a { display: inline-block; padding-block: 0.25rem; }
.bars .rows .number { text-align: end; }
`;
