import type { ReactElement } from 'react';

/** The semicolon. */
export function Mark(): ReactElement {
  return (
    <svg viewBox="0 0 18 18" aria-hidden="true">
      <circle cx="9" cy="5.2" r="2.2" />
      <path d="M6.9 11.4a2.2 2.2 0 1 1 4.3.6c-.3 1.7-1.3 3-3.1 3.7l-.6-1c.9-.4 1.4-.9 1.6-1.5a2.2 2.2 0 0 1-2.2-1.8z" />
    </svg>
  );
}
