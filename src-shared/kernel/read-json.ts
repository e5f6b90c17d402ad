/** What a text says in JSON; undefined where it says nothing: it is none, or was cut off. */
export function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
