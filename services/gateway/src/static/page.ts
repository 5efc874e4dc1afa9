import { pageStyle } from './page-style.ts';

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
  const body = `${page.answer === undefined ? '' : answerText(page.answer)}
${paragraphs}
${page.form === undefined ? '' : formText(page.form)}
${links === '' ? '' : `<ul class="links">\n${links}\n</ul>`}`;
  const title = page.answer === undefined ? page.title : `${page.answer.title} – ${page.title}`;
  return documentText({ title, heading: page.title, site, nonce, body });
}

/** What a document of ours is made of; `body` as it is, the rest is escaped. */
export interface DocumentParts {
  /** In the tab of the browser. */
  readonly title: string;
  readonly heading: string;
  readonly site: string;
  /** The one of the answer’s policy, without which the style is ignored. */
  readonly nonce: string;
  readonly body: string;
}

/** A complete document, readable without script and without any other file. */
export function documentText({ title, heading, site, nonce, body }: DocumentParts): string {
  return `<!doctype html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escaped(title)} – ${escaped(site)}</title>
<link rel="icon" href="data:,">
<style nonce="${nonce}">${pageStyle}</style>
</head>
<body>
<header class="line"><p>${escaped(site)}</p></header>
<main><div class="card">
<h1>${escaped(heading)}</h1>
${body}
</div></main>
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
      `<div class="field">
<label for="${name}">${escaped(label)}</label>
<span class="secondary" id="${name}-aide">${escaped(hint)}${missing ? ' <span class="fault">À remplir.</span>' : ''}</span>
<input class="cell" id="${name}" name="${name}" value="${escaped(value)}" aria-describedby="${name}-aide"${missing ? ' aria-invalid="true"' : ''} maxlength="200" required autocomplete="off" autocapitalize="off" spellcheck="false">
</div>`,
  );
  return `<form action="${escaped(action)}" method="get" novalidate>
${lines.join('\n')}
<div class="acts"><button class="button button--go" type="submit">${escaped(button)}</button></div>
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
