export { abortUpload } from './abort-upload.ts';
export { authoriseUpload } from './authorise-upload.ts';
export { completeUpload } from './complete-upload.ts';
export { type DeclaredUpload, declareUpload, type UploadWish } from './declare-upload.ts';
export { parseFilePath } from './file-path.policy.ts';
export { servedMediaType } from './media-type.policy.ts';
export { type ArrivingPart, putPart } from './put-part.ts';
export { type ArrivingFile, receiveFile } from './receive-file.ts';
export { loadUpload, type Upload } from './upload-row.ts';
