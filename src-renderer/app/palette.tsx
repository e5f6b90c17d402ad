import {
  useCallback,
  useEffect,
  useId,
  useRef,
  useState,
  type KeyboardEvent,
  type ReactElement,
} from 'react';
import { Dialog, Modal, ModalOverlay } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { QuickEntryPanel } from '../features/quick-entry/quick-entry-panel.tsx';
import { useAttempt, type RefusedSentence } from '../features/quick-entry/use-attempt.ts';
import { SentenceEcho } from '../features/quick-entry/sentence-echo.tsx';
import { RefusedWords } from '../features/quick-entry/refused-words.tsx';
import { useReading } from '../features/quick-entry/use-reading.ts';
import { useQuickEntry, type QuickEntryState } from '../features/quick-entry/use-quick-entry.ts';
import { Icon } from '../ui/icon.tsx';
import { Keys } from '../ui/kbd.tsx';
import { Notice } from '../ui/notice.tsx';
import { useDesk } from './desk-data.ts';
import { useHints } from './hints.ts';
import { usePaletteEntries, type Entry, type EntryGroup } from './palette-entries.ts';

/** Everything the desk can do or find, by typing. It prints the key of each thing and so teaches it. */
export function Palette({
  open,
  onOpen,
  onClose,
}: {
  open: boolean;
  onOpen: () => void;
  onClose: () => void;
}): ReactElement {
  const { t } = useTranslation();
  const [back, setBack] = useState<RefusedSentence | null>(null);
  const forgetBack = useCallback(() => setBack(null), []);
  return (
    <ModalOverlay
      className="scrim"
      isOpen={open}
      onOpenChange={(next) => {
        if (!next) onClose();
      }}
      isDismissable
    >
      <Modal className="pal">
        <Dialog aria-label={t('palette.name')}>
          <PaletteBody
            begun={back}
            onBegun={forgetBack}
            onBack={(refused) => {
              setBack(refused);
              onOpen();
            }}
            onClose={onClose}
          />
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

/** Mounted anew each time, so it begins empty; or with the sentence that somebody comes back to. */
function PaletteBody({
  begun,
  onBegun,
  onBack,
  onClose,
}: {
  begun: RefusedSentence | null;
  onBegun: () => void;
  onBack: (refused: RefusedSentence) => void;
  onClose: () => void;
}): ReactElement {
  const { t } = useTranslation();
  const { controls } = useDesk();
  const [text, setText] = useState(begun?.text ?? '');
  const [at, setAt] = useState(0);
  const [scrolled, setScrolled] = useState(0);
  useEffect(onBegun, [onBegun]);
  const { why, attempt } = useAttempt(text, begun, { onDone: onClose, onBack });
  const { entry, refused } = useReading(text);
  const quick = useQuickEntry(text, entry, attempt, onClose);
  const { groups: offered, searched } = usePaletteEntries(text, quick !== null);
  /** Enter came before what it is meant for was found. */
  const entered = useRef(false);
  const groups =
    quick === null
      ? offered
      : [
          { title: t(quick.meant === null ? 'palette.create' : 'palette.events'), entries: quick.actions },
          ...offered,
        ];
  const entries = groups.flatMap((group) => group.entries);
  const active = entries[Math.min(at, entries.length - 1)];
  const listId = useId();
  const optionId = (entry: Entry): string => `${listId}-${entry.id}`;
  useHints([
    { keys: 'mod+k', label: t('palette.close') },
    { keys: '?', label: t('keys.title') },
  ]);
  useEffect(() => {
    // Above the first choice stands what was understood, which is what whoever types wants to see.
    if (active === entries[0]) document.getElementById(listId)?.scrollTo({ top: 0 });
    else if (active) document.getElementById(optionId(active))?.scrollIntoView({ block: 'nearest' });
  });

  const take = (entry: Entry | undefined): void => {
    if (!entry) return;
    // What is made of a sentence may be refused: that closes by itself, when it is made.
    if (!quick?.actions.some((action) => action === entry)) onClose();
    entry.run();
  };
  useEffect(() => {
    if (!entered.current || !searched) return;
    entered.current = false;
    take(active);
  });
  const choose = (entry: Entry): void => setAt(entries.indexOf(entry));
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    if (quick !== null && runQuickKey(quick, event)) return event.preventDefault();
    const move = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (move !== undefined && entries.length > 0)
      setAt((Math.max(0, entries.indexOf(active!)) + move + entries.length) % entries.length);
    else if (event.key === 'Enter' && quick === null && !searched) entered.current = true;
    else if (event.key === 'Enter') take(active);
    else if (event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey)) onClose();
    else return;
    event.preventDefault();
  };

  return (
    <>
      <div className="in">
        <span className="t3 x">
          <Icon name="search" />
        </span>
        <span className="quick-line">
          {quick === null ? null : (
            <SentenceEcho
              text={text}
              pieces={quick.understood.entry.pieces}
              kind={quick.understood.entry.kind}
              scrolled={scrolled}
            />
          )}
          <input
            autoFocus
            role="combobox"
            aria-expanded
            aria-controls={listId}
            aria-autocomplete="list"
            aria-label={t('palette.name')}
            {...(active ? { 'aria-activedescendant': optionId(active) } : {})}
            placeholder={t('frame.omni')}
            value={text}
            spellCheck={false}
            onChange={(event) => {
              setText(event.target.value);
              setAt(0);
              entered.current = false;
            }}
            onKeyDown={onKeyDown}
            onScroll={(event) => setScrolled(event.currentTarget.scrollLeft)}
          />
        </span>
        <span className="small t3 nw">{t('palette.offline')}</span>
        <Keys spec="escape" />
      </div>
      {why === null ? null : (
        <Notice tone="hard" icon="warn" live>
          {why}
        </Notice>
      )}
      {refused === null ? null : <RefusedWords refused={refused} />}
      {quick === null ? null : <QuickEntryPanel state={quick} />}
      <div className="found" role="listbox" id={listId} aria-label={t('palette.name')}>
        {groups.map((group) => (
          <PaletteGroup
            key={group.title + group.entries[0]?.id}
            group={group}
            active={active}
            optionId={optionId}
            onPoint={choose}
            onTake={take}
          />
        ))}
        {entries.length === 0 ? (
          <div className="empty">
            <b className="med">{t('palette.nothing', { text })}</b>
            <span className="small">{t('palette.nothingWhy')}</span>
          </div>
        ) : null}
      </div>
      <span className="sr" role="status">
        {text === '' ? '' : t('palette.found', { count: entries.length })}
      </span>
      <div className="ft">
        <span>
          <Keys spec={['arrowup', 'arrowdown']} /> {t('palette.choose')}
        </span>
        <span>
          <Keys spec="enter" /> {t('palette.open')}
        </span>
        {quick && quick.slots.length > 0 ? (
          <span>
            <Keys spec="alt+1" /> {t('palette.takeSlot')}
          </span>
        ) : null}
        <span className="sp" />
        <span>
          {t('palette.without')}
          <Keys spec={controls === null ? 'alt+n' : 'mod+n'} />
        </span>
      </div>
    </>
  );
}

