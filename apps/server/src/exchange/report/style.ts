import { createHash } from 'node:crypto';

/** Paper, at every width: the page is for reading and for a printer, so it has no dark side. */
export const REPORT_STYLE = `
:root { color-scheme: light; font: 16px/1.45 system-ui, -apple-system, "Segoe UI", sans-serif; color: #1b211f; background: #f6f7f4 }
* { box-sizing: border-box }
body { margin: 0 auto; max-width: 54rem; padding: 1.5rem 1rem 3rem }
main { background: #fff; border: 1px solid #d9ded9; border-radius: 10px; padding: 1.75rem clamp(1rem, 4vw, 2.5rem) }
h1 { margin: 0; font-size: 1.5rem; letter-spacing: -0.01em }
h2 { margin: 1.75rem 0 0.5rem; font-size: 1rem }
p { margin: 0.25rem 0 }
.soft { color: #55605a }
.small, small { font-size: 0.875rem }
dl { display: grid; grid-template-columns: repeat(auto-fit, minmax(7rem, 1fr)); gap: 0.75rem 1.25rem; margin: 1.25rem 0 0;
  padding: 0.9rem 0; border-block: 1px solid #d9ded9 }
dt { color: #55605a; font-size: 0.875rem }
dd { margin: 0; font-size: 1.375rem; font-variant-numeric: tabular-nums }
dd small { color: #55605a }
.wide { overflow-x: auto }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; font-size: 0.9375rem }
th, td { text-align: right; padding: 0.3rem 0 0.3rem 0.75rem; border-bottom: 1px solid #edefea; vertical-align: baseline }
th:first-child, td:first-child { text-align: left; padding-left: 0 }
th { font-weight: 600 }
thead th { color: #55605a; font-size: 0.8125rem; border-bottom-color: #84908a; vertical-align: bottom }
tbody th { font-weight: 400 }
td { white-space: nowrap }
.wide:focus-visible { outline: 2px solid #84560d; outline-offset: 3px }
.pair { display: grid; grid-template-columns: repeat(auto-fit, minmax(15rem, 1fr)); column-gap: 2.5rem }
ul { margin: 0; padding: 0; list-style: none }
li { padding: 0.25rem 0; border-bottom: 1px solid #edefea; overflow-wrap: anywhere }
li b { font-weight: 600; margin-right: 0.5rem; white-space: nowrap }
footer { margin-top: 1.75rem; color: #55605a; font-size: 0.8125rem }
@media (max-width: 30rem) {
  th, td { padding-left: 0.4rem }
  table { font-size: 0.8125rem }
  thead th { font-size: 0.75rem }
  .exercises th:nth-child(3), .exercises td:nth-child(3) { display: none }
}
@page { size: A4; margin: 13mm 15mm }
@media print {
  :root { background: #fff; font-size: 10.5px }
  body { max-width: none; padding: 0 }
  main { border: 0; padding: 0 }
  h2 { margin-top: 1.25rem; break-after: avoid }
  tr, li { break-inside: avoid }
  .wide { overflow: visible }
}
`;

const digest = createHash('sha256').update(REPORT_STYLE).digest('base64');

/** Nothing but this one style, from nowhere, to nowhere. The page says it too, for when it is a file. */
export const REPORT_POLICY = `default-src 'none'; style-src 'sha256-${digest}'; base-uri 'none'; form-action 'none'`;
