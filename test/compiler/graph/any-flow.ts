import fc from 'fast-check';
import type { BoxKind, Flow } from '../../../compiler/graph/flow.ts';

/** Text that means something to Mermaid, Markdown, HTML or XML, and text of any kind. */
const hostile = fc.oneof(
  fc.constantFrom(
    '"]',
    '1. one',
    '- x',
    '`code`',
    '</text><script>',
    '&quot; #quot; &lt;',
    '%%{init: {}}%%',
    '$$x$$',
    'style a:#35; b',
    'end',
    '))}}]]|--> b0',
    'https://acme.example',
    'bob@acme.example',
    '\\n',
    'a\nb\u0000\ud800\u202e',
  ),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ maxLength: 300 }),
);

const kinds: readonly BoxKind[] = [
  ...(['entry', 'end', 'more', 'client', 'extension', 'menu', 'menu_step', 'mailbox', 'message'] as const),
  ...(['number', 'reject', 'ring_group', 'route', 'sip', 'switch'] as const),
];

/** Any picture: some boxes, arrows anywhere between them, no two from one box to one box. */
export const anyFlow = (most: number): fc.Arbitrary<Flow> =>
  fc
    .record({
      title: hostile,
      boxes: fc.array(
        fc.record(
          { kind: fc.constantFrom(...kinds), title: hostile, lines: fc.array(hostile, { maxLength: 3 }) },
          { requiredKeys: ['kind', 'lines'] },
        ),
        { minLength: 1, maxLength: most },
      ),
      arrows: fc.array(fc.tuple(fc.nat(), fc.nat(), fc.array(hostile, { maxLength: 4 })), {
        maxLength: 2 * most,
      }),
    })
    .map(({ title, boxes, arrows }) => {
      const at = (index: number): string => `b:${index % boxes.length}`;
      const distinct = new Map(
        arrows.map(([from, to, words]) => [
          `${at(from)} ${at(to)}`,
          { from: at(from), to: at(to), exits: words, words },
        ]),
      );
      return {
        title,
        boxes: boxes.map((box, i) => ({ ...box, id: at(i) })),
        arrows: [...distinct.values()],
      };
    });
