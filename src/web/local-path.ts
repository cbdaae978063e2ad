/** A path of this site, or the front page for anything a browser could take for another site's address. */
export function localPath(path: string | undefined): string {
  return path !== undefined && /^\/(?![/\\])[^\\\s\p{Cc}]*$/u.test(path) ? path : '/'
}
