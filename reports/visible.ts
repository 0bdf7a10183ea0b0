/** Characters that are not seen, or turn the order of those around them: names of two things could look alike. */
const UNSEEN = new RegExp(
  [
    String.raw`[\u{0}-\u{8}\u{b}\u{c}\u{e}-\u{1f}\u{7f}-\u{9f}]`, // controls
    String.raw`[\u{ad}\u{61c}\u{180e}\u{200b}-\u{200f}\u{2028}-\u{202e}\u{2060}-\u{206f}\u{feff}]`, // invisible, bidi
    String.raw`[\u{fff9}-\u{fffb}\u{e0000}-\u{e007f}]|\p{Surrogate}`, // annotations, tags, halves
  ].join('|'),
  'gu',
);

/** The text with each character that nobody can see written as `‹U+202E›`; lines and tabs stay. */
export function visible(text: string): string {
  return text.replace(UNSEEN, (character) => {
    const code = character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0');
    return `‹U+${code}›`;
  });
}
