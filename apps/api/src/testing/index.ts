export { createPeople, type TestPerson, type TestSession } from './people.ts';
export { startTestApi, type TestApi, type TestApiOptions } from './start-test-api.ts';
export { type CallOptions, createTestClient, type TestAnswer, type TestClient } from './test-client.ts';
