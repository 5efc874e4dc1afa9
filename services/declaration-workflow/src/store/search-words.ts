/**
 * SQL condition: every word of a text array stands somewhere in a text; accents and case are ignored.
 * @param text SQL expression
 * @param words placeholder of an array made by `searchWords`; an empty one asks for nothing
 */
export const holdsWords = (text: string, words: string): string =>
  `search_key(${text}) like all (array(select '%' || search_key(word) || '%' from unnest(${words}::text[]) as word))`;

/** The words of what a person typed, for `holdsWords`: « saint-étienne » and « Saint Étienne » are the same search. */
export function searchWords(typed = ''): string[] {
  return typed
    .split(/[\s'’-]+/)
    .filter((word) => word !== '')
    .map(escapeLike);
}

/** `%` and `_` are searched for as themselves. */
function escapeLike(word: string): string {
  return word.replace(/[\\%_]/g, (character) => `\\${character}`);
}
