// The sign of the house: two equal weights on one line.
export function Brand({ size = 24 }: { readonly size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" aria-hidden>
      <rect x="2" y="4" width="9" height="9" rx="2" fill="var(--side-sales)" />
      <rect x="13" y="4" width="9" height="9" rx="2" fill="var(--side-marketing)" />
      <rect x="2" y="16" width="20" height="3" rx="1.5" fill="currentColor" />
    </svg>
  );
}
