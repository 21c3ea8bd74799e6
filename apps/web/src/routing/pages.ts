import type { ComponentType } from 'preact';
import type { PathParams } from './match.ts';

export interface PageProps {
  readonly params: PathParams;
}

export interface PageRoute {
  readonly path: string;
  /** Who may see it; others are led to sign in, or told that there is nothing. */
  readonly access: 'anyone' | 'account' | 'caseworker';
  readonly load: () => Promise<{ default: ComponentType<PageProps> }>;
}

/** Every page. Each is loaded when it is first shown. */
export const pages: readonly PageRoute[] = [
  { path: '/sign-in', access: 'anyone', load: () => import('../sign-in/sign-in-page.tsx') },
  { path: '/sign-in/link', access: 'anyone', load: () => import('../sign-in/sign-in-link-page.tsx') },
  { path: '/invitation', access: 'anyone', load: () => import('../invitations/invitation-page.tsx') },
  { path: '/deliveries', access: 'account', load: () => import('../deliveries/list-page.tsx') },
  { path: '/deliveries/new', access: 'caseworker', load: () => import('../deliveries/compose-page.tsx') },
  { path: '/deliveries/releases', access: 'account', load: () => import('../sealing/releases-page.tsx') },
  { path: '/deliveries/:id', access: 'account', load: () => import('../deliveries/detail-page.tsx') },
  { path: '/deliveries/:id/edit', access: 'account', load: () => import('../deliveries/compose-page.tsx') },
  { path: '/upload-links', access: 'caseworker', load: () => import('../upload-links/list-page.tsx') },
  { path: '/upload-links/new', access: 'caseworker', load: () => import('../upload-links/new-page.tsx') },
  { path: '/upload-links/:id', access: 'caseworker', load: () => import('../upload-links/detail-page.tsx') },
  { path: '/upload-links/:id/letter', access: 'caseworker', load: () => import('../upload-links/letter-page.tsx') },
  { path: '/teams', access: 'caseworker', load: () => import('../teams/list-page.tsx') },
  { path: '/teams/:id', access: 'caseworker', load: () => import('../teams/team-page.tsx') },
  { path: '/inbox/:ids', access: 'caseworker', load: () => import('../upload-links/mailed-page.tsx') },
  { path: '/d/:token', access: 'anyone', load: () => import('../links/link-page.tsx') },
  { path: '/u/:token', access: 'anyone', load: () => import('../entrance/entrance-page.tsx') },
  { path: '/s/:token', access: 'anyone', load: () => import('../entrance/submission-page.tsx') },
  { path: '/received', access: 'account', load: () => import('../received/received-page.tsx') },
  { path: '/account', access: 'account', load: () => import('../account/account-page.tsx') },
  { path: '/account/contacts', access: 'account', load: () => import('../contacts/contacts-page.tsx') },
  { path: '/account/key', access: 'account', load: () => import('../keys/key-page.tsx') },
];

export const notFoundPage = () => import('./not-found-page.tsx');
