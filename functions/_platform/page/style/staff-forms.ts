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
