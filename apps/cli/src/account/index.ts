export { accountFile, readJson, serverFile, writeJson } from './home.ts';
export { isFromFile, secretIfAny, secretOf } from './secrets.ts';
export { canSignIn, SIGN_IN_OPTIONS, type SignedIn, withSession } from './sign-in.ts';
