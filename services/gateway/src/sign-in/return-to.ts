const home = '/';
const longest = 2_000;

/**
 * Where to go after sign-in: the page asked for when it is an absolute path of this very site, otherwise the home page.
 * Answers the open redirect: `//evil.example`, `/\evil.example`, `https:…` and control characters never pass.
 */
export function safeReturnTo(asked: string | undefined): string {
  if (asked === undefined || asked.length > longest || !/^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/.test(asked)) return home;
  const base = 'http://site.invalid';
  const target = URL.canParse(asked, base) ? new URL(asked, base) : undefined;
  if (target?.origin !== base) return home;
  // A path such as /.//evil.example is rewritten to //evil.example: what leaves is judged again.
  if (target.pathname.startsWith('//')) return home;
  if (target.pathname === '/auth' || target.pathname.startsWith('/auth/')) return home;
  return `${target.pathname}${target.search}${target.hash}`;
}
