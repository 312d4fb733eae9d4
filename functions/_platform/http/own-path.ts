/**
 * Where a redirect may lead that was asked for from outside: to a page of our own site alone, "/" for anything else. The
 * target is resolved as a browser resolves it, and what comes of that once more, as the browser will see it in our answer:
 * `/.//host` is our own path `//host`, and that is another site's address.
 * @param siteUrl where the site stands, no slash at the end.
 */
export function ownPath(target: string | undefined, siteUrl: string): string {
  if (target === undefined || !target.startsWith("/")) return "/";
  const path = resolvedPath(target, siteUrl);
  return path !== undefined && resolvedPath(path, siteUrl) === path ? path : "/";
}

/** Path and query on our own origin; undefined where it is another's, or no address. */
function resolvedPath(target: string, siteUrl: string): string | undefined {
  if (!URL.canParse(target, siteUrl)) return undefined;
  const { origin, pathname, search } = new URL(target, siteUrl);
  return origin === new URL(siteUrl).origin ? `${pathname}${search}` : undefined;
}

/** A path as a link within the site may say it: several slashes at its beginning would name another host. */
export const withOneSlash = (path: string): string => path.replace(/^\/{2,}/, "/");

/** The gateway decodes a path once before it is taken apart, which an id's own slash has to survive. */
export const encodeSlashesTwice = (path: string): string => path.replaceAll("%2F", "%252F");

/** An id as a part of a path. */
export const pathSegment = (id: string): string => encodeSlashesTwice(encodeURIComponent(id));
