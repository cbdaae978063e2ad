/** Puts values into words of the page: `{n}` becomes the value of n. A place without a value stays as it is. */
export function fill(words: string, values: Readonly<Record<string, string | number>>): string {
  return words.replaceAll(/\{([a-z]+)\}/g, (place, name: string) => String(values[name] ?? place))
}
