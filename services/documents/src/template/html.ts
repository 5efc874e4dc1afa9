import escapeHtml from 'escape-html';

/** HTML that is safe to put in a page: written here, or escaped. Only {@link html} makes it. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** What may stand in a template. */
export type Piece = string | number | Html | null | readonly Piece[];

/**
 * A piece of a page. Whatever is put in it is escaped, by escape-html, unless it is a piece itself; null is nothing. Pieces
 * stand between tags or inside quoted attributes, nowhere else.
 */
export function html(parts: TemplateStringsArray, ...pieces: readonly Piece[]): Html {
  return new Html(parts.reduce((text, part, index) => `${text}${rendered(pieces[index - 1] ?? null)}${part}`));
}

function rendered(piece: Piece): string {
  if (piece === null) return '';
  if (piece instanceof Html) return piece.text;
  if (typeof piece === 'object') return piece.map(rendered).join('');
  return escapeHtml(withoutControls(String(piece)));
}

/** Controls have no glyph, and marks of direction could turn the words around them. */
function withoutControls(text: string): string {
  return text.replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F\u202A-\u202E\u2066-\u2069\uFFFE\uFFFF]/g, '');
}
