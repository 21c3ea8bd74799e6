import type { Content } from './kinds.ts';

/** To the frame's window, once, with a port; all else goes over the port. */
export interface Begin {
  readonly name: 'preview';
}

export type ToFrame =
  | {
      readonly name: 'show';
      readonly content: Content;
      readonly octets: Uint8Array<ArrayBuffer>;
      /** The file's name, for those who read with the ears. */
      readonly title: string;
      readonly language: 'de' | 'en';
    }
  /** From 1. */
  | { readonly name: 'turn'; readonly page: number }
  /** 1: as it was shown at first. */
  | { readonly name: 'zoom'; readonly factor: number };

export const DRAWING_PROBLEMS = ['unreadable', 'too_many_pixels', 'password'] as const;
/** Why a frame shows nothing. */
export type DrawingProblem = (typeof DRAWING_PROBLEMS)[number];

export const FORWARDED_KEYS = ['Escape', 'PageUp', 'PageDown'] as const;
export type ForwardedKey = (typeof FORWARDED_KEYS)[number];

export type FromFrame =
  /** The frame's own script runs. The word is the one that the page has put behind the `#` of its address. */
  | { readonly name: 'ready'; readonly word: string }
  /** `pages` is 1 for what has none; `hasText` is false for a page of a PDF that is nothing but a picture. */
  | { readonly name: 'shown'; readonly page: number; readonly pages: number; readonly hasText: boolean }
  | { readonly name: 'failed'; readonly problem: DrawingProblem }
  | { readonly name: 'key'; readonly key: ForwardedKey };

/** Nobody prints more; a number that is larger comes from somebody who plays with the page. */
const MAX_PAGES = 1_000_000;

/**
 * Reads what came from the frame. A file that has taken its frame over may send anything.
 * @returns undefined for what is no message
 */
export function readFromFrame(data: unknown): FromFrame | undefined {
  const { name, word, page, pages, hasText, problem, key } = (
    typeof data === 'object' && data !== null ? data : {}
  ) as Readonly<Record<string, unknown>>;
  if (name === 'ready' && typeof word === 'string') return { name, word };
  if (name === 'shown' && isNumberUpTo(pages, MAX_PAGES) && isNumberUpTo(page, pages) && typeof hasText === 'boolean')
    return { name, page, pages, hasText };
  if (name === 'failed' && isOneOf(problem, DRAWING_PROBLEMS)) return { name, problem };
  if (name === 'key' && isOneOf(key, FORWARDED_KEYS)) return { name, key };
  return undefined;
}

const isNumberUpTo = (value: unknown, max: number): value is number =>
  Number.isInteger(value) && (value as number) >= 1 && (value as number) <= max;

const isOneOf = <T extends string>(value: unknown, known: readonly T[]): value is T => known.includes(value as T);
