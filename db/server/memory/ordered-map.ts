/**
 * An ordered map that never changes (a B+ tree): `set` and `delete` return another one, which shares with the old one
 * everything but a path. A transaction is then a copy that is kept or dropped, a snapshot is a reference, and so is a
 * backup.
 *
 * Nodes that grew short are not joined again: a map lives as long as one history of the simulation.
 */
const WIDTH = 32;

type Keys = readonly string[];
type Leaf<V> = { readonly keys: Keys; readonly values: readonly V[]; readonly children?: undefined };
/** `keys` holds the least key below each child, or a smaller one. */
type Branch<V> = { readonly keys: Keys; readonly children: readonly Node<V>[] };
type Node<V> = Leaf<V> | Branch<V>;

/** The first place whose key is not below `key`. */
function placeOf(keys: Keys, key: string): number {
  let low = 0;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (keys[middle]! < key) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The child that holds a key, if any does. */
function childOf(keys: Keys, key: string): number {
  const at = placeOf(keys, key);
  return keys[at] === key ? at : Math.max(0, at - 1);
}

export class OrderedMap<V> {
  private readonly root: Node<V>;
  readonly size: number;

  private constructor(root: Node<V>, size: number) {
    this.root = root;
    this.size = size;
  }

  static empty<V>(): OrderedMap<V> {
    return new OrderedMap<V>({ keys: [], values: [] }, 0);
  }

  get(key: string): V | undefined {
    let node = this.root;
    while (node.children) {
      if (node.children.length === 0) return undefined;
      node = node.children[childOf(node.keys, key)]!;
    }
    const at = placeOf(node.keys, key);
    return node.keys[at] === key ? node.values[at] : undefined;
  }

  set(key: string, value: V): OrderedMap<V> {
    const [first, second, isNew] = put(this.root, key, value);
    const root = second ? { keys: [first.keys[0]!, second.keys[0]!], children: [first, second] } : first;
    return new OrderedMap(root, this.size + (isNew ? 1 : 0));
  }

  delete(key: string): OrderedMap<V> {
    const root = drop(this.root, key);
    if (root === this.root) return this;
    return root ? new OrderedMap(root, this.size - 1) : OrderedMap.empty();
  }

  /** The values from one key on (`from` itself among them) to before another, in order. */
  range(from: string, to: string | null = null, limit = Infinity): V[] {
    const found: V[] = [];
    collect(this.root, from, to, limit, found);
    return found;
  }

  /** The values whose keys begin with a text. */
  startingWith(prefix: string, limit = Infinity): V[] {
    return this.range(prefix, `${prefix}\uffff`, limit);
  }

  values(): V[] {
    return this.range('');
  }
}

const inserted = <T>(list: readonly T[], at: number, one: T): T[] => {
  const next = list.slice();
  next.splice(at, 0, one);
  return next;
};

function put<V>(node: Node<V>, key: string, value: V): [Node<V>, Node<V> | null, boolean] {
  if (!node.children) {
    const at = placeOf(node.keys, key);
    if (node.keys[at] === key) return [{ keys: node.keys, values: node.values.with(at, value) }, null, false];
    const keys = inserted(node.keys, at, key);
    const values = inserted(node.values, at, value);
    if (keys.length <= WIDTH) return [{ keys, values }, null, true];
    // Keys that come in order, as a log's do, fill their leaves.
    const middle = at === keys.length - 1 ? at : keys.length >>> 1;
    return [
      { keys: keys.slice(0, middle), values: values.slice(0, middle) },
      { keys: keys.slice(middle), values: values.slice(middle) },
      true,
    ];
  }
  const at = childOf(node.keys, key);
  const [first, second, isNew] = put(node.children[at]!, key, value);
  const keys = node.keys[at]! <= key ? node.keys : node.keys.with(at, key);
  const children = node.children.with(at, first);
  if (!second) return [{ keys, children }, null, isNew];
  const moreKeys = inserted(keys, at + 1, second.keys[0]!);
  const more = inserted(children, at + 1, second);
  if (more.length <= WIDTH) return [{ keys: moreKeys, children: more }, null, isNew];
  const middle = more.length >>> 1;
  return [
    { keys: moreKeys.slice(0, middle), children: more.slice(0, middle) },
    { keys: moreKeys.slice(middle), children: more.slice(middle) },
    isNew,
  ];
}

/** Null where nothing is left; the node itself where the key is not there. */
function drop<V>(node: Node<V>, key: string): Node<V> | null {
  if (!node.children) {
    const at = placeOf(node.keys, key);
    if (node.keys[at] !== key) return node;
    if (node.keys.length === 1) return null;
    return { keys: node.keys.toSpliced(at, 1), values: node.values.toSpliced(at, 1) };
  }
  const at = childOf(node.keys, key);
  const child = node.children[at]!;
  const left = drop(child, key);
  if (left === child) return node;
  if (left) return { keys: node.keys, children: node.children.with(at, left) };
  if (node.children.length === 1) return null;
  return { keys: node.keys.toSpliced(at, 1), children: node.children.toSpliced(at, 1) };
}

function collect<V>(node: Node<V>, from: string, to: string | null, limit: number, found: V[]): void {
  if (node.children) {
    for (let at = childOf(node.keys, from); at < node.children.length && found.length < limit; at += 1) {
      if (to !== null && node.keys[at]! >= to) return;
      collect(node.children[at]!, from, to, limit, found);
    }
    return;
  }
  for (let at = placeOf(node.keys, from); at < node.keys.length && found.length < limit; at += 1) {
    if (to !== null && node.keys[at]! >= to) return;
    found.push(node.values[at]!);
  }
}
