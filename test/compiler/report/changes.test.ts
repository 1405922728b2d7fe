import { describe, expect, it } from 'vitest';
import type { ChangeSet, ItemChange } from '../../../compiler/model/change.ts';
import { formatChanges } from '../../../compiler/report/changes.ts';
import type { JsonObject } from '../../../runtime/digest.ts';

const place = (key: string) => ({ map: 'number_map', mapName: 'numberConfig', key }) as const;

const CHANGES: ChangeSet = {
  plan: 'acme',
  service: 'pbx-routing',
  active: { release: 7, digest: 'd', commit: null },
  digest: 'e',
  changes: [
    { ...place('+1'), kind: 'added', after: { type: 'sip', uri: 'sip:a@pbx' }, paths: [] },
    {
      ...place('+2'),
      kind: 'changed',
      before: {},
      after: {},
      paths: [
        { path: 'uri', kind: 'changed', before: 'a|b', after: 'c`d' },
        { path: 'group[bob].timeout', kind: 'added', after: 20 },
      ],
    },
    { ...place('+3'), kind: 'removed', before: { group: [{}, {}] }, paths: [] },
  ],
  handMade: [
    { ...place('+4'), verdict: 'adoptable', live: {}, wanted: {}, paths: [] },
    {
      ...place('+5'),
      verdict: 'conflicting',
      live: {},
      wanted: {},
      paths: [{ path: 'uri', kind: 'changed', before: 'x', after: 'y' }],
    },
    { ...place('+6'), verdict: 'foreign', live: {}, paths: [] },
  ],
  leftOvers: [{ ...place('+7'), releases: [9, 8] }],
  otherPlans: [],
  expiring: [],
  counts: {
    added: 1,
    changed: 1,
    removed: 1,
    unchanged: 40,
    adoptable: 1,
    conflicting: 1,
    foreign: 1,
    leftOvers: 1,
  },
  fingerprint: '0123456789abcdef',
};

