import { useVirtualizer } from '@tanstack/react-virtual';
import {
  memo,
  useCallback,
  useEffect,
  useId,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
  type ReactElement,
  type ReactNode,
} from 'react';
import { useRowHeight } from './density.ts';
import { rowClass } from './row-class.ts';
import { layOut, nextRow, startingWith, type ListGroup, type ListLine } from './virtual-list-lines.ts';
import { vars } from './vars.ts';

export interface RowState {
  /** Chosen: tint and bar. */
  readonly selected: boolean;
  /** Where the keyboard is: ring. */
  readonly active: boolean;
}

interface VirtualListProps<T> {
  label: string;
  items: readonly T[];
  keyOf: (item: T) => string;
  /** What stands in the row. Keep it stable (`useCallback` or module level): rows render again when it changes. */
  renderRow: (item: T, state: RowState) => ReactNode;
  /** Rows with the same `id` stand together under one head, which stays at the top while they scroll. */
  groupOf?: (item: T) => ListGroup;
  selected?: string | null;
  /** Enter, Space or a press on a row. */
  onSelect?: (item: T) => void;
  /** The row of the keyboard; left to the list unless given. */
  active?: string | null;
  onActiveChange?: (key: string) => void;
  /** Asks for the next window of rows (keyset) when the end comes near; leave it out once all are there. */
  onNearEnd?: () => void;
  /** How many there are in all, if more than are loaded. */
  total?: number;
  /** `grid` where rows hold buttons or links: give the cells `role="gridcell"`. */
  semantics?: 'listbox' | 'grid';
  /** Letters jump to a row. Off by default, because single letters are the keys of the screen. */
  textOf?: (item: T) => string;
  rowClassName?: (item: T) => string;
  /** In px where the row is not one line of the current density. */
  rowHeight?: number;
  /** Instead of rows, when there are none. */
  empty?: ReactNode;
  autoFocus?: boolean;
  className?: string;
}

const NEAR_END = 20;
const TYPING_MS = 700;

/** A list of any length: only the rows in sight exist. Up, Down, Home, End, Page keys move; chosen and focused differ. */
export function VirtualList<T>(props: VirtualListProps<T>): ReactElement {
  const { label, items, keyOf, renderRow, groupOf, selected = null, onSelect, onNearEnd, total } = props;
  const { semantics = 'listbox', rowClassName, empty, autoFocus = false, className = '' } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const id = useId();
  const ofDensity = useRowHeight();
  const height = props.rowHeight ?? ofDensity;
  const [own, setOwn] = useState<string | null>(null);
  const wanted = props.active === undefined ? own : props.active;
  const { lines, rowLines } = useMemo(() => layOut(items, groupOf), [items, groupOf]);
  const found = wanted === null ? -1 : items.findIndex((item) => keyOf(item) === wanted);
  const activeRow = found >= 0 ? found : items.findIndex((item) => keyOf(item) === selected);
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (lines[index]?.type === 'head' ? HEAD : height),
    overscan: 12,
    // A row that one moves to is not left under the head that stays at the top.
    scrollPaddingStart: groupOf ? HEAD : 0,
    getItemKey: (index) => lineKey(lines[index]),
  });
  useEffect(() => virtual.measure(), [virtual, height, lines]);

  const shown = virtual.getVirtualItems();
  const lastRow = lines[shown.at(-1)?.index ?? -1];
  const nearEnd = lastRow !== undefined && lastRow.row >= items.length - NEAR_END;
  // Rows are memoised, so what they call is looked up when it is called.
  const latest = useRef({ press: (_item: T, _row: number) => {}, onNearEnd });
  useEffect(() => {
    if (nearEnd) latest.current.onNearEnd?.();
  }, [nearEnd, items.length]);
  useEffect(() => {
    if (autoFocus) scroller.current?.focus();
  }, [autoFocus]);

  const moveTo = (row: number): void => {
    const item = items[row];
    if (item === undefined) return;
    setOwn(keyOf(item));
    props.onActiveChange?.(keyOf(item));
    virtual.scrollToIndex(rowLines[row] ?? 0, { align: 'auto' });
  };
  useLayoutEffect(() => {
    latest.current = {
      press: (item, row) => {
        moveTo(row);
        onSelect?.(item);
      },
      onNearEnd,
    };
  });
  // A button whose press takes it out of the list, as an answer does, leaves the keyboard with the list.
  const held = useRef<Element | null>(null);
  useLayoutEffect(() => {
    if (held.current === null || held.current.isConnected) return;
    held.current = null;
    if (document.activeElement === document.body) scroller.current?.focus({ preventScroll: true });
  });
  const press = useCallback((item: T, row: number) => latest.current.press(item, row), []);
  const typed = useRef({ text: '', at: 0 });
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return;
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? height) / height) - 1);
    const next = nextRow(event.key, activeRow, items.length, page);
    const current = items[activeRow];
    if (next !== null) moveTo(next);
    else if ((event.key === 'Enter' || event.key === ' ') && current !== undefined && onSelect)
      onSelect(current);
    else if (props.textOf && event.key.length === 1 && event.key !== ' ') {
      const { text, at } = typed.current;
      const letters = event.timeStamp - at < TYPING_MS ? text + event.key : event.key;
      typed.current = { text: letters, at: event.timeStamp };
      const hit = startingWith(items, props.textOf, letters, activeRow);
      if (hit < 0) return;
      moveTo(hit);
    } else return;
    event.preventDefault();
  };

  if (items.length === 0) return <>{empty}</>;
  const offset = virtual.scrollOffset ?? 0;
  const stuck = stuckHead(lines, shown, offset);
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- its role is that of `semantics`
    <div
      ref={scroller}
      className={`scroll list ${className}`.trim()}
      role={semantics}
      aria-label={label}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onFocus={(event) => {
        held.current = event.target;
        // The first row in sight: a press on a row must not scroll the list away under it.
        const first = shown.find(({ index, start }) => start >= offset && lines[index]?.type === 'row');
        if (activeRow < 0) moveTo(lines[first?.index ?? -1]?.row ?? 0);
      }}
      {...(semantics === 'grid' ? { 'aria-rowcount': total ?? items.length } : {})}
      {...(activeRow >= 0 ? { 'aria-activedescendant': `${id}-${activeRow}` } : {})}
    >
      {stuck ? <Head group={stuck} stuck /> : null}
      <div className="list-space" role="presentation" style={vars({}, { height: virtual.getTotalSize() })}>
        <div
          className="list-window"
          role="presentation"
          style={vars({}, { transform: `translateY(${shown[0]?.start ?? 0}px)` })}
        >
          {shown.map(({ index, key }) => {
            const line = lines[index];
            if (line === undefined) return null;
            if (line.type === 'head') return <Head key={key} group={line.group} />;
            const item = line.item;
            return (
              <ListRow
                key={key}
                id={`${id}-${line.row}`}
                item={item}
                position={line.row + 1}
                count={total ?? items.length}
                semantics={semantics}
                selected={keyOf(item) === selected}
                active={line.row === activeRow}
                groupText={line.firstOf?.text}
                className={rowClassName?.(item) ?? ''}
                height={props.rowHeight}
                render={renderRow}
                onPress={press}
              />
            );
          })}
        </div>
      </div>
    </div>
  );

  function lineKey(line: ListLine<T> | undefined): string {
    if (line === undefined) return '';
    return line.type === 'head' ? `head ${line.group.id}` : keyOf(line.item);
  }
}

