import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type AdmissionPolicy, admits } from './admission.policy.ts';
import { DANGERS, type Danger } from './dangers.ts';
import type { Finding } from './finding.ts';
import { FILE_KINDS, FORMATS, type Format } from './formats.ts';

const EVERYTHING: AdmissionPolicy = {
  allowMacros: true,
  allowActivePdf: true,
  allowEncrypted: true,
  allowUnchecked: true,
};

function finding(format: Format, ...dangers: readonly Danger[]): Finding {
  const { kind, mediaType } = FORMATS[format];
  return { kind, format, mediaType, dangers };
}

describe('a file without dangers', () => {
  test.each(FILE_KINDS)('is taken if its kind is accepted: %s', (kind) => {
    const [format] = (Object.keys(FORMATS) as Format[]).filter((candidate) => FORMATS[candidate].kind === kind);
    expect(admits([kind], finding(format!))).toEqual({ ok: true });
    const others = FILE_KINDS.filter((other) => other !== kind);
    expect(admits(others, finding(format!), EVERYTHING)).toEqual({ ok: false, reason: 'kind_not_accepted' });
    expect(admits([], finding(format!))).toEqual({ ok: false, reason: 'kind_not_accepted' });
  });
});

describe('a danger', () => {
  const always = [
    'executable',
    'script',
    'embedded_executable',
    'launching_pdf',
    'polyglot',
    'archive_bomb',
    'mismatched_name',
    'malformed',
  ] as const;
  test.each(always)('is refused whatever is accepted and allowed: %s', (danger) => {
    expect(admits(FILE_KINDS, finding('pdf', danger), EVERYTHING)).toEqual({ ok: false, reason: danger });
  });

  const exceptions: [Danger, keyof AdmissionPolicy][] = [
    ['macro', 'allowMacros'],
    ['embedded_object', 'allowMacros'],
    ['active_pdf', 'allowActivePdf'],
    ['encrypted_pdf', 'allowEncrypted'],
    ['encrypted_office', 'allowEncrypted'],
    ['encrypted_archive', 'allowEncrypted'],
    ['unchecked', 'allowUnchecked'],
  ];
  test.each(exceptions)('%s is refused without %s, and with every other exception', (danger, exception) => {
    const found = finding('docx', danger);
    const refused = { ok: false, reason: danger };
    expect(admits(FILE_KINDS, found)).toEqual(refused);
    expect(admits(FILE_KINDS, found, { ...EVERYTHING, [exception]: false })).toEqual(refused);
    expect(admits(FILE_KINDS, found, { [exception]: true })).toEqual({ ok: true });
  });

  test('has its line here, each', () => {
    expect([...always, ...exceptions.map(([danger]) => danger)].toSorted()).toEqual([...DANGERS].toSorted());
  });

  test('that is graver is told first, and before a kind that is not accepted', () => {
    const found = finding('docx', 'macro', 'mismatched_name');
    expect(admits([], found)).toEqual({ ok: false, reason: 'macro' });
    expect(admits([], found, { allowMacros: true })).toEqual({ ok: false, reason: 'mismatched_name' });
  });

  test('more never makes a refused file a taken one', () => {
    const dangers = fc.subarray([...DANGERS]);
    fc.assert(
      fc.property(dangers, dangers, fc.subarray([...FILE_KINDS]), (some, more, accepted) => {
        const both = DANGERS.filter((danger) => some.includes(danger) || more.includes(danger));
        const fewer = admits(accepted, finding('docx', ...some), { allowMacros: true });
        if (!fewer.ok) expect(admits(accepted, finding('docx', ...both), { allowMacros: true }).ok).toBe(false);
      }),
    );
  });
});
