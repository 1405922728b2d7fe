import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Flow } from '../../../compiler/graph/flow.ts';
import { mermaid } from '../../../compiler/graph/mermaid.ts';
import { anyFlow } from './any-flow.ts';

const small: Flow = {
  title: '+61255501000',
  boxes: [
    { id: 'entry', kind: 'entry', title: '+61255501000', lines: ['Main line'] },
    { id: 'menu:main', kind: 'menu', title: 'main', lines: ['says “Press 1.”, and asks'] },
    { id: 'message:shut', kind: 'message', title: 'shut', lines: ['says “Sorry.”', 'then hangs up'] },
  ],
  arrows: [
    { from: 'entry', to: 'menu:main', exits: [], words: [] },
    { from: 'menu:main', to: 'message:shut', exits: ['key_1', 'on_timeout'], words: ['1', 'no key'] },
    { from: 'menu:main', to: 'menu:main', exits: ['key_star'], words: ['*'] },
  ],
};

/** What a reader sees of a label: entities as Mermaid turns them back. */
const seen = (label: string): string =>
  label.replace(/#(\d+);/g, (_, code) => String.fromCodePoint(Number(code))).replaceAll('\u2060', '');

const labelOf = (text: string): string => {
  const flow: Flow = { title: '', boxes: [{ id: 'x', kind: 'message', lines: [text] }], arrows: [] };
  return /"(.*)"/.exec(mermaid(flow))?.[1] ?? '';
};

describe('mermaid', () => {
  it('has a shape and a look for each kind, and words on arrows', () => {
    expect(mermaid(small)).toBe(`flowchart TB
  b0(["+61255501000<br/>Main line"]):::way_in
  b1[/"main<br/>says “Press 1.”, and asks"/]:::choice
  b2["shut<br/>says “Sorry.”<br/>then hangs up"]:::words
  b0 --> b1
  b1 -->|"1, no key"| b2
  b1 -->|"#42;"| b1
  classDef way_in fill:#dbeafe,stroke:#1d4ed8,color:#10233f,stroke-width:2px
  classDef choice fill:#fef3c7,stroke:#b45309,color:#33230a
  classDef words fill:#ede9fe,stroke:#6d28d9,color:#231542
`);
  });

  it('draws the way of a call bold, with its steps, and the rest pale', () => {
    const text = mermaid(small, [
      { at: 'number:+61255501000' },
      { at: 'menu:main', exit: 'key_star' },
      { at: 'menu:main', exit: 'key_star' },
    ]);
    expect(text).toContain('b0 -->|"(1)"| b1\n');
    expect(text).toContain('b1 -->|"(2, 3) #42;"| b1\n');
    expect(text).toContain('  class b0,b1 visited\n  class b2 aside\n  linkStyle 0,2 stroke-width:4px');
    expect(text).toContain('  linkStyle 1 opacity');
  });

  it.each([
    ['"]:::x', '#34;#93;#58;#58;#58;x'],
    ['1. one', '#49;. one'],
    ['- one', '#45; one'],
    ['front_door _x_', 'front_door #95;x#95;'],
    ['bob@acme.example', 'bob#64;acme.example'],
    ['style a', '#115;tyle a'],
    ['a\n%%b', 'a #37;#37;b'],
    ['$$x$$', '#36;#8288;#36;x#36;#8288;#36;'],
    ['été, 電話 (2)', 'été, 電話 (2)'],
  ])('writes %j so that it stays text', (text, written) => {
    expect(labelOf(text)).toBe(written);
  });

  it('stays within what GitHub draws, and counts what it leaves out', () => {
    const boxes = Array.from({ length: 900 }, (_, i) => ({
      id: `message:${i}`,
      kind: 'message' as const,
      title: `message_${i}`,
      lines: ['says “Please hold the line, somebody will be with you in a moment.”'],
    }));
    const arrows = boxes.slice(1).map(({ id }, i) => ({
      from: `message:${Math.floor(i / 3)}`,
      to: id,
      exits: ['then'],
      words: ['then'],
    }));
    const text = mermaid({ title: 'large', boxes, arrows });
    expect(text.length).toBeLessThan(50_000);
    expect(text.match(/-->/g)?.length).toBeLessThanOrEqual(500);
    const drawn = text.match(/^ {2}b\d+\["/gm)?.length ?? 0;
    expect(drawn).toBeGreaterThan(300);
    expect(text).toContain(`and ${900 - drawn} more places, not drawn`);
  });

  it('of anything is well formed: labels end, brackets match, arrows join boxes', () => {
    fc.assert(
      fc.property(anyFlow(12), fc.boolean(), (flow, traced) => {
        const text = mermaid(
          flow,
          traced ? flow.boxes.map(({ id }) => ({ at: id, exit: 'otherwise' })) : undefined,
        );
        const boxes = new Set<string>();
        for (const row of text.trimEnd().split('\n').slice(1)) {
          expect(row.match(/"/g)?.length ?? 0).toBeLessThanOrEqual(2);
          const bare = row.replace(/"[^"]*"/, '""');
          const box =
            /^ {2}(b\d+)(?:\(\[""\]\)|\{\{""\}\}|\[\/""\/\]|\[\\""\\\]|\(""\)|\[""\]|\[\(""\)\]|\[\[""\]\]):::[a-z_]+$/.exec(
              bare,
            );
          const arrow = /^ {2}(b\d+) -->(?:\|""\|)? (b\d+)$/.exec(bare);
          const rest = /^ {2}(?:classDef|class|linkStyle) [\w,:#. -]+$/.test(bare);
          expect(box !== null || arrow !== null || rest, row).toBe(true);
          if (box?.[1] !== undefined) boxes.add(box[1]);
          if (arrow !== null) expect(boxes.has(arrow[1] ?? '') && boxes.has(arrow[2] ?? '')).toBe(true);
        }
        expect(boxes.size).toBe(flow.boxes.length);
      }),
      { numRuns: 300 },
    );
  });

  it('shows what was written, but for what no picture may hold', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'ab1.-_*#:@"<>&%$\\n[](){}|~`; '), maxLength: 30 }),
        (text) => {
          expect(seen(labelOf(text))).toBe(text.replace(/\s+/g, ' ').trim());
        },
      ),
    );
  });
});
