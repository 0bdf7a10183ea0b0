import { maskSource } from './mask.ts';

/** One module that a source file names, statically, dynamically or for types alone. */
export interface ImportedModule {
  /** As written; `undefined` for an `import()` of something computed. */
  readonly specifier: string | undefined;
  readonly line: number;
}

// In masked code `from '` can be nothing but the end of an import or export statement.
const IMPORT = /\bfrom\s*(?<from>['"])|\bimport\s*(?<bare>['"])|\bimport\s*\(\s*(?<call>['"`]?)/g;

/** Every module that the source imports or re-exports, in order. */
export function importsOf(text: string): ImportedModule[] {
  const masked = maskSource(text);
  return [...masked.matchAll(IMPORT)].map((match) => {
    const quote = match.groups?.['from'] ?? match.groups?.['bare'] ?? match.groups?.['call'] ?? '';
    const start = match.index + match[0].length;
    const specifier = quote === '' ? undefined : text.slice(start, masked.indexOf(quote, start));
    return {
      specifier: specifier?.includes('${') === true ? undefined : specifier,
      line: lineAt(text, start),
    };
  });
}

/** The line of an offset, counted from 1. */
export function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}
