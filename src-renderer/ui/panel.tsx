import { useEffect, useRef, useState, type KeyboardEvent, type ReactElement, type ReactNode } from 'react';
import { Button } from './button.tsx';

/**
 * The form at the right that does not block the rest: it takes the focus when it opens, Escape closes it, and the
 * focus goes back to where it was. Put it into an `AsidePane`.
 */
export function Panel({
  title,
  onClose,
  closeLabel,
  children,
  foot,
  head,
  focusFoot = false,
}: {
  title: string;
  onClose: () => void;
  closeLabel: string;
  children: ReactNode;
  /** The buttons, the primary one first. */
  foot?: ReactNode;
  /** Beside the title. */
  head?: ReactNode;
  /** It asks a question: the focus goes to the answer that Enter gives, not into the body. */
  focusFoot?: boolean;
}): ReactElement {
  const panel = useRef<HTMLDivElement>(null);
  // Asked before it is drawn: a field that takes the focus by itself has it when effects run.
  const [before] = useState(() => document.activeElement);
  useEffect(() => {
    const inside = panel.current;
    if (inside && !inside.contains(document.activeElement))
      inside
        .querySelector<HTMLElement>(
          focusFoot ? '.foot button' : '.panel-body :is(input, textarea, button, [tabindex="0"])',
        )
        ?.focus();
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
    // oxlint-disable-next-line react/exhaustive-deps -- once, when it opens
  }, []);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.defaultPrevented || event.nativeEvent.isComposing) return;
    event.preventDefault();
    onClose();
  };
  return (
    <div ref={panel} className="panel" role="group" aria-label={title} onKeyDown={onKeyDown}>
      <div className="bar">
        <h2 className="cut">{title}</h2>
        {head}
        <span className="sp" />
        <Button kind="quiet" size="s" icon="close" label={closeLabel} keys="escape" onPress={onClose} />
      </div>
      <div className="panel-body scroll">{children}</div>
      {foot ? <div className="foot">{foot}</div> : null}
    </div>
  );
}
