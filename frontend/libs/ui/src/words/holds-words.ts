/**
 * Whether every word typed stands somewhere in the text, in any order; accents, case, hyphens and apostrophes do not
 * count, as in the searches of the services. Nothing typed is in every text.
 */
export function holdsWords(text: string, typed: string): boolean {
  const within = searchKey(text);
  return searchKey(typed)
    .split(' ')
    .every((word) => within.includes(word));
}

function searchKey(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase()
    .replaceAll('œ', 'oe')
    .replace(/[\s'’-]+/g, ' ')
    .trim();
}
