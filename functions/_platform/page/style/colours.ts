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
