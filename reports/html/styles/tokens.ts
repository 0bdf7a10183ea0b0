/**
 * Colours, type and measures. Blue passes, grey does not, and red is kept for what is wrong: three that people of
 * any colour vision tell apart, and never the only sign. Text has at least 4.5 to 1 on its ground, in both themes.
 */
export const TOKENS = `
:root {
  color-scheme: light dark;
  --ground: #f4f5f7;
  --paper: #ffffff;
  --well: #f7f8fa;
  --ink: #1a1e23;
  --soft: #515a65;
  --faint: #68717c;
  --line: #dfe3e8;
  --shade: #1a1e231c;
  --edge: #c0c7d0;
  --allow: #1d5fbf;
  --allow-soft: #e1ebfa;
  --deny: #59626d;
  --deny-soft: #eaedf1;
  --wrong: #bd2c12;
  --wrong-soft: #fdece6;
  --good: #0c7352;
  --link: #1d5fbf;
  --focus: #1d5fbf;
  --heat-1: #d9e7fa;
  --heat-2: #a3c6f3;
  --heat-3: #3f80d6;
  --heat-4: #174c99;
  --heat-ink: #0e2a52;
  --heat-paper: #ffffff;
  --sans: system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', sans-serif;
  --mono: ui-monospace, 'SF Mono', SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace;
  --rail: 21.5rem;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --ground: #0e1115;
    --paper: #161a20;
    --well: #12161b;
    --ink: #e7eaee;
    --soft: #a9b2bd;
    --faint: #8e98a4;
    --line: #2a3038;
    --shade: #00000070;
    --edge: #444d58;
    --allow: #7fb2ff;
    --allow-soft: #17273f;
    --deny: #9aa5b1;
    --deny-soft: #232930;
    --wrong: #ff8c6b;
    --wrong-soft: #3a1d15;
    --good: #5fd1a2;
    --link: #8fbcff;
    --focus: #8fbcff;
    --heat-1: #1a2c48;
    --heat-2: #24497e;
    --heat-3: #5c98ea;
    --heat-4: #a8cdff;
    --heat-ink: #d4e4fb;
    --heat-paper: #0b1a30;
  }
}
`;
