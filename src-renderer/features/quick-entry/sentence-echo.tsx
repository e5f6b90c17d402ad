import type { CSSProperties, ReactElement } from 'react';
import type { Piece, PieceRole } from '../../../src-shared/domain/quick-entry/scan.ts';
import type { EventKind } from '../../../src-shared/domain/calendar/tables.ts';

/** Underlines in the input what was understood as what. Lies under the text, letter for letter, and says nothing itself. */
export function SentenceEcho({
  text,
  pieces,
  kind,
  scrolled,
}: {
  text: string;
  pieces: readonly Piece[];
  kind: EventKind;
  /** How far the input has scrolled to the left, in px. */
  scrolled: number;
}): ReactElement {
  const parts: ReactElement[] = [];
  let at = 0;
  for (const { role, from, to } of pieces) {
    if (from < at) continue;
    parts.push(<span key={`${at} plain`}>{text.slice(at, from)}</span>);
    parts.push(
      <span key={from} className="tok" style={{ '--tk': colourOf(role, kind) } as CSSProperties}>
        {text.slice(from, to)}
      </span>,
    );
    at = to;
  }
  return (
    <span className="quick-echo" aria-hidden="true">
      <span style={{ transform: `translateX(${-scrolled}px)` }}>{parts}</span>
    </span>
  );
}

const colourOf = (role: PieceRole, kind: EventKind): string =>
  role === 'kind'
    ? `var(--k-${kind})`
    : role === 'who' || role === 'place' || role === 'room'
      ? 'var(--c-text-2)'
      : 'var(--c-accent)';
