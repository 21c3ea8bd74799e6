export { createContentKey, loadContentKey, loadContentKeys, requireContentKey } from './content-key.ts';
export { type FileName, openFileName, sealFileName } from './file-name.ts';
export { openField, sealField } from './sealed-field.ts';
export { refuseForStorage } from './storage-refusal.ts';
