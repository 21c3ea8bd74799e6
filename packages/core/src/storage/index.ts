export { deleteObjects } from './delete-objects.task.ts';
export { noteObjects } from './note-objects.ts';
export { refuseForStorage, storageRefusal } from './storage-refusal.ts';
