/** `?page=` as a page number: anything else than a positive whole number is the first page. */
export function pageNumber(given: string | undefined): number {
  const page = Number(given);
  return Number.isInteger(page) && page >= 1 && page <= 10_000 ? page : 1;
}
