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
