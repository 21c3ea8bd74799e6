export { loadContactList, putContactList, type StoredContactList } from './contact-list.ts';
