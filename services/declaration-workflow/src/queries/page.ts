/** Rows of a page of a search. */
const searchSize = 25;

/** A page of a search, and how many rows all pages hold. */
export interface Page<Item> {
  items: Item[];
  total: number;
}

/** The `offset` of a page, numbered from 1. */
export function offsetOf(page = 1, size = searchSize): number {
  return (page - 1) * size;
}

/** Columns of a row, or none of them: a page past the end is one row that holds only the total. */
export type PageRow<Columns> = { readonly total: number } & (Columns | { readonly [Name in keyof Columns]: null });

/**
 * SQL that counts what the `with` query `found` holds and gives one page of it as `page`. The count stands on the left:
 * a page past the end still says how many there are.
 * @param order of the rows of `found`
 * @param offset placeholder
 * @param size placeholder, or a number of rows
 */
export const pageOfFound = (order: string, offset: string, size: string | number = searchSize): string => `
  (select count(*)::int as total from found) as counted
  left join (select * from found order by ${order} limit ${size} offset ${offset}) as page on true`;
