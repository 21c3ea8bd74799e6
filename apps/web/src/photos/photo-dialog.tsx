import type { Language } from '@umschlag/contract';
import { useEffect, useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { useModal } from '../ui/use-modal.ts';
import { NO_CROP } from './crop.policy.ts';
import { Finishing, MakingFailure, MakingProgress } from './finishing.tsx';
import type { FileForm } from './make-file.ts';
import { changed, mostPages, moved, type TakenAs, turnedEdit, without } from './page-list.policy.ts';
import { PageList } from './page-list.tsx';
import type { PageActions } from './page-row.tsx';
import { PhotoWorkers } from './photo-workers.ts';
import { Picking } from './picking.tsx';
import { RefusedList } from './refused-list.tsx';
import { usePhotoText } from './texts/photo-text.ts';
import { useMaking } from './use-making.ts';
import { type Refused, usePages } from './use-pages.ts';

export interface PhotoDialogProps {
  /** What is photographed, as the person knows it: title of the PDF, and name of the file without its end. */
  readonly documentName: string;
  /** Of the document's name. */
  readonly language: Language;
  readonly as: TakenAs;
  /**
   * Takes a file. Called once for the finished file, after which the dialog closes, and before that for each picture
   * that the person wants to send as it is because no page can be made of it.
   */
  onDone(file: File): void;
  onClose(): void;
}

/**
 * Photographs become one file, in this browser. Nothing leaves it from here, and what cameras note about place and
 * device is left out unless the person asks for the original.
 */
export default function PhotoDialog({ documentName, language, as, onDone, onClose }: PhotoDialogProps) {
  const t = usePhotoText();
  const titleId = useId();
  const [workers] = useState(() => new PhotoWorkers());
  const [said, setSaid] = useState('');
  const [isAsking, setIsAsking] = useState(false);
  const leaving = useRef<HTMLButtonElement>(null);
  const wasAsking = useRef(false);
  const [hasGiven, setHasGiven] = useState(false);
  const photos = usePages(workers, mostPages(as), (count) => setSaid(t.added(count, count)));
  const { pages, setPages, refused, reading } = photos;
  const { making, failure, isStopped, make, stop } = useMaking(workers);
  useEffect(() => () => workers.end(), []);
  useLayoutEffect(() => {
    // The answer that had the focus is gone.
    if (wasAsking.current) leaving.current?.focus();
    wasAsking.current = isAsking;
  }, [isAsking]);
  const leave = () => (pages.length > 0 ? setIsAsking(true) : onClose());
  const modal = useModal(onClose, leave);
  const finish = async (form: FileForm) => {
    const file = await make({ pages, form, documentName, language });
    if (!file) return;
    onDone(file);
    onClose();
  };
  const giveOriginal = (one: Refused) => {
    onDone(one.file);
    photos.forget(one);
    setSaid(t.originalTaken(one.file.name));
    setHasGiven(true);
  };
  const actions = actionsOn(pages, setPages, setSaid, t);
  return (
    <dialog {...modal} class="photos" aria-labelledby={titleId}>
      <h2 id={titleId}>{t.title(documentName)}</h2>
      <div inert={making !== undefined || isAsking}>
        <p>{t.intro}</p>
        <Picking onPicked={(files) => photos.add(files, true)} onPhoto={(file) => photos.add([file], false)} />
        <RefusedList refused={refused} as={as} tooMany={photos.tooMany} onOriginal={giveOriginal} />
        <p class="photo-status" role="status">
          {reading ? t.reading(reading.picture, reading.pictures) : said}
        </p>
        {pages.length > 0 && <PageList pages={pages} actions={actions} />}
      </div>
      {pages.length > 0 && !reading && (
        <div inert={isAsking}>
          <Finishing pages={pages} as={as} busy={making !== undefined} onFinish={(form) => void finish(form)} />
        </div>
      )}
      <MakingFailure failure={failure} />
      <p role="status">{isStopped && t.stopped}</p>
      {making && <MakingProgress making={making} onStop={stop} />}
      {isAsking && <DiscardQuestion onDiscard={onClose} onGoOn={() => setIsAsking(false)} />}
      {!isAsking && (
        <button type="button" class="button quiet" ref={leaving} onClick={leave}>
          {hasGiven && pages.length === 0 ? t.finished : t.close}
        </button>
      )}
    </dialog>
  );
}

type Pages = ReturnType<typeof usePages>;

/** What is done with a page, and what is read out then. */
function actionsOn(
  pages: Pages['pages'],
  setPages: Pages['setPages'],
  say: (text: string) => void,
  t: ReturnType<typeof usePhotoText>,
): PageActions {
  const numberOf = (id: string, among = pages) => among.findIndex((page) => page.id === id) + 1;
  return {
    turn(page, by) {
      const edit = turnedEdit(page, by);
      setPages(changed(pages, page.id, edit));
      say(t.turned(numberOf(page.id), pages.length, edit.turns * 90));
    },
    cut: (page, crop) => setPages(changed(pages, page.id, { crop })),
    uncut(page) {
      setPages(changed(pages, page.id, { crop: NO_CROP }));
      say(t.uncropped(numberOf(page.id)));
    },
    move(page, by) {
      const after = moved(pages, page.id, by);
      setPages(after);
      say(t.moved(numberOf(page.id, after), after.length));
    },
    remove(page) {
      setPages(without(pages, page.id));
      say(t.removed(numberOf(page.id), pages.length - 1));
    },
  };
}

interface DiscardQuestionProps {
  onDiscard(): void;
  onGoOn(): void;
}

/** Pages are gone with the dialog: that is asked first. A hasty Enter goes on. */
function DiscardQuestion({ onDiscard, onGoOn }: DiscardQuestionProps) {
  const t = usePhotoText();
  const goOn = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => goOn.current?.focus(), []);
  return (
    <div class="notice" role="alert">
      <p class="notice-title">{t.discardTitle}</p>
      <p>{t.discardHint}</p>
      <div class="button-row">
        <button type="button" class="button" ref={goOn} onClick={onGoOn}>
          {t.goOn}
        </button>
        <button type="button" class="button danger" onClick={onDiscard}>
          {t.discard}
        </button>
      </div>
    </div>
  );
}
