/** What a page of the gateway itself says; the application is another matter. All texts in French, plain. */
export interface Page {
  readonly title: string;
  readonly paragraphs: readonly string[];
  readonly links: readonly { readonly address: string; readonly text: string }[];
}

const style = `
:root { color-scheme: light dark; --page: #f7f6f2; --text: #1d2322; --action: #0b5c58; }
@media (prefers-color-scheme: dark) { :root { --page: #131716; --text: #ecefea; --action: #7fd1c7; } }
body { margin: 0; background: var(--page); color: var(--text); font: 16px/1.5 system-ui, sans-serif; }
main { max-width: 70ch; margin: 0 auto; padding: 48px 16px; }
h1 { font-size: 28px; line-height: 34px; margin: 0 0 24px; }
p.site { margin: 0 0 8px; font-weight: 600; }
ul { list-style: none; padding: 0; margin: 32px 0 0; }
li { margin: 0 0 8px; }
a { color: var(--action); display: inline-block; padding: 8px 0; }
a:focus-visible { outline: 3px solid var(--action); outline-offset: 2px; border-radius: 2px; }
`;

/**
 * A complete page, readable without script and without any other file.
 * @param site title of the site
 * @param nonce the one of the answer’s policy, without which its style is ignored
 */
export function pageText(page: Page, site: string, nonce: string): string {
  const paragraphs = page.paragraphs.map((text) => `<p>${escaped(text)}</p>`).join('\n');
  const links = page.links
    .map(({ address, text }) => `<li><a href="${escaped(address)}">${escaped(text)}</a></li>`)
    .join('\n');
  const body = `<main>
<p class="site">${escaped(site)}</p>
<h1>${escaped(page.title)}</h1>
${paragraphs}
${links === '' ? '' : `<ul>\n${links}\n</ul>`}
</main>`;
  return documentText({ title: page.title, site, nonce, style, body });
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

/** Text as it may stand in HTML, attributes included. */
export function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
