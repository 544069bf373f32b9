/**
 * A pattern that is read when it is first used, and kept. V8 reads a literal together with its file, and a class of
 * Unicode properties takes it milliseconds. With the flag `g` use it for `replace` and `search` only.
 */
export function later(source: string, flags: string): () => RegExp {
  let made: RegExp | undefined;
  return () => {
    made ??= new RegExp(source, flags);
    return made;
  };
}
