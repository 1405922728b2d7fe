import fc from 'fast-check';
import { XMLValidator } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import type { Flow } from '../../../compiler/graph/flow.ts';
import { svg } from '../../../compiler/graph/svg.ts';
import { anyFlow } from './any-flow.ts';

const small: Flow = {
  title: '+61255501000 (Main & Co)',
  boxes: [
    { id: 'entry', kind: 'entry', title: '+61255501000', lines: ['Main & Co'] },
    { id: 'route:main', kind: 'route', title: 'main', lines: ['decides'], place: 'plan/routes.yaml:3' },
    { id: 'message:shut', kind: 'message', title: 'shut', lines: ['says “Sorry.”'] },
    { id: 'route:main/vip', kind: 'reject', lines: ['sounds busy'] },
  ],
  arrows: [
    { from: 'entry', to: 'route:main', exits: [], words: [] },
    { from: 'route:main', to: 'message:shut', exits: ['otherwise'], words: ['otherwise'] },
    { from: 'route:main', to: 'route:main/vip', exits: ['caller_vip'], words: ['if the caller is in vip'] },
  ],
};

describe('svg', () => {
  it('says in words what it shows, for those who cannot see it', () => {
    const text = svg(small, { id: 'main' });
    expect(text).toContain('role="img" aria-labelledby="main-title main-desc"');
    expect(text).toContain('<title id="main-title">+61255501000 (Main &amp; Co)</title>');
    expect(text).toContain(
      '<desc id="main-desc">+61255501000: to main; main, otherwise: to shut; main, if the caller is in vip: to sounds busy.</desc>',
    );
    expect(text).toContain('<title>route, main, plan/routes.yaml:3</title>');
  });

  it('needs nothing else, and is light or dark as the reader has it', () => {
    const text = svg(small);
    expect(text).toContain('@media (prefers-color-scheme:dark)');
    expect(text).not.toMatch(/href|url\((?!#)|@import|<script/);
    expect(svg(small)).toBe(text);
  });

  it('draws the way of a call bold, with its steps', () => {
    const text = svg(small, {
      visited: [{ at: 'number:+61255501000' }, { at: 'route:main', exit: 'otherwise' }],
    });
    expect(text.match(/class="arrow on"/g)).toHaveLength(2);
    expect(text.match(/class="arrow aside"/g)).toHaveLength(1);
    expect(text.match(/class="box \w+ on"/g)).toHaveLength(3);
    expect([...text.matchAll(/<text class="b"[^>]*>(\d)</g)].map((match) => match[1])).toEqual(['1', '2']);
  });

  it('counts what is too much for a picture', () => {
    const boxes = Array.from({ length: 500 }, (_, i) => ({
      id: `${i}`,
      kind: 'message' as const,
      lines: [`${i}`],
    }));
    const arrows = boxes
      .slice(1)
      .map(({ id }, i) => ({ from: `${Math.floor(i / 2)}`, to: id, exits: [], words: [] }));
    expect(svg({ title: 'large', boxes, arrows })).toContain('>and 100 more places, not drawn<');
  });

  it('of anything is XML', () => {
    fc.assert(
      fc.property(anyFlow(8), (flow) => {
        const text = svg(flow, { visited: flow.boxes.map(({ id }) => ({ at: id })) });
        expect(XMLValidator.validate(text)).toBe(true);
        expect(text).not.toMatch(/[^\P{C}\n\p{Cf}]|NaN|undefined/u);
      }),
      { numRuns: 100 },
    );
  });
});