const HEAD = 26;

function stuckHead<T>(
  lines: readonly ListLine<T>[],
  shown: readonly { index: number; start: number; end: number }[],
  offset: number,
): ListGroup | null {
  const first = shown.find(({ end }) => end > offset);
  const line = first === undefined ? undefined : lines[first.index];
  return line === undefined || offset === 0 ? null : (line.group ?? null);
}

function Head({ group, stuck = false }: { group: ListGroup; stuck?: boolean }): ReactElement {
  return (
    <div className={stuck ? 'grp stuck' : 'grp'} role="presentation" aria-hidden={stuck ? true : undefined}>
      {group.text}
      {group.count === undefined ? null : <span className="c">{group.count}</span>}
      {group.after === undefined ? null : (
        <>
          <span className="sp" />
          {group.after}
        </>
      )}
    </div>
  );
}

interface ListRowProps<T> {
  id: string;
  item: T;
  position: number;
  count: number;
  semantics: 'listbox' | 'grid';
  selected: boolean;
  active: boolean;
  groupText: string | undefined;
  className: string;
  height: number | undefined;
  render: (item: T, state: RowState) => ReactNode;
  onPress: (item: T, row: number) => void;
}

/** Rows whose item and state stay the same do not render again. */
const ListRow = memo(PlainListRow) as typeof PlainListRow;

function PlainListRow<T>(props: ListRowProps<T>): ReactElement {
  const { id, item, position, count, semantics, selected, active, groupText, className, render } = props;
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- an option or a row, as the list is
    <div
      id={id}
      className={rowClass({ selected, active, className })}
      aria-selected={selected}
      {...(semantics === 'listbox'
        ? { role: 'option', 'aria-posinset': position, 'aria-setsize': count }
        : { role: 'row', 'aria-rowindex': position })}
      {...(props.height === undefined ? {} : { style: vars({}, { height: props.height }) })}
      onClick={() => props.onPress(item, position - 1)}
    >
      {groupText === undefined ? null : <span className="sr">{groupText}</span>}
      {render(item, { selected, active })}
    </div>
  );
}
