/** What a page of the gateway itself says; the application is another matter. All texts in French, plain. */
export interface Page {
  readonly title: string;
  readonly paragraphs: readonly string[];
  readonly links: readonly { readonly address: string; readonly text: string }[];
  /** What was found, said before the rest. */
  readonly answer?: Answer;
  readonly form?: Form;
}

/** What was found. */
export interface Answer {
  readonly tone: 'good' | 'warning' | 'bad';
  readonly title: string;
  readonly paragraphs: readonly string[];
}

/** A form that asks by the address: it works without script and can be linked to. */
export interface Form {
  readonly action: string;
  readonly fields: readonly {
    readonly name: string;
    readonly label: string;
    readonly hint: string;
    readonly value: string;
    /** True when it had to be filled and was not. */
    readonly missing: boolean;
  }[];
  readonly button: string;
}

const style = `
:root { color-scheme: light dark; --page: #f7f6f2; --text: #1d2322; --action: #0b5c58; --border: #6d7573; --alarm: #a3161a; --caution: #7a4b00; }
@media (prefers-color-scheme: dark) { :root { --page: #131716; --text: #ecefea; --action: #7fd1c7; --border: #8f9794; --alarm: #ff9d97; --caution: #f2c261; } }
body { margin: 0; background: var(--page); color: var(--text); font: 16px/1.5 system-ui, sans-serif; }
main { max-width: 70ch; margin: 0 auto; padding: 48px 16px; }
h1 { font-size: 28px; line-height: 34px; margin: 0 0 24px; }
p.site { margin: 0 0 8px; font-weight: 600; }
ul { list-style: none; padding: 0; margin: 32px 0 0; }
li { margin: 0 0 8px; }
a { color: var(--action); display: inline-block; padding: 8px 0; }
label { display: block; font-weight: 600; }
.hint { display: block; margin: 0 0 4px; font-size: 14px; }
.missing { color: var(--alarm); font-weight: 600; }
input { box-sizing: border-box; width: 100%; min-height: 44px; margin: 0 0 20px; padding: 8px 12px; border: 1px solid var(--border); border-radius: 4px; background: transparent; color: inherit; font: inherit; }
button { min-height: 44px; padding: 8px 20px; border: 0; border-radius: 4px; background: var(--action); color: var(--page); font: inherit; font-weight: 600; cursor: pointer; }
.answer { margin: 0 0 24px; padding: 12px 16px; border: 1px solid var(--border); border-inline-start: 6px solid var(--action); }
.answer.warning { border-inline-start-color: var(--caution); }
.answer.bad { border-inline-start-color: var(--alarm); }
.answer h2 { margin: 0; font-size: 20px; line-height: 28px; }
.answer p { margin: 8px 0 0; }
a:focus-visible, input:focus-visible, button:focus-visible { outline: 3px solid var(--action); outline-offset: 2px; border-radius: 2px; }
`;

/**
 * A complete page, readable without script and without any other file.
 * @param site title of the site
 * @param nonce the one of the answer’s policy, without which its style is ignored
 */
export function pageText(page: Page, site: string, nonce: string): string {
  const paragraphs = paragraphsText(page.paragraphs);
  const links = page.links
    .map(({ address, text }) => `<li><a href="${escaped(address)}">${escaped(text)}</a></li>`)
    .join('\n');
  const body = `<main>
<p class="site">${escaped(site)}</p>
<h1>${escaped(page.title)}</h1>
${page.answer === undefined ? '' : answerText(page.answer)}
${paragraphs}
${page.form === undefined ? '' : formText(page.form)}
${links === '' ? '' : `<ul>\n${links}\n</ul>`}
</main>`;
  const title = page.answer === undefined ? page.title : `${page.answer.title} – ${page.title}`;
  return documentText({ title, site, nonce, style, body });
}

/** What a document of ours is made of; `style` and `body` as they are, the rest is escaped. */
export interface DocumentParts {
  readonly title: string;
  readonly site: string;
  /** The one of the answer’s policy, without which the style is ignored. */
  readonly nonce: string;
  readonly style: string;
  readonly body: string;
}

/** A complete document, readable without script and without any other file. */
export function documentText({ title, site, nonce, style: look, body }: DocumentParts): string {
  return `<!doctype html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escaped(title)} – ${escaped(site)}</title>
<link rel="icon" href="data:,">
<style nonce="${nonce}">${look}</style>
</head>
<body>
${body}
</body>
</html>
`;
}

function paragraphsText(paragraphs: readonly string[]): string {
  return paragraphs.map((text) => `<p>${escaped(text)}</p>`).join('\n');
}

function answerText({ tone, title, paragraphs }: Answer): string {
  return `<section class="answer ${tone}" role="status">
<h2>${escaped(title)}</h2>
${paragraphsText(paragraphs)}
</section>`;
}

function formText({ action, fields, button }: Form): string {
  const lines = fields.map(
    ({ name, label, hint, value, missing }) =>
      `<label for="${name}">${escaped(label)}</label>
<span class="hint" id="${name}-aide">${escaped(hint)}${missing ? ' <span class="missing">À remplir.</span>' : ''}</span>
<input id="${name}" name="${name}" value="${escaped(value)}" aria-describedby="${name}-aide"${missing ? ' aria-invalid="true"' : ''} maxlength="200" required autocomplete="off" autocapitalize="off" spellcheck="false">`,
  );
  return `<form action="${escaped(action)}" method="get" novalidate>
${lines.join('\n')}
<button type="submit">${escaped(button)}</button>
</form>`;
}

/** Text as it may stand in HTML, attributes included. */
export function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
