/** Styles of the printed summary. Fonts are those of the machine; `Liberation Sans` comes with the browser we install. */
export const style = `
:root { --ink: #1d2433; --muted: #525c70; --line: #c9d0dc; --accent: #14418b; --soft: #eef2f9; --alarm: #a3161a; }
* { box-sizing: border-box; }
html { font: 8.8pt/1.36 'Liberation Sans', Arial, Helvetica, sans-serif; color: var(--ink); }
body { margin: 0; }
h1 { font-size: 19pt; line-height: 1.15; margin: 0; color: var(--accent); letter-spacing: -0.2pt; }
h2 { font-size: 12.5pt; margin: 16pt 0 5pt; color: var(--accent); border-bottom: 1.2pt solid var(--accent); padding-bottom: 2pt;
  break-after: avoid; }
h3 { font-size: 10pt; margin: 9pt 0 3pt; break-after: avoid; }
p { margin: 3pt 0; orphans: 3; widows: 3; }
header p { color: var(--muted); margin: 2pt 0 0; font-size: 10.5pt; }
.state { display: inline-block; margin: 8pt 0 0; padding: 3pt 8pt; border: 1pt solid var(--accent); border-radius: 3pt;
  color: var(--accent); font-weight: bold; }
.state.alarm { color: var(--alarm); border-color: var(--alarm); }
dl.identity { display: grid; grid-template-columns: 1fr 1fr; gap: 0 14pt; margin: 10pt 0 0; padding: 7pt 9pt; background: var(--soft);
  border-radius: 3pt; }
dl.identity div { display: grid; grid-template-columns: 74pt 1fr; padding: 1.6pt 0; }
dt { color: var(--muted); }
dd { margin: 0; font-weight: bold; overflow-wrap: anywhere; }
table { width: 100%; border-collapse: collapse; margin: 3pt 0 0; }
caption { text-align: left; font-weight: bold; padding: 3pt 0; break-after: avoid; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
thead, tbody tr:first-child { break-after: avoid; }
tr.long { break-inside: auto; }
tr.explained { break-after: avoid; }
tr.explained th, tr.explained td { border-bottom: 0; }
th, td { text-align: left; vertical-align: top; padding: 1.9pt 4pt; border-bottom: 0.4pt solid var(--line); font-weight: normal;
  overflow-wrap: anywhere; }
thead th { font-size: 8pt; color: var(--muted); border-bottom: 0.8pt solid var(--muted); font-weight: bold; }
tbody th.group { font-weight: bold; background: var(--soft); break-after: avoid; }
tr.group { break-after: avoid; }
tr.total th, tr.total td { font-weight: bold; border-top: 0.8pt solid var(--muted); }
.code { width: 42pt; color: var(--muted); font-variant-numeric: tabular-nums; white-space: nowrap; }
.figure { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; width: 80pt; }
thead th.figure { text-align: right; }
td.long { white-space: pre-wrap; }
.accounts { break-inside: avoid; display: grid; grid-template-columns: 1fr 1fr; gap: 0 14pt; align-items: start; font-size: 8.3pt; }
.accounts .code { width: 28pt; }
.accounts .figure { width: 62pt; padding-left: 0; }
.key { display: flex; align-items: baseline; justify-content: space-between; gap: 12pt; margin: 5pt 0; padding: 6pt 9pt;
  background: var(--soft); border-radius: 3pt; break-inside: avoid; break-after: avoid; }
.key strong { font-size: 15pt; white-space: nowrap; font-variant-numeric: tabular-nums; }
.muted { color: var(--muted); }
.small { font-size: 8pt; }
.control { width: 26%; }
th.finding { width: 37%; }
th.step { width: 23%; }
th.operation { width: 25%; }
ul.notes { columns: 2; column-gap: 14pt; margin: 3pt 0 0; padding: 0; list-style: none; font-size: 8pt; color: var(--muted); }
ul.notes li { break-inside: avoid; padding: 1.2pt 0; }
.severity { font-weight: bold; }
.severity.BLOCKING, .severity.ANOMALY { color: var(--alarm); }
.people { white-space: pre-wrap; overflow-wrap: anywhere; unicode-bidi: plaintext; }
.hash { font-family: 'Liberation Mono', 'Courier New', monospace; font-size: 8pt; overflow-wrap: anywhere; }
.signed, .receipt { break-inside: avoid; }
.proof { display: grid; grid-template-columns: 25mm 1fr; gap: 0 12pt; align-items: start; }
.qr svg { display: block; width: 25mm; height: 25mm; }
.proof dl { margin: 0; }
.proof dt { font-size: 8pt; }
.proof dd { margin: 0 0 2pt; }
.proof .reference { font-size: 12pt; letter-spacing: 0.4pt; white-space: nowrap; }
.proof .hash { font-size: 7.2pt; font-weight: normal; }
.receipt p { font-size: 8pt; }
.watermark { position: fixed; inset: 0; display: flex; align-items: center; justify-content: center; pointer-events: none; }
.watermark span { transform: rotate(-52deg); font-size: 66pt; font-weight: bold; white-space: nowrap; color: rgb(20 65 139 / 9%); }
.watermark.alarm span { color: rgb(163 22 26 / 10%); }
`;
