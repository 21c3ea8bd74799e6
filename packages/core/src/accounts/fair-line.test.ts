import { describe, expect, test } from '@jest/globals';
import { createFairLine } from './fair-line.ts';

const attacker = (subnet: number) => ({ wide: '2001:db8:0::/48', narrow: `2001:db8:0:${subnet}::/64` });
const person = { wide: '198.51.100.0/24', narrow: '198.51.100.7' };

/** Everybody still in line, in the order in which they are served. */
function serve<T>(line: { next(): T | undefined }): T[] {
  const served: T[] = [];
  for (let item = line.next(); item !== undefined; item = line.next()) served.push(item);
  return served;
}

describe('the line', () => {
  test('lets somebody through after one of a whole /48, however many of its networks wait', () => {
    const line = createFairLine<string>(200);
    for (let subnet = 0; subnet < 150; subnet++) line.join(attacker(subnet), `attacker-${subnet}`);
    line.join(person, 'person');
    expect(serve(line).indexOf('person')).toBe(1);
  });

  test('serves the subscribers of one wide network in turn', () => {
    const line = createFairLine<string>(10);
    for (const name of ['a1', 'a2', 'a3']) line.join(attacker(1), name);
    line.join(attacker(2), 'b1');
    expect(serve(line)).toEqual(['a1', 'b1', 'a2', 'a3']);
  });

  test('a full line refuses the last of whoever holds most of it, and not the newcomer', () => {
    const line = createFairLine<string>(4);
    for (const name of ['a1', 'a2', 'a3']) line.join(attacker(1), name);
    line.join(attacker(2), 'b1');
    expect(line.join(person, 'person')).toBe('a3');
    expect(serve(line)).toEqual(['a1', 'person', 'b1', 'a2']);
  });

  test('in a full line a subscriber is not kept out by a neighbour of the same wide network', () => {
    const line = createFairLine<string>(3);
    for (const name of ['a1', 'a2', 'a3']) line.join(attacker(1), name);
    expect(line.join(attacker(2), 'b1')).toBe('a3');
    expect(line.join(attacker(1), 'a4')).toBe('a4');
    expect(serve(line)).toEqual(['a1', 'b1', 'a2']);
  });

  test('where all hold the same, a full line refuses the newcomer, so that none of those in line is refused', () => {
    const line = createFairLine<string>(2);
    line.join(attacker(1), 'a');
    line.join(person, 'person');
    const another = { wide: '203.0.113.0/24', narrow: '203.0.113.1' };
    expect(line.join(another, 'c')).toBe('c');
    expect(serve(line)).toEqual(['a', 'person']);
    expect(line.next()).toBeUndefined();
    expect(line.join(another, 'c')).toBeUndefined();
  });
});
