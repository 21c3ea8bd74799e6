/** Limits that hold on every installation; an organisation may lower some of them. */
export const PLATFORM_LIMITS = {
  maxExpiryDays: 60,
  maxFileBytes: 64 * 1024 ** 3,
  maxDeliveryBytes: 256 * 1024 ** 3,
  maxFiles: 2000,
  maxUploadLinkDays: 180,
  maxRequestedDocuments: 50,
  maxDocumentNameCharacters: 200,
  maxDocumentExplanationCharacters: 2000,
  maxRecipients: 100,
  maxSubjectCharacters: 200,
  maxMessageCharacters: 20_000,
  maxPathSegments: 16,
  maxSegmentOctets: 255,
} as const;
