import {
  createContext,
  use,
  useCallback,
  useEffect,
  useMemo,
  useState,
  type ReactElement,
  type ReactNode,
} from 'react';
import { Button } from './button.tsx';
import { Icon, type IconName } from './icon.tsx';

/** One line about what was just done, with the way back. */
export interface Saying {
  readonly text: string;
  readonly icon?: IconName;
  readonly action?: { readonly text: string; readonly keys?: string; readonly run: () => void };
  /** What `action` takes back or does again, for whoever watches whether it still can. */
  readonly act?: { readonly step: number; readonly last: number };
}

interface Toasts {
  readonly say: (saying: Saying) => void;
  readonly saying: Saying | null;
  readonly dismiss: () => void;
}

const ToastContext = createContext<Toasts | null>(null);

const SHOWN_MS = 8000;

/** Holds the one line that is shown; a newer one takes its place. */
export function ToastProvider({ children }: { children: ReactNode }): ReactElement {
  const [saying, setSaying] = useState<Saying | null>(null);
  const say = useCallback((next: Saying) => setSaying({ ...next }), []);
  const dismiss = useCallback(() => setSaying(null), []);
  const value = useMemo(() => ({ say, saying, dismiss }), [say, saying, dismiss]);
  return <ToastContext value={value}>{children}</ToastContext>;
}

/** `say({text, action})` puts a line above the hints bar. What it undoes stays undoable with Ctrl Z after it is gone. */
export function useSay(): (saying: Saying) => void {
  return useToasts().say;
}

function useToasts(): Toasts {
  const toasts = use(ToastContext);
  if (toasts === null) throw new Error('useSay outside of ToastProvider');
  return toasts;
}

/** What is said now. */
export const useSaying = (): Saying | null => useToasts().saying;

/** What of a saying is shown: words and way back, only the words, or nothing any more. */
export type Shown = 'all' | 'words' | 'nothing';

/** The bar itself. It has a row of its own in the frame, so it never covers work; pointing at it keeps it. */
export function UndoBar({ closeLabel, shown }: { closeLabel: string; shown: Shown }): ReactElement {
  const { saying, dismiss } = useToasts();
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (saying === null || held) return undefined;
    const timer = setTimeout(dismiss, SHOWN_MS);
    return () => clearTimeout(timer);
  }, [saying, held, dismiss]);
  useEffect(() => {
    if (shown === 'nothing') dismiss();
  }, [shown, dismiss]);
  return (
    <div
      className="undo-bar"
      role="status"
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      {saying === null || shown === 'nothing' ? null : (
        <div className="pop x">
          {saying.icon ? <Icon name={saying.icon} size="s" /> : null}
          <span className="undo-text">{saying.text}</span>
          <span className="sp" />
          {saying.action && shown === 'all' ? (
            <Button
              size="s"
              {...(saying.action.keys ? { keys: saying.action.keys } : {})}
              onPress={() => {
                dismiss();
                saying.action?.run();
              }}
            >
              {saying.action.text}
            </Button>
          ) : null}
          <Button size="s" kind="quiet" icon="close" label={closeLabel} onPress={dismiss} />
        </div>
      )}
    </div>
  );
}
