/** The Functions that Twilio may ask; each is one entry of the runtime. */
export const entryNames = [
  'incoming',
  'outgoing',
  'callTransfer',
  'callToPSTNwithRefer',
  'callToSIPwithRefer',
  'ringGroup',
  'continue',
  'confirm',
  'recorded',
] as const;
export type EntryName = (typeof entryNames)[number];

/**
 * Who calls. `number` is E.164; anything that cannot be called back is `withheld`. `posing`: it logged in under another
 * name than its From says, so it is none of the plan's phones.
 */
export type Party =
  | { readonly kind: 'sip'; readonly user: string; readonly host: string; readonly posing?: true }
  | { readonly kind: 'client'; readonly identity: string }
  | { readonly kind: 'number'; readonly number: string }
  | { readonly kind: 'withheld'; readonly text: string };

/**
 * Whether a caller shows no number. Over SIP too (RFC 3323, section 4.1.1.3), but there it stays a SIP caller, who may not
 * be shown to outside numbers.
 */
export const isWithheld = (from: Party): boolean =>
  from.kind === 'withheld' || (from.kind === 'sip' && from.host === 'anonymous.invalid');

/** What may rule a call: numbers of the plan are `internal`; see `classes_of_restriction`. */
export const callTypes = [
  'internal',
  'emergency',
  'toll_free',
  'local',
  'national',
  'mobile',
  'international',
  'premium',
  'shared_cost',
  'service',
  'satellite',
] as const;
export type CallType = (typeof callTypes)[number];

/**
 * Where a call stands in the plan, by name and never by position, so that an edit during a call cannot shift it.
 * It travels in the query of action and refer URLs (`dp_*`), signed by us. Untrusted input all the same.
 */
export interface CallState {
  /** What was called first, as a reference: `number:+61255501000`; the call starts there again when `at` is gone. */
  readonly entry: string;
  /** The node that waits for Twilio: a node id and the exits that lead from it, `ring_group:sales/otherwise`. */
  readonly at: string;
  /** The member of a group that was tried last. */
  readonly member?: string;
  /** The call started again at its entry once; a second time it gets the safe answer. */
  readonly restarted?: true;
  /** The language that the call is in; absent: the plan's first. */
  readonly language?: string;
  /** How often a menu has asked in vain. */
  readonly tries?: Tries;
  /** Steps that wait for a `return`, by their addresses, the innermost last. */
  readonly callers?: readonly string[];
  /** The number that was called, E.164, where the call was transferred since and `entry` says where to. */
  readonly called?: string;
  /** The caller's From is not the name that it logged in with; Twilio may not say so again. */
  readonly posing?: true;
  /** Who called, for the callback of a recording, which Twilio sends without it. Nowhere else. */
  readonly caller?: string;
}

/** The number of the plan on which a call came in: whose variables, caller ID and rules hold for it. E.164. */
export const calledNumber = ({ entry, called }: CallState): string | undefined =>
  /^number:([^/]+)/.exec(entry)?.[1] ?? called;

/** A caller's vain tries in one menu: pressed nothing, pressed something that it does not offer. */
export interface Tries {
  readonly silence: number;
  readonly wrong: number;
}

/** What Twilio says happened. */
export type Event =
  | { readonly kind: 'arrived' }
  | { readonly kind: 'dialled'; readonly status: string; readonly bridged: boolean | undefined }
  /** Empty: nothing was pressed in time. */
  | { readonly kind: 'digits'; readonly digits: string }
  /** A recording ended, by silence, by its length, by a key, or because the caller hung up (`hangup`). */
  | { readonly kind: 'recorded'; readonly seconds: number; readonly key: string };

/** The facts of one webhook that every node may ask. Times are milliseconds since 1970, UTC. */
export interface Call {
  readonly sid: string;
  readonly from: Party;
  /** The called party as Twilio sent it. */
  readonly to: string;
  readonly now: number;
  /** User-to-user information for SIP legs; never empty. */
  readonly uui: string;
  /** Somebody or something has answered: it is too late for `reject`. */
  readonly answered: boolean;
}
