import { type FileKind, FORMATS, type Format, formatOfExtension } from './formats.ts';

/** Ends of names that systems start as a program, install or mount. */
const PROGRAMS = new Set(
  (
    'exe com scr pif cpl dll ocx msi msp mst msix msixbundle appx appxbundle appinstaller application gadget ' +
    'lnk url website desktop scf inf reg jar jnlp class apk ipa deb rpm run appimage app command dmg pkg iso img vhd ' +
    'vhdx vmdk udf wim one onepkg onetoc2 chm hlp diagcab diagpkg settingcontent-ms library-ms search-ms xll wll ' +
    'ade adp accdb accde mda mdb mde elf so dylib wasm swf crx xpi vsix msc'
  ).split(' '),
);
/** Ends of names of text that systems run. */
const SCRIPTS = new Set(
  (
    'bat cmd ps1 ps1xml ps2 psm1 psd1 psc1 vbs vbe vb js jse mjs cjs ws wsf wsh wsc sct hta mht mhtml sh bash zsh csh ksh ' +
    'py pyw pyz rb pl php phtml asp aspx jsp cgi lua tcl applescript scpt action workflow slk iqy rqy dqy oqy ' +
    'xsl xslt theme ps eps'
  ).split(' '),
);
const MARKUP = new Set(['html', 'htm', 'xhtml', 'xht', 'shtml', 'svg', 'svgz']);

/** Text of these kinds is told apart by how it is laid out, which no name has to follow. */
const LAID_OUT: ReadonlySet<Format> = new Set(['plain', 'csv', 'xml', 'eml']);
/** A container holds sound or pictures or both, and is named by either. */
const SAME: Readonly<Partial<Record<FileKind, FileKind>>> = { audio: 'video' };

/** Overrides and embeddings of direction, by which `fdp.exe` reads as `exe.pdf` (Unicode UAX #9 §2). */
const TURNS_DIRECTION = /[\u202a-\u202e\u2066-\u2069]/;

/** No system takes longer names; and what is searched in a name of an archive stays short. */
const MAX_NAME_LENGTH = 260;

/**
 * The end of a name that decides what a system does with the file: in lower case, without the dots and spaces after it
 * that Windows drops. Empty if there is none.
 */
export function extensionOf(name: string): string {
  const plain = name.slice(-MAX_NAME_LENGTH).replace(/[.\s]+$/, '');
  const dot = plain.lastIndexOf('.');
  const isOfFolder = Math.max(plain.lastIndexOf('/'), plain.lastIndexOf('\\')) > dot;
  return dot < 0 || isOfFolder
    ? ''
    : plain
        .slice(dot + 1)
        .trim()
        .toLowerCase();
}

export const isProgramName = (name: string): boolean => PROGRAMS.has(extensionOf(name));
export const isScriptName = (name: string): boolean => SCRIPTS.has(extensionOf(name));
export const isRunnableName = (name: string): boolean => isProgramName(name) || isScriptName(name);
export const isMarkupName = (name: string): boolean => MARKUP.has(extensionOf(name));
export const isArchiveName = (name: string): boolean => kindOfName(name) === 'archive';

function kindOfName(name: string): FileKind | undefined {
  const format = formatOfExtension(extensionOf(name));
  return format && FORMATS[format].kind;
}

/** Whether the name says another kind than the content, or turns so that it is read as another. */
export function isMismatched(name: string, format: Format): boolean {
  if (TURNS_DIRECTION.test(name)) return true;
  if (isRunnableName(name)) return !RUN.has(format);
  const named = formatOfExtension(extensionOf(name));
  if (named === undefined || (LAID_OUT.has(named) && LAID_OUT.has(format))) return false;
  if (FORMATS[named].kind === 'other' && FORMATS[format].kind === 'other') return false;
  return coarse(FORMATS[named].kind) !== coarse(FORMATS[format].kind);
}

const RUN: ReadonlySet<Format> = new Set(['program', 'script', 'disk_image']);
const coarse = (kind: FileKind): FileKind => SAME[kind] ?? kind;
