import { useEffect, useRef, useState } from 'preact/hooks';
import { roomFor, UNTOUCHED } from './page-list.policy.ts';
import { PREVIEW_SIDE_PX } from './page-size.policy.ts';
import type { PhotoPage } from './photo-page.ts';
import type { PhotoWorkers } from './photo-workers.ts';
import { type PhotoProblem, photoProblemOf } from './problems.ts';

/** A picture of which no page was made. */
export interface Refused {
  readonly id: string;
  readonly file: File;
  readonly isPicked: boolean;
  readonly problem: PhotoProblem;
}

/** How far the reading of pictures is. */
export interface Reading {
  /** The one that is read, from 1. */
  readonly picture: number;
  readonly pictures: number;
}

/** What changes while a picture is read. */
interface Now {
  pages: readonly PhotoPage[];
  /** Pictures that are to be read, the one that is being read included. */
  waiting: number;
  read: number;
  isOver: boolean;
  last: Promise<void>;
}

/** The pages, at most so many, and how pictures become pages. What they hold of memory is given back when the user of this is gone. */
export function usePages(workers: PhotoWorkers, most: number, onAdded: (pages: number) => void) {
  const [pages, setShownPages] = useState<readonly PhotoPage[]>([]);
  const [refused, setRefused] = useState<readonly Refused[]>([]);
  const [tooMany, setTooMany] = useState(0);
  const [reading, setReading] = useState<Reading | undefined>();
  // What is added while a picture is read has to see the pages as they are by then.
  const now = useRef<Now>({ pages, waiting: 0, read: 0, isOver: false, last: Promise.resolve() }).current;
  const setPages = (next: readonly PhotoPage[]) => {
    const kept = new Set(next.map(({ preview }) => preview.url));
    for (const { preview } of now.pages) if (!kept.has(preview.url)) URL.revokeObjectURL(preview.url);
    now.pages = next;
    setShownPages(next);
  };
  const makePage = async (file: File, isPicked: boolean) => {
    const id = crypto.randomUUID();
    try {
      const { jpeg, size } = await workers.draw({ file, edit: UNTOUCHED, maxSidePx: PREVIEW_SIDE_PX });
      if (now.isOver) return;
      const preview = { url: URL.createObjectURL(jpeg), size };
      setPages([...now.pages, { id, file, isPicked, preview, ...UNTOUCHED }]);
      onAdded(now.pages.length);
    } catch (error) {
      if (!now.isOver) setRefused((before) => [...before, { id, file, isPicked, problem: photoProblemOf(error) }]);
    }
  };
  const readAll = async (files: readonly File[], isPicked: boolean) => {
    for (const file of files) {
      if (now.isOver) return;
      setReading({ picture: now.read + 1, pictures: now.read + now.waiting });
      await makePage(file, isPicked);
      now.waiting -= 1;
      now.read += 1;
    }
    if (now.waiting > 0 || now.isOver) return;
    now.read = 0;
    setReading(undefined);
  };
  /** Makes a page of each picture, one after the other, behind those that are read already. */
  const add = (files: readonly File[], isPicked: boolean) => {
    const room = roomFor(now.pages.length + now.waiting, files.length, most);
    setTooMany(files.length - room);
    if (now.waiting === 0) setRefused([]);
    now.waiting += room;
    now.last = now.last.then(() => readAll(files.slice(0, room), isPicked));
  };
  const forget = ({ id }: Refused) => setRefused((before) => before.filter((one) => one.id !== id));
  useEffect(
    () => () => {
      now.isOver = true;
      for (const { preview } of now.pages) URL.revokeObjectURL(preview.url);
    },
    [],
  );
  return { pages, setPages, add, refused, forget, tooMany, reading };
}
