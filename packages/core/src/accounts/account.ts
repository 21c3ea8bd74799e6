import type { AccountKind, AccountRole, Db, Language } from '@umschlag/db';
import { type Limits, limitsOf } from '../organisations/index.ts';

export interface Organisation {
  readonly id: string;
  readonly name: string;
  readonly language: Language;
  readonly timeZone: string;
  readonly limits: Limits;
}

/** An account as its owner sees it; never holds the password's hash. */
export interface Account {
  readonly id: string;
  readonly email: string;
  /** The address in the form used for comparison. */
  readonly emailKey: string;
  readonly kind: AccountKind;
  readonly role: AccountRole;
  readonly displayName: string | null;
  readonly language: Language;
  readonly hasPassword: boolean;
  readonly organisation: Organisation | null;
}

/** A caseworker always belongs to an organisation (checked by the table). */
export type CaseworkerAccount = Account & { readonly organisation: Organisation };

/** Accounts that may be used: neither disabled nor unconfirmed. */
export function selectAccounts(db: Db) {
  return db
    .selectFrom('accounts as a')
    .leftJoin('organisations as o', 'o.id', 'a.organisation_id')
    .where('a.disabled_at', 'is', null)
    .where('a.confirmed_at', 'is not', null)
    .select(accountColumns);
}

/** Columns that {@link toAccount} needs, of `accounts as a` and `organisations as o`. */
export const accountColumns = [
  'a.id as account_id',
  'a.email',
  'a.email_key',
  'a.kind',
  'a.role',
  'a.display_name',
  'a.language',
  'a.password_hash',
  'a.last_active_at',
  'o.id as organisation_id',
  'o.name as organisation_name',
  'o.language as organisation_language',
  'o.time_zone',
  'o.max_expiry_days',
  'o.max_file_bytes',
  'o.max_delivery_bytes',
  'o.max_files',
] as const;

export interface AccountRow {
  readonly account_id: string;
  readonly email: string;
  readonly email_key: string;
  readonly kind: AccountKind;
  readonly role: AccountRole;
  readonly display_name: string | null;
  readonly language: Language;
  readonly password_hash: string | null;
  readonly last_active_at: Date;
  readonly organisation_id: string | null;
  readonly organisation_name: string | null;
  readonly organisation_language: Language | null;
  readonly time_zone: string | null;
  readonly max_expiry_days: number | null;
  readonly max_file_bytes: number | null;
  readonly max_delivery_bytes: number | null;
  readonly max_files: number | null;
}

export function toAccount(row: AccountRow): Account {
  return {
    id: row.account_id,
    email: row.email,
    emailKey: row.email_key,
    kind: row.kind,
    role: row.role,
    displayName: row.display_name,
    language: row.language,
    hasPassword: row.password_hash !== null,
    organisation: toOrganisation(row),
  };
}

function toOrganisation(row: AccountRow): Organisation | null {
  if (row.organisation_id === null) return null;
  return {
    id: row.organisation_id,
    name: row.organisation_name!,
    language: row.organisation_language!,
    timeZone: row.time_zone!,
    limits: limitsOf(row),
  };
}
