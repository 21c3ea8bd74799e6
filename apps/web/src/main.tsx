import { render } from 'preact';
import { call } from './api/call.ts';
import { App } from './app.tsx';
import { firstLanguage, LanguageProvider, loadCatalogue } from './i18n/language.tsx';
import { SessionProvider } from './session/session.tsx';
import { StartFailed } from './start-failed.tsx';

const root = document.getElementById('app') as HTMLElement;

async function start(): Promise<void> {
  const answer = await call('GET /api/v1/session', {}).catch(() => undefined);
  const language = firstLanguage(answer?.account?.language);
  const t = await loadCatalogue(language);
  if (!answer) return render(<StartFailed t={t} />, root);
  render(
    <LanguageProvider first={{ language, t }}>
      <SessionProvider first={answer}>
        <App />
      </SessionProvider>
    </LanguageProvider>,
    root,
  );
}

// Another version was deployed and a part of this one is gone: load the page anew, once.
addEventListener('vite:preloadError', (event) => {
  if (history.state?.reloadedFor === location.pathname) return;
  event.preventDefault();
  history.replaceState({ reloadedFor: location.pathname }, '');
  location.reload();
});

void start();
