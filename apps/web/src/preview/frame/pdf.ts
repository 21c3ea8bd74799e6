import { serveFrame } from './page-link.ts';
import { openPdf } from './pdf-document.ts';
import { PdfPages } from './pdf-pages.ts';
import { applyStyle } from './style.ts';

applyStyle();

serveFrame(async ({ octets }, tell) => {
  const pages = new PdfPages(await openPdf(octets), tell);
  await pages.turn(1);
  return pages;
});
