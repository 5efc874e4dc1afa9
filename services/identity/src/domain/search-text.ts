/** Text to search in: lower case, without accents, apostrophes and hyphens as spaces. */
export function searchText(...parts: readonly string[]): string {
  return parts
    .join(' ')
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase()
    .replace(/[’'\-]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** The words of a search, each to be found anywhere in the text; LIKE patterns, with its wildcards escaped. */
export function searchPatterns(search: string): string[] {
  const words = searchText(search).split(' ').filter(Boolean);
  return words.map((word) => `%${word.replace(/[\\%_]/g, '\\$&')}%`);
}
