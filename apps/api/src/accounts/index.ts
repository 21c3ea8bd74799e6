import type { Feature } from '../api.ts';

export const accounts: Feature = () => {};
