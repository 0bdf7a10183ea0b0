/** A word as a POSIX shell takes it: names come from scenarios, and commands are pasted. */
export function shellWord(text: string): string {
  return /^[\w.:/=@%+-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
