import { accounts } from './accounts/index.ts';
import type { Feature } from './api.ts';
import { contacts } from './contacts/contacts.routes.ts';
import { deliveries } from './deliveries/deliveries.routes.ts';
import { health } from './health/health.routes.ts';
import { keys } from './keys/keys.routes.ts';
import { links } from './links/links.routes.ts';
import { manifests } from './manifests/manifests.routes.ts';
import { organisations } from './organisations/organisations.routes.ts';
import { receipts } from './receipts/receipts.routes.ts';
import { submissions } from './submissions/submissions.routes.ts';
import { teams } from './teams/teams.routes.ts';
import { entrances } from './upload-links/entrances.routes.ts';
import { uploadLinks } from './upload-links/upload-links.routes.ts';
import { uploads } from './uploads/uploads.routes.ts';

/** Everything that the API can do, one line per feature. */
export const features: readonly Feature[] = [
  health,
  accounts,
  deliveries,
  uploads,
  links,
  manifests,
  uploadLinks,
  entrances,
  submissions,
  receipts,
  keys,
  contacts,
  teams,
  organisations,
];
