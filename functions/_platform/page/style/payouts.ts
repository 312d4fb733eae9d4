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
.state.exported, .state.in-flight { border-color: var(--accent); }
.state.confirmed, .state.paid, .state.closed { border-color: var(--accent); color: var(--accent); }
.state.returned, .state.rejected { border-style: double; border-width: 3px; }
`;
