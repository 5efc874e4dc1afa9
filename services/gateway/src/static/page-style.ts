/**
 * The look of the pages of the gateway itself: that of the sign-in pages (`deploy/keycloak/themes/portail`), whose colours and
 * spaces these are.
 */
export const pageStyle = `
:root { color-scheme: light dark;
  --page: light-dark(#f7f6f2, #131716); --surface: light-dark(#ffffff, #1b2120); --text: light-dark(#1d2322, #ecefea);
  --text-secondary: light-dark(#54605d, #a9b4af); --control-border: light-dark(#7b857f, #7f8b86);
  --hairline: light-dark(#c9ccc4, #333b39); --action: light-dark(#0b5c58, #7fd1c7); --on-action: light-dark(#ffffff, #0d2422);
  --action-strong: light-dark(#084542, #a5e3db); --refused: light-dark(#a8201a, #ffb4ab);
  --refused-tint: light-dark(#fbe6e3, #3a2422); --explain: light-dark(#7a4b00, #f2c261); }
*, *::before, *::after { box-sizing: border-box; }
html { font-family: system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', Arial, sans-serif;
  line-height: 1.5; background: var(--page); color: var(--text); text-size-adjust: 100%; }
body { margin: 0; overflow-wrap: break-word; }
:focus-visible { outline: 3px solid var(--action); outline-offset: 2px; }
a { color: var(--action); }
a:hover { color: var(--action-strong); }
p { margin: 0; }
.line { background: var(--surface); border-block-end: 1px solid var(--hairline); }
.line p { display: flex; align-items: center; max-inline-size: 72rem; min-block-size: 3.375rem; margin-inline: auto;
  padding: 0.75rem 1rem; font-weight: 700; }
main { max-inline-size: 72rem; margin-inline: auto; padding: 2rem 1rem; }
.card { display: grid; gap: 1rem; max-inline-size: 32rem; }
h1 { margin: 0; font-size: 1.75rem; font-weight: 650; line-height: 2.125rem; text-wrap: balance; }
form { display: grid; gap: 1rem; }
.field { display: grid; gap: 0.25rem; justify-items: start; }
.field > label { font-weight: 600; }
.cell { inline-size: 100%; min-block-size: 2.75rem; padding: 0.5rem 0.75rem; font: inherit; color: inherit;
  background: var(--surface); border: 1px solid var(--control-border); border-radius: 2px; }
.cell[aria-invalid='true'] { border: 2px solid var(--refused); }
.fault { color: var(--refused); font-weight: 600; }
.secondary { color: var(--text-secondary); }
.notice { padding: 0.75rem 1rem; background: var(--refused-tint); border-inline-start: 4px solid var(--refused); border-radius: 2px; }
.notice ul { margin: 0.5rem 0 0; padding-inline-start: 1.25rem; }
section.answer { padding: 0.75rem 1rem; background: var(--surface); border: 1px solid var(--hairline); border-inline-start: 4px solid var(--action); border-radius: 2px; }
section.answer.warning { border-inline-start-color: var(--explain); }
section.answer.bad { border-inline-start-color: var(--refused); }
section.answer h2 { margin: 0; font-size: 1.25rem; line-height: 1.75rem; }
section.answer p { margin-block-start: 0.5rem; }
.links { margin: 0; padding: 0; list-style: none; }
.links a { display: inline-block; padding-block: 0.5rem; }
.proof { display: flex; flex-wrap: wrap; gap: 0.75rem; align-items: center; }
.proof img { background: #ffffff; max-inline-size: 100%; block-size: auto; border: 1px solid var(--control-border); border-radius: 2px; }
audio { max-inline-size: 100%; }
.acts { display: flex; flex-wrap: wrap; gap: 0.75rem; justify-content: flex-end; }
.button { display: inline-flex; align-items: center; min-block-size: 2.75rem; padding: 0.5rem 1.5rem; font: inherit;
  color: var(--action); background: none; text-decoration: none; border: 1px solid var(--action); border-radius: 6px; cursor: pointer; }
.button--go { color: var(--on-action); background: var(--action); }
.button--go:hover { color: var(--on-action); background: var(--action-strong); }
@media (max-width: 30rem) { .acts > * { flex: 1 1 100%; justify-content: center; text-align: center; } }
@media (prefers-contrast: more) { :root { --hairline: var(--control-border); --text-secondary: var(--text); } }
`;
