import dingbats from 'pdfjs-dist/standard_fonts/FoxitDingbats.pfb?inline';
import symbols from 'pdfjs-dist/standard_fonts/FoxitSymbol.pfb?inline';
import jbig2 from 'pdfjs-dist/wasm/jbig2.wasm?inline';
import jpeg2000 from 'pdfjs-dist/wasm/openjpeg.wasm?inline';

/** What scans are packed with, and the two fonts that no system has under their names. */
const FILES: Readonly<Record<string, string>> = {
  'jbig2.wasm': jbig2,
  'openjpeg.wasm': jpeg2000,
  'FoxitSymbol.pfb': symbols,
  'FoxitDingbats.pfb': dingbats,
};

/** Gives PDF.js what it would fetch: see its `BaseBinaryDataFactory`. Other fonts are the system's own. */
export class AttachedData {
  /** @throws Error for what is not attached: PDF.js then does without */
  async fetch({ filename }: { readonly filename: string }): Promise<Uint8Array> {
    const file = FILES[filename];
    if (file === undefined) throw new Error(`${filename} is not attached.`);
    return Uint8Array.from(atob(file.slice(file.indexOf(',') + 1)), (sign) => sign.charCodeAt(0));
  }
}
