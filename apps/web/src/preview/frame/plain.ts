import { showImage } from './image.ts';
import { place, serveFrame, type ToShow, type View } from './page-link.ts';
import { applyStyle } from './style.ts';
import { decodeText } from './text.ts';

applyStyle();

serveFrame(async (wish, tell) => {
  const { content } = wish;
  const view = content.kind === 'image' ? await showImage(wish, content.mediaType) : showText(wish);
  tell({ name: 'shown', page: 1, pages: 1, hasText: content.kind === 'text' });
  return view;
});

/** As text and nothing else, whatever it looks like. */
function showText({ octets }: ToShow): View {
  const text = document.createElement('pre');
  text.textContent = decodeText(octets);
  place().replaceChildren(text);
  return {
    zoom: (factor) => {
      text.style.fontSize = `${factor}em`;
    },
  };
}
