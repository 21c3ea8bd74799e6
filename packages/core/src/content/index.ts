export {
  createContentKey,
  loadContentKey,
  loadContentKeys,
  replaceContentKey,
  requireContentKey,
} from './content-key.ts';
export { destroyContent, forgetManifests } from './destroy-content.ts';
export { type FileName, openFileName, sealFileName } from './file-name.ts';
export { isEndToEnd, isMessageEndToEnd } from './level.policy.ts';
export { openField, sealField } from './sealed-field.ts';
