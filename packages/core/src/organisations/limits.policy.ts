import { PLATFORM_LIMITS } from '@umschlag/std';

/** What an organisation has lowered; null where it has not. */
export interface OrganisationLimits {
  readonly max_expiry_days: number | null;
  readonly max_file_bytes: number | null;
  readonly max_delivery_bytes: number | null;
  readonly max_files: number | null;
}

/** What holds for one organisation, in octets and days. */
export interface Limits {
  readonly maxExpiryDays: number;
  readonly maxFileBytes: number;
  readonly maxDeliveryBytes: number;
  readonly maxFiles: number;
  readonly maxRecipients: number;
}

/** The platform's limits, lowered by the organisation's; nothing raises them. */
export function limitsOf(organisation: OrganisationLimits): Limits {
  const lower = (own: number | null, platform: number) => Math.min(own ?? platform, platform);
  return {
    maxExpiryDays: lower(organisation.max_expiry_days, PLATFORM_LIMITS.maxExpiryDays),
    maxFileBytes: lower(organisation.max_file_bytes, PLATFORM_LIMITS.maxFileBytes),
    maxDeliveryBytes: lower(organisation.max_delivery_bytes, PLATFORM_LIMITS.maxDeliveryBytes),
    maxFiles: lower(organisation.max_files, PLATFORM_LIMITS.maxFiles),
    maxRecipients: PLATFORM_LIMITS.maxRecipients,
  };
}
