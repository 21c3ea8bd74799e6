import type { BlobStore } from '@umschlag/storage';

type Step = 'createMultipart' | 'putPart' | 'completeMultipart' | 'abortMultipart' | 'put' | 'get';

/** A store that can be made to act and then fail, as when the process is killed before it hears of the success. */
export function failingStore(inner: BlobStore) {
  let failing: { step: Step; when: 'before' | 'after' } | undefined;
  const wrap =
    <A extends unknown[], R>(step: Step, act: (...args: A) => Promise<R>) =>
    async (...args: A): Promise<R> => {
      if (failing?.step !== step) return act(...args);
      const { when } = failing;
      failing = undefined;
      if (when === 'after') await act(...args);
      throw new Error(`killed ${when} ${step}`);
    };
  const store: BlobStore = {
    ...inner,
    createMultipart: wrap('createMultipart', inner.createMultipart),
    putPart: wrap('putPart', inner.putPart),
    completeMultipart: wrap('completeMultipart', inner.completeMultipart),
    abortMultipart: wrap('abortMultipart', inner.abortMultipart),
    put: wrap('put', inner.put),
    get: wrap('get', inner.get),
  };
  return {
    store,
    /** The next call of this step fails, once. */
    failOnce: (step: Step, when: 'before' | 'after') => {
      failing = { step, when };
    },
  };
}
