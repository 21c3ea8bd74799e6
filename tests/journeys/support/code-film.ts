import type { Page } from 'playwright-core';

export const FILM = { width: 640, height: 480 };
/** Pixels of one module. */
const SCALE = 9;
const [BLACK, WHITE, GREY] = [16, 235, 128];

/** The dark modules of the QR code on a page, and how many there are in a row. */
export async function shownCode(page: Page): Promise<{ size: number; dark: readonly (readonly [number, number])[] }> {
  const code = page.locator('svg.qr-code');
  const size = Number((await code.getAttribute('viewBox'))!.split(' ')[2]);
  const path = (await code.locator('path').getAttribute('d'))!;
  return { size, dark: [...path.matchAll(/M(\d+) (\d+)/g)].map(([, x, y]) => [Number(x), Number(y)] as const) };
}

/** A short film that stands still, in YUV4MPEG2 with 4:2:0, without colours. @param luma an octet for each pixel of {@link FILM} */
export function filmOf(luma: Buffer): Buffer {
  const { width, height } = FILM;
  const colours = Buffer.alloc(width * height * 0.5, 128);
  const frame = Buffer.concat([Buffer.from('FRAME\n'), luma, colours]);
  return Buffer.concat([Buffer.from(`YUV4MPEG2 W${width} H${height} F10:1 Ip A1:1 C420\n`), frame, frame]);
}

/** What a camera sees that is held before a code on a grey wall. */
export function codeFilm({ size, dark }: Awaited<ReturnType<typeof shownCode>>): Buffer {
  const { width, height } = FILM;
  const luma = Buffer.alloc(width * height, GREY);
  const left = Math.floor((width - size * SCALE) / 2);
  const top = Math.floor((height - size * SCALE) / 2);
  const fill = (x: number, y: number, side: number, value: number) => {
    for (let row = y; row < y + side; row += 1) luma.fill(value, row * width + x, row * width + x + side);
  };
  fill(left, top, size * SCALE, WHITE);
  for (const [x, y] of dark) fill(left + x * SCALE, top + y * SCALE, SCALE, BLACK);
  return filmOf(luma);
}
