import { openedOctets } from './opened-octets.ts';
import { serveJobs } from './serve-jobs.ts';
import { unopenedOctets } from './unopened-octets.ts';

serveJobs((job, course) =>
  job.form?.name === 'openpgp' ? unopenedOctets(job, job.form, course) : openedOctets(job, course),
);
