/**
 * What `node` is started with for the API and the worker. A transfer makes short-lived buffers only: with a small young
 * space they are found early, and the process stays some 40 MiB smaller. It can't be set once a process runs.
 */
export const SERVER_NODE_ARGUMENTS = ['--max-semi-space-size=2'] as const;
