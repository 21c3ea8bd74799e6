import {
  accountMails,
  deleteObjects,
  deliveryMails,
  discardAbandoned,
  endExpiredDeliveries,
  endUploadLinks,
  forgetExpired,
  type MailKinds,
  manifestMails,
  type Platform,
  purgeDelivery,
  purgeLeftBehind,
  releaseMails,
  releaseStaleClaims,
  remindCitizens,
  remindRecipients,
  resumeLostMails,
  rotateSigningKeys,
  sendMail,
  submissionMails,
  sweepMultiparts,
  sweepObjects,
  uploadLinkMails,
} from '@umschlag/core';

const mailKinds: MailKinds = {
  ...accountMails,
  ...deliveryMails,
  ...manifestMails,
  ...releaseMails,
  ...uploadLinkMails,
  ...submissionMails,
};

/** The queues this worker serves. */
export async function serveQueues(platform: Platform): Promise<void> {
  const { jobs, mailer } = platform;
  await jobs.work('mail.send', ({ data }) => sendMail(platform, mailer, mailKinds, data), { concurrency: 4 });
  await jobs.work('deliveries.purge', ({ data }) => purgeDelivery(platform, data));
  await jobs.work('storage.delete-objects', async () => {
    await deleteObjects(platform);
  });
}

export interface PeriodicTask {
  readonly name: string;
  /** Minute, hour, day of month, month, day of week; UTC. */
  readonly cron: string;
  readonly run: (platform: Platform) => Promise<unknown>;
}

/** What happens by the clock. Each firing is done by one worker, however many there are. */
export const periodicTasks: readonly PeriodicTask[] = [
  { name: 'deliveries.end-expired', cron: '* * * * *', run: endExpiredDeliveries },
  { name: 'deliveries.purge-left-behind', cron: '*/10 * * * *', run: purgeLeftBehind },
  { name: 'deliveries.remind', cron: '7 * * * *', run: remindRecipients },
  { name: 'mail.resume-lost', cron: '17 * * * *', run: (platform) => resumeLostMails(platform, mailKinds) },
  { name: 'upload-links.remind', cron: '27 * * * *', run: remindCitizens },
  { name: 'upload-links.end', cron: '33 * * * *', run: endUploadLinks },
  { name: 'submissions.discard-abandoned', cron: '37 * * * *', run: discardAbandoned },
  { name: 'links.release-stale-claims', cron: '*/5 * * * *', run: releaseStaleClaims },
  { name: 'storage.delete-objects', cron: '*/10 * * * *', run: deleteObjects },
  { name: 'uploads.sweep-multiparts', cron: '13 * * * *', run: sweepMultiparts },
  { name: 'uploads.sweep-objects', cron: '53 2 * * *', run: sweepObjects },
  { name: 'tokens.rotate-signing-keys', cron: '23 3 * * *', run: rotateSigningKeys },
  { name: 'housekeeping.forget-expired', cron: '41 * * * *', run: forgetExpired },
];
