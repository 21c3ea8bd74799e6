import { describe, expect, test } from '@jest/globals';
import { classifyFailure } from './send-outcome.ts';

/** What cannot easily be provoked from a real server; the rest is in mailer.test.ts. */
describe('sorting failures', () => {
  test.each([
    'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
    'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    'SELF_SIGNED_CERT_IN_CHAIN',
    'DEPTH_ZERO_SELF_SIGNED_CERT',
    'CERT_NOT_YET_VALID',
    'CERT_REVOKED',
    'ERR_TLS_CERT_ALTNAME_INVALID',
  ])('%s is an untrusted certificate', (originalCode) => {
    const error = Object.assign(new Error('x'), { code: 'ESOCKET', originalCode, command: 'CONN' });
    expect(classifyFailure(error, [])).toEqual({
      state: 'untrusted_certificate',
      permanent: false,
      reason: originalCode,
    });
  });

  test.each([
    [{ code: 'ESOCKET', originalCode: 'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION' }, 'broken_tls'],
    [{ code: 'EDNS', originalCode: 'ENOTFOUND' }, 'retry'],
    [{ code: 'ESOCKET', originalCode: 'ECONNRESET' }, 'retry'],
    [{ code: 'ECONNECTION', command: 'EHLO', permanent: false, responseCode: 421 }, 'retry'],
    [{ code: 'EPROTOCOL', command: 'CONN', permanent: true, responseCode: 554 }, 'retry'],
    [{ code: 'EENVELOPE', command: 'MAIL FROM', permanent: true, responseCode: 550 }, 'rejected'],
    [{ code: 'EENVELOPE', command: 'MAIL FROM', permanent: true, responseCode: 530 }, 'retry'],
    [{ code: 'EENVELOPE', command: 'RCPT TO', permanent: false, responseCode: 503 }, 'retry'],
    [{ code: 'EAUTH', command: 'AUTH PLAIN', permanent: true, responseCode: 535 }, 'retry'],
    [{}, 'retry'],
  ])('%j is %s', (fields, state) => {
    expect(classifyFailure(Object.assign(new Error('x'), fields), []).state).toBe(state);
  });
});
