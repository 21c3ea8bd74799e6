/** Where somebody stands in line: with their subscriber's network, inside a wide one. */
export interface Lane {
  readonly wide: string;
  readonly narrow: string;
}

interface WideLane<T> {
  readonly lanes: Map<string, T[]>;
  size: number;
}

/**
 * A line of bounded length that serves wide networks in turn, and in each the narrow ones in turn: whoever has many
 * narrow networks inside a wide one waits behind themselves and nobody else.
 * @param capacity how many may wait
 */
export function createFairLine<T>(capacity: number) {
  // Both maps are in the order in which their turns come: whoever was served goes to the end.
  const wides = new Map<string, WideLane<T>>();
  let size = 0;

  /** Takes the item at the front (or at the end) of a narrow lane; lanes that are empty go. */
  const remove = (wide: string, narrow: string, from: 'front' | 'end'): T => {
    const group = wides.get(wide)!;
    const lane = group.lanes.get(narrow)!;
    const item = (from === 'front' ? lane.shift() : lane.pop())!;
    if (lane.length === 0) group.lanes.delete(narrow);
    group.size--;
    size--;
    if (group.size === 0) wides.delete(wide);
    return item;
  };

  /** The one to go when the line is full: the last of the longest lane in the longest wide one, if longer than ours. */
  const displaced = (lane: Lane): T | undefined => {
    const [wide, group] = longest(wides, ({ size }) => size);
    if (wide === lane.wide) {
      const [narrow, items] = longest(group.lanes, ({ length }) => length);
      const own = group.lanes.get(lane.narrow)?.length ?? 0;
      return items.length > own + 1 ? remove(wide, narrow, 'end') : undefined;
    }
    if (group.size <= (wides.get(lane.wide)?.size ?? 0) + 1) return undefined;
    return remove(wide, longest(group.lanes, ({ length }) => length)[0], 'end');
  };

  return {
    /**
     * @returns whom to refuse because the line is full: the newcomer, or somebody of those who hold more of it
     */
    join(lane: Lane, item: T): T | undefined {
      const refused = size < capacity ? undefined : (displaced(lane) ?? item);
      if (refused === item) return item;
      const group = wides.get(lane.wide) ?? { lanes: new Map<string, T[]>(), size: 0 };
      wides.set(lane.wide, group);
      const items = group.lanes.get(lane.narrow) ?? [];
      group.lanes.set(lane.narrow, items);
      items.push(item);
      group.size++;
      size++;
      return refused;
    },

    /** Whose turn it is, or `undefined` when nobody waits. */
    next(): T | undefined {
      const [wide, group] = wides.entries().next().value ?? [];
      if (wide === undefined || group === undefined) return undefined;
      const [narrow, items] = group.lanes.entries().next().value!;
      const item = remove(wide, narrow, 'front');
      if (items.length > 0) moveToEnd(group.lanes, narrow);
      if (group.size > 0) moveToEnd(wides, wide);
      return item;
    },
  };
}

function moveToEnd<V>(map: Map<string, V>, key: string): void {
  const value = map.get(key)!;
  map.delete(key);
  map.set(key, value);
}

/** The entry with the largest size of a map that is not empty. */
function longest<V>(map: ReadonlyMap<string, V>, sizeOf: (value: V) => number): [string, V] {
  return [...map].reduce((best, entry) => (sizeOf(entry[1]) > sizeOf(best[1]) ? entry : best));
}
