export { type ScriptedServer, startScriptedServer } from './scripted-server.ts';
export { type ReceivedMail, type SmtpFaults, startTestSmtpServer, type TestSmtpServer } from './test-smtp-server.ts';
