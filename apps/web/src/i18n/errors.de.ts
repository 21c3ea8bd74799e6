import { type ErrorSentences, numberIn } from './errors.ts';
import { formatLimit, formatShortWait, formatWait } from './format.ts';
import { type RefusedKind, refusedKind } from './refused-kinds.ts';

const bytes = (n: number | undefined): string => (n === undefined ? '' : ` (höchstens ${formatLimit(n, 'de')})`);
const count = (n: number | undefined): string => (n === undefined ? '' : ` (höchstens ${n})`);
const wait = (seconds: number | undefined): string =>
  seconds === undefined ? 'Warten Sie bis morgen' : `Warten Sie ${formatWait(seconds, 'de')}`;

const refused: Readonly<Record<RefusedKind, string>> = {
  program:
    'Programme und Skripte werden nicht angenommen, gleich wie die Datei heißt. Speichern Sie das Dokument als PDF oder als Bild und fügen Sie es neu hinzu.',
  macro:
    'Das Dokument enthält Makros oder eingebettete Objekte und wird deshalb nicht angenommen. Speichern Sie es als PDF und fügen Sie dieses hinzu.',
  protected:
    'Die Datei ist mit einem Passwort geschützt. Niemand könnte sie prüfen. Speichern Sie sie ohne Passwort und fügen Sie sie neu hinzu.',
  misnamed:
    'Der Inhalt der Datei passt nicht zur Endung ihres Namens. Speichern Sie das Dokument neu, am besten als PDF, und fügen Sie es neu hinzu.',
  unasked:
    'Nach dieser Art von Datei ist hier nicht gefragt. Speichern Sie das Dokument in einer der Arten, die möglich sind, und fügen Sie es neu hinzu.',
  other:
    'Diese Datei wird hier nicht angenommen: Sie ist beschädigt oder lässt sich nicht prüfen. Speichern Sie das Dokument als PDF oder als Bild und fügen Sie es neu hinzu.',
};

