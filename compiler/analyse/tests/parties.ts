import { dialledDigits } from '../../../runtime/address.ts';
import { legPhone } from '../../../runtime/legs.ts';
import type { NodeId } from '../../../runtime/program.ts';
import type { Label } from '../../model/diagnostic.ts';
import { keyOf, type Placed, type PlanNode } from '../../model/plan.ts';
import type { TestCaller, TestParty } from '../../model/plan-test.ts';
import { type Named, wordFor } from '../names.ts';
import { isOpen } from '../variables.ts';
import type { TestsGround } from './ground.ts';

const NAME = /^[a-z][a-z0-9_]*$/;

/** Whether a text is written like a name of the plan. */
export const isName = (text: string): boolean => NAME.test(text);

/** What one party is told apart by. */
export const partyKey = (party: TestParty): string => {
  switch (party.kind) {
    case 'extension':
      return party.id;
    case 'number':
      return party.number;
    case 'sip':
      return party.uri;
    case 'client':
      return `client:${party.identity}`;
  }
};

/** Who is meant by what stands in a test: extensions by name, digits or address, numbers, addresses. Reports DP3072, DP3011, DP3036. */
export class TestParties {
  readonly #ground: TestsGround;
  readonly #byDigits = new Map<string, NodeId>();
  readonly #byPhone = new Map<string, NodeId>();

  constructor(ground: TestsGround) {
    this.#ground = ground;
    for (const [id, { facts }] of ground.nodes) {
      if (facts.phone === undefined) continue;
      this.#byPhone.set(facts.phone.key, id as NodeId);
      if (facts.digits !== undefined) this.#byDigits.set(facts.digits.value, id as NodeId);
    }
  }

  /** Who calls. */
  caller(written: Placed<string>, title: string): TestCaller | undefined {
    const { value } = written;
    return value === 'withheld' || value === 'anonymous' ? { kind: 'withheld' } : this.party(written, title);
  }

  /** Whose phone rings. */
  party(written: Placed<string>, title: string): TestParty | undefined {
    const { value, origin } = written;
    if (isOpen(value)) return undefined;
    if (isName(value)) {
      const id = this.extension(written, title);
      return id && { kind: 'extension', id };
    }
    const address = this.#address(value);
    if (address !== undefined) return address;
    const digits = dialledDigits(value);
    const id = this.#byDigits.get(digits);
    if (id !== undefined) return { kind: 'extension', id };
    if (this.#ground.emergencyNumbers.includes(digits)) return { kind: 'number', number: digits };
    const number = this.#ground.forms.number(value, origin);
    return number === undefined ? undefined : { kind: 'number', number };
  }

  /** The extension of that name. */
  extension({ value: name, origin }: Placed<string>, title: string): NodeId | undefined {
    const { names, left } = this.#ground;
    const known = names.get(name);
    if (known?.section === 'extensions') return known.id;
    if (known !== undefined) this.#noPhone(known, { value: name, origin }, title);
    else if (!left.name(name)) {
      this.unknown({ value: name, origin }, title, 'extension', ({ section }) => section === 'extensions');
    }
    return undefined;
  }

  /** The node of an extension. */
  node(id: NodeId): PlanNode | undefined {
    return this.#ground.nodes.get(id);
  }

  /** Reports a name that nothing of a kind has. */
  unknown(
    { value: name, origin }: Placed<string>,
    title: string,
    word: string,
    fits: (named: Named) => boolean,
  ): void {
    const { names, suggestions, report } = this.#ground;
    const help = suggestions.for(name, () =>
      [...names.values()].flatMap((each) => (fits(each) ? each.name : [])),
    );
    report('DP3072', {
      message: `${title} names \`${name}\`, but no ${word} has that name`,
      origin,
      label: `no such ${word}`,
      related: this.#nearest(help),
      why: 'the test could never say whether the plan does what is meant',
      help: help ?? `name ${/^[aeiou]/.test(word) ? 'an' : 'a'} ${word} of the plan`,
    });
  }

  #noPhone(known: Named, { value: name, origin }: Placed<string>, title: string): void {
    const word = wordFor(known.kind.kind);
    this.#ground.report('DP3072', {
      message: `${title} names the ${word} \`${name}\` where a phone is meant`,
      origin,
      label: 'no phone',
      related: [{ origin: keyOf(known.origin), text: `the ${word}` }],
      why: 'only phones call and ring',
      help: `name the extensions or numbers that ring; a place on the way belongs under \`through: ${name}\``,
    });
  }

  /** Where the first suggested name stands. */
  #nearest(help: string | undefined): readonly Label[] {
    const named = this.#ground.names.get(/`([^`]+)`/.exec(help ?? '')?.[1] ?? '');
    return named === undefined
      ? []
      : [{ origin: keyOf(named.origin), text: `\`${named.name}\` is defined here` }];
  }

  /** An address; one of an extension of the plan is that extension. */
  #address(text: string): TestParty | undefined {
    const { domain } = this.#ground;
    const identity = /^client:(.+)$/.exec(text)?.[1];
    const isSip = /^sips?:/.test(text);
    if (identity === undefined && !isSip) return undefined;
    const leg =
      identity === undefined
        ? ({ type: 'sip', destination: text } as const)
        : ({ type: 'client', destination: identity } as const);
    const key = legPhone(leg, domain === undefined ? {} : { domain });
    const id = key === undefined ? undefined : this.#byPhone.get(key);
    if (id !== undefined) return { kind: 'extension', id };
    return identity === undefined ? { kind: 'sip', uri: text } : { kind: 'client', identity };
  }
}
