import { useCallback, useEffect, useId, useRef, useState, type ReactElement, type ReactNode } from 'react';
import { Button } from './button.tsx';
import { Icon, type IconName } from './icon.tsx';
import { Splitter } from './splitter.tsx';
import { useMedia } from './use-media.ts';
import { vars } from './vars.ts';

interface PaneProps {
  /** The name of the pane for screen readers and F6. */
  label: string;
  children: ReactNode;
  className?: string;
}

/** The part of the screen that takes the room that is left. */
export function Pane({ label, children, className = '' }: PaneProps): ReactElement {
  return (
    <section className={`pane grow ${className}`.trim()} data-pane aria-label={label}>
      {children}
    </section>
  );
}

interface EdgePaneProps extends PaneProps {
  /** Width in px beside the work. */
  width?: number;
  /** Below this width of the window the pane becomes a tab at the edge that opens over the work. */
  collapseBelow?: number;
  icon?: IconName;
  closeLabel: string;
  /** Lets the width be changed; the caller keeps it. */
  resize?: { label: string; onWidth: (width: number) => void; min?: number; max?: number };
  /** Shown over the work without the tab being pressed: something was just chosen that it describes. */
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  /** What the pane is about, where the caller leaves `open` alone: it opens when this changes, closes with null. */
  openFor?: string | null;
}

/** The list or the filters at the left. */
export function SidePane(props: EdgePaneProps): ReactElement {
  return <EdgePane {...props} collapseBelow={props.collapseBelow ?? 700} end="start" kind="side" />;
}

/** Context at the right: what is chosen, who takes part, what clashes. */
export function AsidePane(props: EdgePaneProps): ReactElement {
  return <EdgePane {...props} collapseBelow={props.collapseBelow ?? 900} end="end" kind="aside" />;
}

function EdgePane(
  props: EdgePaneProps & { collapseBelow: number; end: 'start' | 'end'; kind: 'side' | 'aside' },
): ReactElement {
  const {
    label,
    children,
    className = '',
    width,
    collapseBelow,
    icon = 'list',
    closeLabel,
    end,
    kind,
    resize,
  } = props;
  const narrow = useMedia(`(max-width: ${collapseBelow - 1}px)`);
  const { openFor = null } = props;
  const [opened, setOpened] = useState(openFor !== null);
  const [about, setAbout] = useState(openFor);
  if (about !== openFor) {
    setAbout(openFor);
    setOpened(openFor !== null);
  }
  const open = props.open ?? opened;
  const setOpen = props.onOpenChange ?? setOpened;
  const tab = useRef<HTMLButtonElement>(null);
  const id = useId();
  const shown = !narrow || open;
  const close = (): void => {
    setOpen(false);
    tab.current?.focus();
  };
  return (
    <>
      {narrow && end === 'start' ? edgeTab() : null}
      {shown ? (
        <section
          id={id}
          className={`pane ${kind} ${narrow ? `over at-${end}` : ''} ${className}`
            .replace(/\s+/g, ' ')
            .trim()}
          style={width === undefined ? undefined : vars({}, { width })}
          data-pane
          aria-label={label}
          onKeyDown={(event) => {
            if (narrow && event.key === 'Escape' && !event.defaultPrevented) close();
          }}
        >
          {narrow ? (
            <Button
              kind="quiet"
              size="s"
              icon="close"
              label={closeLabel}
              keys="escape"
              className="over-close"
              autoFocus
              onPress={close}
            />
          ) : null}
          {children}
          {resize && width !== undefined && !narrow ? (
            <Splitter
              label={resize.label}
              width={width}
              onWidth={resize.onWidth}
              min={resize.min ?? 160}
              max={resize.max ?? 480}
              end={end}
            />
          ) : null}
        </section>
      ) : null}
      {narrow && end === 'end' ? edgeTab() : null}
    </>
  );

  function edgeTab(): ReactElement {
    return (
      <button
        ref={tab}
        type="button"
        className={`edge-tab at-${end}`}
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
      >
        <Icon name={icon} size="s" />
        <span>{label}</span>
      </button>
    );
  }
}

const focusable =
  'a[href], button:not([disabled]), input:not([disabled]), textarea:not([disabled]), [tabindex]:not([tabindex="-1"]), [contenteditable="true"]';

/**
 * Moves the focus to the next (1) or previous (−1) pane, to where it last was in it. Mounted once, by the frame,
 * which binds it to F6.
 */
export function usePaneMove(): (step: 1 | -1) => void {
  const [last] = useState(() => new WeakMap<Element, HTMLElement>());
  useEffect(() => {
    const remember = ({ target }: FocusEvent): void => {
      const pane = target instanceof HTMLElement ? target.closest('[data-pane]') : null;
      if (pane && target instanceof HTMLElement) last.set(pane, target);
    };
    document.addEventListener('focusin', remember);
    return () => document.removeEventListener('focusin', remember);
  }, [last]);
  return useCallback(
    (step) => {
      const panes = [...document.querySelectorAll<HTMLElement>('[data-pane]')].filter(isShown);
      const at = panes.findIndex((pane) => pane.contains(document.activeElement));
      const from = at === -1 && step === 1 ? firstOfWork(panes) - 1 : at;
      const next = panes[(from + step + panes.length) % panes.length];
      if (next) focusIn(next, last.get(next));
    },
    [last],
  );
}

const isShown = (element: HTMLElement): boolean => element.getClientRects().length > 0;

/** From nowhere, F6 goes to the work and not to the title bar. */
const firstOfWork = (panes: readonly HTMLElement[]): number =>
  Math.max(
    0,
    panes.findIndex((pane) => pane.closest('main') !== null),
  );

function focusIn(pane: HTMLElement, before: HTMLElement | undefined): void {
  if (before?.isConnected && pane.contains(before) && isShown(before)) return before.focus();
  const first = [...pane.querySelectorAll<HTMLElement>(focusable)].find(isShown);
  if (first) return first.focus();
  pane.tabIndex = -1;
  pane.focus();
}
