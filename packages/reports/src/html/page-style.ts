/** How a report's page looks: light and dark, on paper, and with Hangul broken between words. */
export const PAGE_STYLE = `
:root { color-scheme: light dark; --line: #d0d4da; --quiet: #59636e; --ink: #1a1d21; --paper: #fff; }
@media screen and (prefers-color-scheme: dark) {
  :root { --line: #3d444d; --quiet: #9da7b3; --ink: #e6e8eb; --paper: #14171b; }
}
body {
  margin: 0 auto; max-width: 68rem; padding: 2rem 1rem 4rem; color: var(--ink); background: var(--paper);
  font: 1rem/1.6 system-ui, "Noto Sans KR", "Apple SD Gothic Neo", "Malgun Gothic", sans-serif;
  word-break: keep-all; overflow-wrap: anywhere;
}
h1 { font-size: 1.7rem; line-height: 1.3; }
h2 { margin-top: 2.5rem; font-size: 1.25rem; line-height: 1.3; }
.table { overflow-x: auto; max-height: 40rem; margin: 1rem 0; }
table { border-collapse: collapse; font-size: 0.85rem; font-variant-numeric: tabular-nums; }
th, td { padding: 0.3rem 0.6rem; overflow-wrap: break-word; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
th { position: sticky; top: 0; background: var(--paper); color: var(--quiet); vertical-align: bottom; }
td { min-width: 4rem; max-width: 30rem; white-space: pre-wrap; }
.number { text-align: right; }
td.number { white-space: nowrap; }
figure { margin: 1.5rem 0; overflow-x: auto; }
figcaption { margin-bottom: 0.5rem; font-weight: 600; }
figure svg { min-width: 34rem; max-width: 100%; height: auto; }
@media print {
  body { max-width: none; padding: 0; font-size: 10pt; }
  h2, figcaption { break-after: avoid; }
  figure, tr { break-inside: avoid; }
  .table { overflow: visible; max-height: none; }
  th { position: static; }
}
`.trim();
