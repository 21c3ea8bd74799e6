/**
 * What speaks against a file, the gravest first.
 * - `executable`: a program, or what Windows or Android starts, installs or mounts like one (shortcuts, disk images, OneNote)
 * - `script`: text that a system would run, or markup with a script
 * - `embedded_executable`: an archive, a mail or an Office file holds something that is named like a program or script
 * - `launching_pdf`: a PDF that starts another program
 * - `polyglot`: it is a ZIP archive as well, so that two programs see two different files
 * - `archive_bomb`: unpacked it would fill a disk
 * - `macro`: an Office file with macros, Excel 4.0 macro sheets or ActiveX controls
 * - `embedded_object`: an Office file with objects of other programs, into which nobody looked
 * - `active_pdf`: a PDF with JavaScript, as many forms have it. Only what is not compressed is seen
 * - `encrypted_pdf`, `encrypted_office`, `encrypted_archive`: under a password, also one that only restricts printing
 * - `mismatched_name`: the name says another kind than the content, or hides its own end
 * - `malformed`: its structure contradicts itself, so that programs may see different things in it
 * - `unchecked`: what is inside was not looked at: too large, too many entries, or packed in a way that is not read here
 */
export const DANGERS = [
  'executable',
  'script',
  'embedded_executable',
  'launching_pdf',
  'polyglot',
  'archive_bomb',
  'macro',
  'embedded_object',
  'active_pdf',
  'encrypted_pdf',
  'encrypted_office',
  'encrypted_archive',
  'mismatched_name',
  'malformed',
  'unchecked',
] as const;
export type Danger = (typeof DANGERS)[number];