/** The keys of a sentence: Alt 1–3 take a slot, Alt W the next of a name, and each action has its own. */
function runQuickKey(quick: QuickEntryState, event: KeyboardEvent): boolean {
  const { ctrlKey, metaKey, altKey } = event;
  if (!ctrlKey && !metaKey && !altKey) return false;
  // On macOS Alt writes letters: the key itself is asked, not what it would write.
  const key = event.code.replace(/^(?:Key|Digit)/, '').toLowerCase();
  const slot = altKey ? quick.slots[Number(key) - 1] : undefined;
  if (slot) quick.take(slot);
  else if (altKey && key === 'w') quick.nextName();
  else {
    const spec = `${altKey ? 'alt' : 'mod'}+${key}`;
    const action = quick.actions.find(({ keys }) => keys === spec);
    if (!action) return false;
    action.run();
  }
  return true;
}

function PaletteGroup({
  group,
  active,
  optionId,
  onPoint,
  onTake,
}: {
  group: EntryGroup;
  active: Entry | undefined;
  optionId: (entry: Entry) => string;
  onPoint: (entry: Entry) => void;
  onTake: (entry: Entry) => void;
}): ReactElement {
  return (
    <div role="group" aria-label={group.title}>
      <div className="grp" role="presentation">
        {group.title}
      </div>
      {group.entries.map((entry) => (
        <div
          key={entry.id}
          id={optionId(entry)}
          role="option"
          aria-selected={entry === active}
          className={entry === active ? 'row sel' : 'row'}
          onPointerMove={() => onPoint(entry)}
          onClick={() => onTake(entry)}
        >
          <span className="t2 x">
            <Icon name={entry.icon} size="s" />
          </span>
          <span className="cut">{entry.label}</span>
          {entry.detail ? <span className="small t3 cut">{entry.detail}</span> : null}
          <span className="sp" />
          {entry.keys ? (
            <span className="x g1">
              <Keys spec={entry.keys} />
            </span>
          ) : entry === active ? (
            <Keys spec="enter" />
          ) : null}
        </div>
      ))}
    </div>
  );
}
