import type { TestParty } from '../model/plan-test.ts';
import { plainSip } from '../simulate/address.ts';
import type { Address } from '../simulate/script.ts';
import type { People } from '../trace/people.ts';

/** The parties of a plan's tests, as addresses on the simulated network. */

/** Undefined: an extension that has no phone; a plan without errors has none. */
export function partyAddress(party: TestParty, people: People): Address | undefined {
  switch (party.kind) {
    case 'extension':
      return people.phone(party.id.slice('extension:'.length));
    case 'number':
      return { kind: 'number', value: party.number };
    case 'sip':
      return { kind: 'sip', value: plainSip(party.uri) };
    case 'client':
      return { kind: 'client', value: party.identity };
  }
}

/** As its author calls it. */
export function partyName(party: TestParty): string {
  switch (party.kind) {
    case 'extension':
      return party.id.slice('extension:'.length);
    case 'number':
      return party.number;
    case 'sip':
      return party.uri;
    case 'client':
      return `client:${party.identity}`;
  }
}
