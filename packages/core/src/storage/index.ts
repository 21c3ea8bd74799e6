export { deleteObjects } from './delete-objects.task.ts';
export { refuseForStorage, storageRefusal } from './storage-refusal.ts';
