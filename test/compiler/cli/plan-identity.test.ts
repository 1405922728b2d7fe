import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { planIdentity } from '../../../compiler/cli/plan-identity.ts';

let cwd = '';
beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), 'dialplan-identity-'));
  mkdirSync(join(cwd, 'acme'));
});
afterAll(() => rmSync(cwd, { recursive: true }));

const identityOf = (text: string) => {
  writeFileSync(join(cwd, 'acme/dialplan.yaml'), text);
  return planIdentity('acme', cwd);
};

it('finds names in a plan that is no YAML any more', () => {
  expect(
    identityOf('dialplan: 1\nname: acme_au # x\nsync: {service: pbx-routing, number_map: a}\nbroken: [\n'),
  ).toEqual({
    plan: 'acme_au',
    service: 'pbx-routing',
  });
  expect(
    identityOf('name: "acme_au"\nsync:   # where\n  number_map: a\n  service: pbx.routing\nnumbers: {\n'),
  ).toEqual({
    plan: 'acme_au',
    service: 'pbx.routing',
  });
});

it('finds the map of live state', () => {
  const inline = 'name: acme\nsync: {service: a, state_map: pbxState}\n';
  expect(identityOf(inline)).toEqual({ plan: 'acme', service: 'a', stateMap: 'pbxState' });
  expect(identityOf('name: acme\nsync:\n  state_map: pbxState\n')).toEqual({
    plan: 'acme',
    stateMap: 'pbxState',
  });
});

it('takes no service from another section, and the directory for the name', () => {
  expect(identityOf('sync: {number_map: a}\nother:\n  service: wrong\n')).toEqual({ plan: 'acme' });
  expect(identityOf('sync:\n  number_map: a\nother:\n  service: wrong\n')).toEqual({ plan: 'acme' });
  expect(planIdentity('elsewhere', cwd)).toEqual({ plan: 'elsewhere' });
});
