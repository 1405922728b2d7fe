/** One fault, as somebody might make it, in a module that a call passes only on its real way. */
export interface Mutation {
  readonly breaks: string;
  /** Below `runtime/`. */
  readonly file: string;
  /** Stands in it exactly once. */
  readonly from: string;
  readonly to: string;
}

/** Faults between the evaluator and Twilio: each must make the two runs differ. */
export const MUTATIONS: readonly Mutation[] = [
  {
    breaks: 'TwiML drops the caller ID',
    file: 'twiml.ts',
    from: '        callerId,\n',
    to: '',
  },
  {
    breaks: 'TwiML drops for how long it rings',
    file: 'twiml.ts',
    from: '        timeout,\n        callerId,',
    to: '        callerId,',
  },
  {
    breaks: 'TwiML does not escape &',
    file: 'twiml.ts',
    from: "'&': '&amp;'",
    to: "'&': '&'",
  },
  {
    breaks: 'TwiML forgets which key ends what is pressed',
    file: 'twiml.ts',
    from: '        finishOnKey: told.finishOnKey,\n        actionOnEmptyResult',
    to: '        actionOnEmptyResult',
  },
  {
    breaks: 'TwiML lets everybody speak in a conference',
    file: 'twiml.ts',
    from: 'muted: told.muted',
    to: 'muted: false',
  },
  {
    breaks: 'links lose the member that was tried',
    file: 'links.ts',
    from: 'dp_m: state.member,',
    to: 'dp_m: undefined,',
  },
  {
    breaks: 'links lose the language of the call',
    file: 'links.ts',
    from: 'dp_l: state.language,',
    to: 'dp_l: undefined,',
  },
  {
    breaks: 'links lose the step that asked a menu',
    file: 'links.ts',
    from: "dp_c: state.callers?.join(' '),",
    to: 'dp_c: undefined,',
  },
  {
    breaks: 'links mix up silent and wrong tries',
    file: 'links.ts',
    from: "const [silence = 0, wrong = 0] = (tries ?? '')",
    to: "const [wrong = 0, silence = 0] = (tries ?? '')",
  },
  {
    breaks: 'links lose the caller of a recording',
    file: 'links.ts',
    from: 'dp_f: state.caller,',
    to: 'dp_f: undefined,',
  },
  {
    breaks: 'items of groups drop the exit on_busy',
    file: 'items.ts',
    from: 'return { group: members, ...rest, ...needs } as unknown as JsonObject;',
    to: 'const { on_busy: _lost, ...exits } = rest.exits; return { group: members, ...rest, exits, ...needs } as unknown as JsonObject;',
  },
  {
    breaks: 'items of lists forget withheld callers',
    file: 'items.ts',
    from: 'withheld: withheld === true,',
    to: 'withheld: false,',
  },
  {
    breaks: 'items of numbers lose their language',
    file: 'items.ts',
    from: '...(spoken && { language: spoken }),',
    to: '',
  },
  {
    breaks: 'menus are read with one retry too many',
    file: 'nodes/menu.ts',
    from: '? { silence, wrong } : undefined',
    to: '? { silence, wrong: wrong + 1 } : undefined',
  },
  {
    breaks: 'members are read without confirm',
    file: 'nodes/ring-group.ts',
    from: '...(value.confirm === true ? { confirm: true } : {}),',
    to: '',
  },
  {
    breaks: 'schedules are read without holidays',
    file: 'schedule-item.ts',
    from: 'holidays: Object.fromEntries(names) as',
    to: 'holidays: {} as',
  },
  {
    breaks: 'digits are read as a number',
    file: 'parameters.ts',
    from: "const digits = parameter(parameters, 'Digits');",
    to: "const digits = parameter(parameters, 'Digits').replace(/^0+(?=.)/, '');",
  },
  {
    breaks: 'DialBridged is not read',
    file: 'parameters.ts',
    from: "bridged: bridged === '' ? undefined : bridged === 'true'",
    to: 'bridged: undefined',
  },
  {
    breaks: 'SIP headers are read in one writing only',
    file: 'parameters.ts',
    from: 'each.toLowerCase() === wanted',
    to: "each === 'SipHeader_'.concat(name)",
  },
  {
    breaks: 'an abandoned release is followed',
    file: 'release.ts',
    from: ' && !abandoned.includes(mark.release)',
    to: '',
  },
  {
    breaks: 'a release is followed while it is prepared',
    file: 'release.ts',
    from: 'mark.release <= release && ',
    to: '',
  },
  {
    breaks: 'live state is never read',
    file: 'sync-store.ts',
    from: 'item?.versions[0]?.payload ?? null',
    to: 'null',
  },
];

/** The text of a module with the fault in it. */
export function mutate(text: string, { file, from, to }: Mutation): string {
  const [before, after, ...more] = text.split(from);
  if (before === undefined || after === undefined || more.length > 0)
    throw new Error(`runtime/${file} has changed: the place of a mutation is not there, or not only once`);
  return before + to + after;
}
