import { describe, expect, it } from 'vitest';
import { locate } from '../../runtime/locate.ts';
import { worldOf } from '../../runtime/world.ts';
import { bundle, program } from '../support/program.ts';

const world = worldOf(program, { classify: () => null });

describe('an address', () => {
  it.each([
    ['ring_group:sales', 'node'],
    ['number:+61255501400', 'node'],
    ['settings:acme/outside_caller', 'node'],
    ['settings:acme/outside_caller/then', 'absent'],
    ['number:+61255501400/otherwise', 'absent'],
    ['ring_group:gone', 'absent'],
    ['ring_group:sales/gone', 'absent'],
    ['ring_group:sales/__proto__', 'absent'],
    ['ring_group:sales/toString', 'absent'],
    ['__proto__', 'absent'],
    ['', 'absent'],
  ])('%s is a %s', (at, kind) => {
    expect(locate(at, world, bundle).kind).toBe(kind);
  });
});