export const errors: ErrorSentences = {
  network_unreachable:
    'Der Dienst ist nicht erreichbar. Prüfen Sie Ihre Internetverbindung und versuchen Sie es erneut.',
  answer_unreadable: 'Die Antwort war nicht lesbar. Laden Sie die Seite neu und versuchen Sie es erneut.',
  invalid_request: 'Die Angaben sind unvollständig oder ungültig. Prüfen Sie Ihre Eingaben.',
  not_found: 'Das gibt es nicht oder nicht mehr. Prüfen Sie die Adresse.',
  method_not_allowed: 'Das ist hier nicht möglich. Laden Sie die Seite neu.',
  unsupported_media_type: 'Das Format wird nicht angenommen. Laden Sie die Seite neu.',
  payload_too_large: 'Das ist zu groß. Verkleinern Sie es und versuchen Sie es erneut.',
  too_many_requests: (d) => {
    const seconds = numberIn(d, 'retryAfterSeconds');
    const time = seconds === undefined ? 'einige Minuten' : formatShortWait(seconds, 'de');
    return `Zu viele Versuche in kurzer Zeit. Warten Sie ${time} und versuchen Sie es dann erneut.`;
  },
  internal_error: 'Bei uns ist ein Fehler aufgetreten. Versuchen Sie es in einigen Minuten erneut.',
  service_unavailable: 'Der Dienst ist gerade nicht verfügbar. Versuchen Sie es in einigen Minuten erneut.',
  sign_in_required: 'Sie sind nicht oder nicht mehr angemeldet. Melden Sie sich bitte an.',
  sign_in_failed:
    'E-Mail-Adresse oder Passwort stimmen nicht. Prüfen Sie beides oder lassen Sie sich einen Code per E-Mail schicken.',
  code_wrong_or_expired:
    'Der Code ist falsch oder abgelaufen. Prüfen Sie die Ziffern oder fordern Sie einen neuen Code an.',
  forbidden_origin: 'Die Anfrage kam nicht von dieser Seite. Laden Sie die Seite neu und versuchen Sie es erneut.',
  not_allowed: 'Dafür hat Ihr Konto keine Berechtigung. Wenden Sie sich an Ihre Verwaltung.',
  address_taken: 'Zu dieser E-Mail-Adresse gibt es schon ein Konto. Melden Sie sich damit an.',
  password_too_weak:
    'Das Passwort ist zu leicht zu erraten. Nehmen Sie ein längeres, zum Beispiel mehrere zufällige Wörter.',
  invitation_invalid: 'Die Einladung gilt nicht mehr oder wurde schon benutzt. Bitten Sie um eine neue Einladung.',
  token_expired: 'Die Berechtigung ist abgelaufen. Laden Sie die Seite neu und versuchen Sie es erneut.',
  key_exists: 'Für Ihr Konto gibt es schon einen Schlüssel. Laden Sie die Seite neu.',
  key_invalid: 'Der Schlüssel kam beschädigt an. Laden Sie die Seite neu und versuchen Sie es noch einmal.',
  too_many_keys: 'Ihr Konto hatte schon zu viele Schlüssel. Wenden Sie sich an den Betreiber.',
  too_many_unlocks:
    'Mehr Zugänge sind für einen Schlüssel nicht möglich. Löschen Sie zuerst einen, den Sie nicht mehr brauchen.',
  last_unlock: 'Das ist der letzte Zugang zu Ihrem Schlüssel. Legen Sie zuerst einen anderen an.',
  delivery_incomplete:
    'Die Sendung ist noch nicht vollständig. Ergänzen Sie Empfänger, Betreff und eine Datei oder Nachricht.',
  delivery_not_draft: 'Die Sendung ist schon abgeschickt und lässt sich nicht mehr ändern.',
  delivery_not_active: 'Die Sendung ist nicht mehr aktiv. Laden Sie die Seite neu, um ihren Stand zu sehen.',
  recipient_invalid: 'Eine der E-Mail-Adressen ist ungültig. Korrigieren oder entfernen Sie sie.',
  too_many_recipients: (d) => `Das sind zu viele Empfänger${count(numberIn(d, 'max'))}. Entfernen Sie einige.`,
  too_many_notices: (d) =>
    `Von Ihrem Konto gehen höchstens ${numberIn(d, 'max')} Benachrichtigungen am Tag aus; übrig sind ${numberIn(d, 'left')}. Es wurde nichts gesendet, Ihre Sendung ist unverändert. ${wait(numberIn(d, 'retryAfterSeconds'))} oder wählen Sie weniger Empfänger.`,
  expiry_out_of_policy: (d) => {
    const max = numberIn(d, 'max');
    return `Die Frist ist nicht erlaubt${max === undefined ? '' : ` (höchstens ${max} Tage ab dem Senden)`}. Wählen Sie eine andere.`;
  },
  reply_not_available:
    'Auf diese Sendung kann nicht geantwortet werden. Fragen Sie den Absender, wie Sie ihn erreichen.',
  reply_is_fixed:
    'Eine Antwort hat die Schutzstufe der Sendung, auf die Sie antworten, und geht nur an deren Absender. Laden Sie die Seite neu.',
  too_many_replies: (d) =>
    `Zu dieser Sendung gibt es schon zu viele Antworten und Entwürfe${count(numberIn(d, 'max'))}. Setzen Sie einen Entwurf fort oder verwerfen Sie einen.`,
  partner_gone:
    'Das Konto der Person, der Sie antworten wollen, ist geschlossen oder gesperrt. Wenden Sie sich auf anderem Weg an sie.',
  wrong_account: 'Die Sendung ging an eine andere E-Mail-Adresse. Melden Sie sich mit dieser an.',
  download_claim_required:
    'Die Abrufe dieser Datei sind begrenzt. Drücken Sie auf der Seite der Sendung auf „Herunterladen“.',
  download_limit_reached:
    'Die Datei wurde so oft abgerufen wie erlaubt. Bitten Sie den Absender, sie noch einmal zu senden.',
  range_not_satisfiable: 'Der Download kann dort nicht fortgesetzt werden. Beginnen Sie ihn von vorn.',
  team_member_unknown:
    'In Ihrer Organisation gibt es niemanden mit dieser Adresse. Prüfen Sie sie, oder laden Sie die Person zuerst ein.',
  team_needs_manager:
    'Ein Team braucht mindestens eine leitende Person. Bestimmen Sie zuerst jemand anderen, oder löschen Sie das Team.',
  team_key_changed: 'Das Team hat inzwischen einen anderen Schlüssel. Laden Sie die Seite neu.',
  team_owns_links:
    'Zu diesem Team gehören noch Upload-Links. Schließen Sie sie; wenn gelöscht ist, was darüber kam, können Sie das Team löschen.',
  deadline_out_of_policy: (d) =>
    `Diese Frist geht nicht. Wählen Sie einen Tag in der Zukunft, höchstens ${numberIn(d, 'max') ?? 180} Tage im Voraus.`,
  upload_link_closed: 'Dieser Upload-Link wurde geschlossen. Fragen Sie bei der Stelle nach, von der Sie ihn haben.',
  deadline_passed: 'Die Frist ist abgelaufen. Fragen Sie bei der Stelle nach, ob sie verlängert werden kann.',
  submissions_full:
    'Über diesen Link wird nichts mehr angenommen: Die Höchstzahl ist erreicht. Fragen Sie bei der Stelle nach.',
  pin_required: 'Geben Sie zuerst die PIN ein.',
  pin_wrong:
    'Diese PIN ist falsch. Vergleichen Sie sie mit dem Schreiben oder fragen Sie nach. Nach mehreren Versuchen müssen Sie warten.',
  address_not_confirmed: 'Bestätigen Sie zuerst Ihre E-Mail-Adresse.',
  documents_missing: 'Es fehlen noch Unterlagen. Fügen Sie sie hinzu, oder senden Sie ohne sie.',
  submission_empty: 'Es ist noch keine Datei dabei. Fügen Sie mindestens eine hinzu.',
  too_many_supplements: 'Hier können Sie nichts mehr nachreichen. Bitten Sie die Stelle um einen neuen Link.',
  requested_document_unknown: 'Diese Unterlage steht nicht mehr auf der Liste. Laden Sie die Seite neu.',
  file_kind_refused: (d) => refused[refusedKind(d)],
  message_must_be_sealed:
    'Betreff und Nachricht werden bei dieser Schutzstufe nur verschlüsselt angenommen. Laden Sie die Seite neu.',
  file_name_must_be_sealed:
    'Dateinamen werden bei dieser Schutzstufe nur verschlüsselt angenommen. Laden Sie die Seite neu.',
  level_fixed_by_files:
    'Diese Schutzstufe lässt sich erst wählen, wenn keine Dateien mehr in der Sendung sind. Entfernen Sie sie und fügen Sie sie danach neu hinzu.',
  manifest_not_wanted: 'Diese Sendung ist nicht Ende-zu-Ende-verschlüsselt. Laden Sie die Seite neu.',
  manifest_not_sealed: 'Das Inhaltsverzeichnis kam unverschlüsselt oder beschädigt an. Laden Sie die Seite neu.',
  manifest_pending:
    'Der Absender muss die Sendung noch für Sie freigeben. Richten Sie Ihren Schlüssel ein; der Absender wird benachrichtigt.',
  manifest_not_replaceable: 'Die Sendung ist schon für einen Schlüssel verschlüsselt. Laden Sie die Seite neu.',
  recipient_key_changed:
    'Der Schlüssel eines Empfängers hat sich geändert. Prüfen Sie den neuen Fingerabdruck und senden Sie dann erneut.',
  own_key_changed: 'Ihr eigener Schlüssel hat sich geändert. Laden Sie die Seite neu und entsperren Sie den neuen.',
  contacts_changed: 'Ihre Kontakte wurden gleichzeitig an anderer Stelle geändert. Versuchen Sie es noch einmal.',
  archive_not_available: 'Ein Archiv ist bei dieser Schutzstufe nicht möglich. Laden Sie die Dateien einzeln herunter.',
  file_too_large: (d) => `Die Datei ist zu groß${bytes(numberIn(d, 'max'))}. Teilen oder verkleinern Sie sie.`,
  delivery_too_large: (d) =>
    `Alle Dateien zusammen sind zu groß${bytes(numberIn(d, 'max'))}. Verteilen Sie sie auf mehrere Sendungen.`,
  too_many_files: (d) => `Das sind zu viele Dateien${count(numberIn(d, 'max'))}. Packen Sie sie in ein ZIP-Archiv.`,
  file_name_invalid: 'Der Dateiname kann nicht verwendet werden. Benennen Sie die Datei um.',
  upload_size_mismatch: 'Die Datei kam nicht vollständig an. Entfernen Sie sie und fügen Sie sie neu hinzu.',
  part_number_invalid: 'Der Upload ist durcheinandergeraten. Entfernen Sie die Datei und fügen Sie sie neu hinzu.',
  part_size_mismatch: 'Der Upload ist durcheinandergeraten. Entfernen Sie die Datei und fügen Sie sie neu hinzu.',
  part_digest_missing: 'Der Upload ist durcheinandergeraten. Entfernen Sie die Datei und fügen Sie sie neu hinzu.',
  part_digest_mismatch: 'Die Daten wurden unterwegs verändert. Setzen Sie den Upload fort.',
  part_conflict: 'Die Datei hat sich geändert. Entfernen Sie sie und fügen Sie sie neu hinzu.',
  upload_incomplete:
    'Noch nicht alle Dateien sind hochgeladen. Warten Sie, bis sie fertig sind, oder entfernen Sie sie.',
  upload_completed: 'Die Datei ist schon vollständig hochgeladen. Laden Sie die Seite neu.',
  upload_not_sealed: 'Die Datei kam beschädigt an. Entfernen Sie sie und fügen Sie sie neu hinzu.',
  form_field_order: 'Das Formular ist unvollständig. Laden Sie die Seite neu.',
  storage_unavailable: 'Der Speicher ist gerade nicht erreichbar. Versuchen Sie es in einigen Minuten erneut.',
  storage_full: 'Der Speicher ist voll. Wenden Sie sich an Ihre Verwaltung.',
};
