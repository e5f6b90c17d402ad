import {
  useEffect,
  useId,
  useRef,
  useState,
  useSyncExternalStore,
  type ReactElement,
  type ReactNode,
} from 'react';
import { Button } from './button.tsx';
import { Icon, type IconName } from './icon.tsx';
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
  /** Shown over the work without the tab being pressed: something was just chosen that it describes. */
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
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
  } = props;
  const narrow = useNarrow(collapseBelow);
  const [opened, setOpened] = useState(false);
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
        {label}
      </button>
    );
  }
}

function useNarrow(below: number): boolean {
  const query = `(max-width: ${below - 1}px)`;
  return useSyncExternalStore(
    (listener) => {
      const list = window.matchMedia(query);
      list.addEventListener('change', listener);
      return () => list.removeEventListener('change', listener);
    },
    () => window.matchMedia(query).matches,
  );
}

const focusable =
  'a[href], button:not([disabled]), input:not([disabled]), textarea:not([disabled]), [tabindex]:not([tabindex="-1"]), [contenteditable="true"]';

/** F6 and Shift F6 move the focus between panes, to where it last was in each. Mounted once, by the frame. */
export function usePaneKeys(): void {
  useEffect(() => {
    const last = new WeakMap<Element, HTMLElement>();
    const remember = ({ target }: FocusEvent): void => {
      const pane = target instanceof HTMLElement ? target.closest('[data-pane]') : null;
      if (pane && target instanceof HTMLElement) last.set(pane, target);
    };
    const move = (event: KeyboardEvent): void => {
      if (event.key !== 'F6' || event.ctrlKey || event.metaKey || event.altKey) return;
      const panes = [...document.querySelectorAll<HTMLElement>('[data-pane]')].filter(isShown);
      if (panes.length === 0) return;
      event.preventDefault();
      const here = document.activeElement?.closest('[data-pane]');
      const at = panes.findIndex((pane) => pane === here);
      const step = event.shiftKey ? -1 : 1;
      const next =
        panes[
          (at === -1 ? (event.shiftKey ? panes.length - 1 : firstOfWork(panes)) : at + step + panes.length) %
            panes.length
        ];
      if (next) focusIn(next, last.get(next));
    };
    document.addEventListener('focusin', remember);
    window.addEventListener('keydown', move);
    return () => {
      document.removeEventListener('focusin', remember);
      window.removeEventListener('keydown', move);
    };
  }, []);
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
