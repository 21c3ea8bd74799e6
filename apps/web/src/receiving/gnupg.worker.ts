import { gnupgOctets } from './gnupg-octets.ts';
import { serveJobs } from './serve-jobs.ts';

/** Apart from the other, which has no OpenPGP in it: only who saves for GnuPG loads this. */
serveJobs(gnupgOctets);
