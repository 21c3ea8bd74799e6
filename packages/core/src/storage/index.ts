export { deleteObjects } from './delete-objects.task.ts';
