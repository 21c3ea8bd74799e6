import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { useText } from '../i18n/language.tsx';
import type { SealedDeliveryProps } from '../receiving/sealed-delivery.tsx';
import { Page } from '../ui/page.tsx';

type View = ComponentType<SealedDeliveryProps>;

/** Levels 3 and 4: loaded only for those who have such a delivery. */
export function SealedDelivery(props: SealedDeliveryProps) {
  const { link, common } = useText();
  const [view, setView] = useState<{ View: View } | 'failed' | undefined>();
  useEffect(() => {
    let current = true;
    import('../receiving/sealed-delivery.tsx').then(
      (module?: { default: View }) => current && module && setView({ View: module.default }),
      () => current && setView('failed'),
    );
    return () => {
      current = false;
    };
  }, []);
  if (view === 'failed') {
    return (
      <Page title={link.title}>
        <p role="alert">{common.pageFailed}</p>
        <button type="button" class="button primary" onClick={() => location.reload()}>
          {common.tryAgain}
        </button>
      </Page>
    );
  }
  return view ? <view.View {...props} /> : <p class="loading">{common.loading}</p>;
}