describe('changes', () => {
  it('as text', () => {
    expect(formatChanges(CHANGES, 'text')).toBe(`acme: Sync service \`pbx-routing\`, over release 7
+ numberConfig/+1  sip:a@pbx
~ numberConfig/+2
    uri: "a|b" → "c\`d"
    group[bob].timeout: none → 20
- numberConfig/+3  2 members
= numberConfig/+4  made by hand, leads where the plan leads: adopted
! numberConfig/+5  made by hand, leads elsewhere than the plan
    uri: "x" → "y"
? numberConfig/+6  made by hand, not in the plan: stays
1 item holds versions that no caller reaches (release 8, 9): the next release tidies up
1 added, 1 changed, 1 removed, 40 unchanged; made by hand: 1 adopted, 1 in conflict, 1 not in the plan
fingerprint 0123456789abcdef
`);
  });

  it('as Markdown, in a table where no sign can be taken for a list', () => {
    expect(
      formatChanges(CHANGES, 'markdown'),
    ).toBe(`### Dial plan \`acme\`: 1 added, 1 changed, 1 removed, 40 unchanged; made by hand: 1 adopted, 1 in conflict, 1 not in the plan

Sync service \`pbx-routing\`, over release 7. Fingerprint \`0123456789abcdef\`.

| | item | change |
|:-:|---|---|
| \`+\` | \`numberConfig/+1\` | added: \`sip:a@pbx\` |
| \`~\` | \`numberConfig/+2\` | changed: \`uri\` \`"a\\|b"\` → \`\`"c\`d"\`\`<br>\`group[bob].timeout\` none → \`20\` |
| \`-\` | \`numberConfig/+3\` | removed: \`2 members\` |
| \`=\` | \`numberConfig/+4\` | made by hand, leads where the plan leads: adopted |
| \`!\` | \`numberConfig/+5\` | made by hand, leads elsewhere than the plan: \`uri\` \`"x"\` → \`"y"\` |
| \`?\` | \`numberConfig/+6\` | made by hand, not in the plan: stays |
`);
  });

  it('as JSON: the data itself', () => {
    expect(JSON.parse(formatChanges(CHANGES, 'json'))).toEqual(CHANGES);
  });

  it('tell people nothing of derived data, and machines everything', () => {
    const paths = [{ path: 'needs', kind: 'added', after: ['message:closed'] }] as const;
    const change: ItemChange = { ...place('+8'), kind: 'changed', before: {}, after: {}, paths };
    const derived: ChangeSet = { ...CHANGES, changes: [change], handMade: [] };
    expect(formatChanges(derived, 'text')).toContain(
      '~ numberConfig/+8  only what is read with it: callers hear no difference\n',
    );
    expect(formatChanges(derived, 'markdown')).toContain(
      '| `~` | `numberConfig/+8` | changed: only what is read with it: callers hear no difference |',
    );
    expect(JSON.parse(formatChanges(derived, 'json'))).toEqual(derived);
    const both = { ...change, paths: [...paths, { path: 'needsNothing', kind: 'added', after: 1 }] } as const;
    const text = formatChanges({ ...derived, changes: [both] }, 'text');
    expect(text).toContain('~ numberConfig/+8\n    needsNothing: none → 1\n');
    expect(text).not.toContain('needs:');
  });

  it('name members as people do', () => {
    const zoe = { name: 'zoe', type: 'sip', destination: 'sip:zoe@pbx', extension: 'zoe', timeout: 12 };
    const paths = [{ path: 'group[zoe]', kind: 'added', after: zoe }] as const;
    const change: ItemChange = { ...place('sales'), kind: 'changed', before: {}, after: {}, paths };
    const added: ChangeSet = { ...CHANGES, changes: [change], handMade: [] };
    expect(formatChanges(added, 'text')).toContain('    group[zoe]: none → sip:zoe@pbx for 12 s\n');
    expect(formatChanges(added, 'markdown')).toContain('`group[zoe]` none → `sip:zoe@pbx for 12 s`');
  });

  it('say where a new item leads, not what older Functions dial', () => {
    const added = (key: string, after: JsonObject): ItemChange => ({
      ...place(key),
      kind: 'added',
      after,
      paths: [],
    });
    const changes = [
      added('+1', { type: 'number', uri: '+1', node: 'ring_group:sales', needs: ['ring_group:sales'] }),
      added('+2', {
        type: 'number',
        uri: '+2',
        node: { kind: 'message', prompt: { say: { en: 'Hi' } }, exits: {} },
      }),
      added('dial:201', { to: 'extension:alice' }),
    ];
    const text = formatChanges({ ...CHANGES, changes, handMade: [] }, 'text');
    expect(text.split('\n').slice(1, 4)).toEqual([
      '+ numberConfig/+1  ring_group:sales',
      '+ numberConfig/+2  says "Hi"',
      '+ numberConfig/dial:201  extension:alice',
    ]);
  });

  it('cut Markdown to what a comment takes, and say so', () => {
    const change = CHANGES.changes[1] as ItemChange;
    const many = { ...CHANGES, changes: Array.from({ length: 5_000 }, () => change) };
    const text = formatChanges(many, 'markdown');
    expect(text.length).toBeLessThan(60_000);
    expect(text).toMatch(/… and \d+ more, see `dialplan diff`\n$/);
  });

  it('say that nothing changes', () => {
    const none: ChangeSet = {
      ...CHANGES,
      changes: [],
      handMade: [],
      leftOvers: [],
      counts: {
        ...CHANGES.counts,
        added: 0,
        changed: 0,
        removed: 0,
        adoptable: 0,
        conflicting: 0,
        foreign: 0,
      },
    };
    expect(formatChanges(none, 'text')).toBe(
      'acme: Sync service `pbx-routing`, over release 7\n40 unchanged\n',
    );
    expect(formatChanges(none, 'markdown')).toContain('Nothing changes.');
  });

  it('let nothing that a person wrote in Sync take over a terminal', () => {
    const nasty = {
      ...CHANGES,
      changes: [],
      handMade: [{ ...place('+\u001b[31m'), verdict: 'foreign', live: {}, paths: [] }],
    } as const;
    expect(formatChanges(nasty, 'text')).not.toContain('\u001b');
  });
});
