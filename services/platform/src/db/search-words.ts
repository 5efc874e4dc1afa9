/**
 * SQL condition: every word of a text array stands somewhere in a text; accents and case are ignored. The first word stands
 * alone because `like all` uses no index: it finds the rows, the others are looked for in these, when there are any (without
 * that, PostgreSQL expects next to no row and plans for it).
 * @param text SQL expression, a text already passed through `search_key`
 * @param words placeholder of an array made by `searchWords`; an empty one asks for nothing
 */
export const holdsWords = (text: string, words: string): string => `
  ${text} like coalesce('%' || search_key((${words}::text[])[1]) || '%', '%')
  and (cardinality(${words}::text[]) < 2
    or ${text} like all (array(select '%' || search_key(word) || '%' from unnest((${words}::text[])[2:]) as word)))`;

/**
 * The words of what a person typed, the longest first, for `holdsWords`: « saint-étienne » and « Saint Étienne » are the same
 * search.
 */
export function searchWords(typed = ''): string[] {
  return typed
    .split(/[\s'’-]+/)
    .filter((word) => word !== '')
    .sort((one, other) => other.length - one.length)
    .map(escapeLike);
}

/** `%` and `_` are searched for as themselves. */
function escapeLike(word: string): string {
  return word.replace(/[\\%_]/g, (character) => `\\${character}`);
}
