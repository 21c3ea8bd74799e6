import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { CodeComparison } from './code-comparison.tsx';
import { useComparingText } from './texts/comparing-text.ts';

interface ComparisonDetailsProps {
  readonly address: string;
  readonly fingerprint: string;
  onSame?(): void;
  /** Further ways to compare. */
  readonly children?: ComponentChildren;
}

/** The comparison by QR code, folded away until somebody wants it; folding it again turns the camera off. */
export function ComparisonDetails({ address, fingerprint, onSame, children }: ComparisonDetailsProps) {
  const t = useComparingText();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <details onToggle={(event) => setIsOpen(event.currentTarget.open)}>
      <summary aria-label={t.compareOf(address)}>{t.compare}</summary>
      {isOpen && (
        <>
          <CodeComparison address={address} fingerprint={fingerprint} {...(onSame && { onSame })} />
          {children}
        </>
      )}
    </details>
  );
}
