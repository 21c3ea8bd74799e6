const CSS = `
:root { color-scheme: light dark; }
html, body { margin: 0; block-size: 100%; }
body { background: Canvas; color: CanvasText; font: 1rem/1.5 system-ui, sans-serif; }
main { box-sizing: border-box; block-size: 100%; overflow: auto; scrollbar-gutter: stable; outline-offset: -3px; }
main:focus-visible { outline: 3px solid Highlight; }
img { display: block; margin: auto; block-size: auto; max-inline-size: none; }
pre { margin: 0; padding: 1rem; font-family: ui-monospace, monospace; white-space: pre-wrap; overflow-wrap: anywhere;
  unicode-bidi: plaintext; tab-size: 4; }
.sheet { position: relative; margin: auto; background: #ffffff; color-scheme: only light;
  --scale-round-x: 1px; --scale-round-y: 1px; }
.sheet canvas { display: block; inline-size: 100%; block-size: 100%; }
/* PDF.js puts each run of text where the page shows it; from its own pdf_viewer.css. */
.text { position: absolute; inset: 0; overflow: clip; line-height: 1; text-align: initial; text-size-adjust: none;
  forced-color-adjust: none; transform-origin: 0 0;
  --min-font-size: 1;
  --text-scale-factor: calc(var(--total-scale-factor) * var(--min-font-size));
  --min-font-size-inv: calc(1 / var(--min-font-size)); }
[data-main-rotation="90"] { transform: rotate(90deg) translateY(-100%); }
[data-main-rotation="180"] { transform: rotate(180deg) translate(-100%, -100%); }
[data-main-rotation="270"] { transform: rotate(270deg) translateX(-100%); }
.text :is(span, br) { position: absolute; color: transparent; white-space: pre; cursor: text; transform-origin: 0 0; }
.text > :not(.markedContent), .text .markedContent span:not(.markedContent) {
  --font-height: 0;
  --scale-x: 1;
  --rotate: 0deg;
  font-size: calc(var(--text-scale-factor) * var(--font-height));
  transform: rotate(var(--rotate)) scaleX(var(--scale-x)) scale(var(--min-font-size-inv)); }
.text .markedContent { display: contents; }
`;

/** By the document's own interface: the frame's policy lets no style sheet in. */
export function applyStyle(): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(CSS);
  document.adoptedStyleSheets.push(sheet);
}
