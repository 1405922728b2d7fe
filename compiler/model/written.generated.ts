// Made by schema/generate-types.mjs from schema/dialplan.schema.json: do not edit, run `npm run types`.

/**
 * A name that you give: lower-case letters, digits and underscores, beginning with a letter.
 */
export type WrittenName = string;
/**
 * A country by its two capital letters (ISO 3166-1), such as `AU`.
 */
export type WrittenCountryCode = string;
/**
 * The unique name of an object in Twilio Sync.
 */
export type WrittenUniqueName = string;
/**
 * The host name of a SIP domain, without `sip:`.
 */
export type WrittenSipDomain = string;
/**
 * The name of a SIP header, without colon.
 */
export type WrittenHeaderName = string;
/**
 * A telephone number in E.164 with its plus sign or in the national form of `country`; spaces are allowed.
 */
export type WrittenPhoneNumber = string;
/**
 * Where a call goes next: the name of an extension, ring group or message, or one action written in place.
 */
export type WrittenDestination =
  | WrittenDestinationName
  | WrittenSay
  | WrittenPlay
  | WrittenNumber
  | WrittenSip
  | WrittenClient
  | WrittenReject;
/**
 * The name of an extension, ring group or message, or one of the built-in words such as `hangup` and `outbound`.
 */
export type WrittenDestinationName = string;
/**
 * What the caller hears, spoken by the voice of the language: one text, or one text for each language.
 */
export type WrittenSpeech = WrittenText | WrittenSpeechByLanguage;
/**
 * Words that are spoken to the caller.
 */
export type WrittenText = string;
/**
 * The sound file that the caller hears: one file, or one file for each language.
 */
export type WrittenAudio = WrittenAsset | WrittenAudioByLanguage;
/**
 * A sound file of the plan, by its path below the plan directory.
 */
export type WrittenAsset = string;
/**
 * A length of time with its unit: `s` seconds, `m` minutes, `h` hours.
 */
export type WrittenDuration = string;
/**
 * A SIP address: `sip:` or `sips:`, the user, `@`, the host; parameters may follow.
 */
export type WrittenSipAddress = string;
/**
 * The identity with which a Twilio Client (browser or mobile app) signs in.
 */
export type WrittenClientIdentity = string;
/**
 * What callers get when Sync and the snapshot are both gone: one telephone number that always answers, or spoken words.
 */
export type WrittenSafeAnswer = WrittenSafeNumber | WrittenSafeWords;
/**
 * Where a call to this number goes: a name, one action in place, or `{to, label}`.
 */
export type WrittenNumberTarget =
  | WrittenDestinationName
  | WrittenLabelledNumber
  | WrittenSay
  | WrittenPlay
  | WrittenNumber
  | WrittenSip
  | WrittenClient
  | WrittenReject;
/**
 * The name of a class of restriction in this plan.
 */
export type WrittenClassName = string;
/**
 * The digits that a phone inside dials to reach an extension.
 */
export type WrittenExtensionDigits = string;
/**
 * The user name with which a SIP phone registers: the part before `@` in its address.
 */
export type WrittenSipUser = string;
/**
 * Who rings: the name of an extension, or a map for an outside number, a SIP address, a client or an own ring time.
 */
export type WrittenMember =
  | WrittenDestinationName
  | WrittenExtensionMember
  | WrittenNumberMember
  | WrittenSipMember
  | WrittenClientMember;
/**
 * One announcement: words or a sound file, and what follows.
 */
export type WrittenMessage = WrittenSay | WrittenPlay;
/**
 * A call type, or a country by its two capital letters such as `NZ`.
 */
export type WrittenCallType = string;
/**
 * A short emergency number as it is dialled, such as 000 or 112.
 */
export type WrittenEmergencyNumber = string;

/**
 * One file of a dial plan. All *.yaml files below the plan directory are merged, so a file may hold any of the sections.
 */
export interface WrittenDialPlan {
  /**
   * The version of the language: 1.
   */
  readonly dialplan?: 1;
  readonly name?: WrittenName;
  /**
   * The time zone of the plan, such as `Australia/Sydney`: opening hours and logs go by it.
   */
  readonly timezone?: string;
  readonly country?: WrittenCountryCode;
  readonly languages?: WrittenLanguages;
  readonly sync?: WrittenSync;
  readonly sip?: WrittenSipSettings;
  readonly environments?: WrittenEnvironments;
  readonly unmapped?: WrittenUnmapped;
  readonly safe_answer?: WrittenSafeAnswer;
  readonly numbers?: WrittenNumbers;
  readonly extension_defaults?: WrittenExtensionDefaults;
  readonly extensions?: WrittenExtensions;
  readonly ring_groups?: WrittenRingGroups;
  readonly messages?: WrittenMessages;
  readonly classes_of_restriction?: WrittenClassesOfRestriction;
  readonly emergency?: WrittenEmergency;
  readonly transfers?: WrittenTransfers;
}
/**
 * The languages in which the plan speaks and the voice of each; the first is used where nothing else is said.
 */
export interface WrittenLanguages {
  readonly [k: string]: WrittenLanguage;
}
/**
 * How one language is spoken.
 */
export interface WrittenLanguage {
  /**
   * The voice that callers hear, by its name at Twilio, such as `Polly.Olivia-Neural`.
   */
  readonly voice?: string;
}
/**
 * Which Twilio Sync service and maps hold the compiled plan.
 */
export interface WrittenSync {
  readonly service?: WrittenUniqueName;
  readonly number_map?: WrittenUniqueName;
  readonly ring_group_map?: WrittenUniqueName;
  readonly node_map?: WrittenUniqueName;
  readonly state_map?: WrittenUniqueName;
  /**
   * How long, in seconds (0 to 60, normally 5), a warm Function keeps what it read: a new release or a hand edit reaches every caller after that time.
   */
  readonly cache_seconds?: number;
}
/**
 * The SIP domain of the phones and what goes with a call to SIP.
 */
export interface WrittenSipSettings {
  readonly domain?: WrittenSipDomain;
  readonly uui_header?: WrittenHeaderName;
}
/**
 * The places the plan is deployed to, such as prod and dev, and what differs there.
 */
export interface WrittenEnvironments {
  readonly [k: string]: WrittenEnvironment;
}
/**
 * What differs in one environment.
 */
export interface WrittenEnvironment {
  /**
   * Values for `${NAME}` in the strings of the plan. No secrets: they come from the process environment.
   */
  readonly vars?: {
    /**
     * The text that stands for the variable.
     */
    readonly [k: string]: string;
  };
  /**
   * Numbers of this environment and the number of the plan that each plays: callers of the first hear what callers of the second would.
   */
  readonly numbers?: {
    readonly [k: string]: WrittenPhoneNumber;
  };
  /**
   * The only outside numbers that may ring here; a call to any other is refused aloud, so that a test costs nothing and wakes nobody.
   */
  readonly outside_calls?: readonly WrittenPhoneNumber[];
  /**
   * What `reconcile` manages in this environment beside the items in Sync; each is off unless switched on.
   */
  readonly manage?: {
    /**
     * The Sync service, its maps and items.
     */
    readonly sync?: boolean;
    /**
     * The SIP domain, credential list and credentials of the phones.
     */
    readonly sip?: boolean;
    /**
     * The voice settings of the telephone numbers.
     */
    readonly numbers?: boolean;
    /**
     * The TwiML Apps of the clients.
     */
    readonly apps?: boolean;
    /**
     * The deployed Functions.
     */
    readonly functions?: boolean;
  };
}
/**
 * Where a call goes when the number that was dialled is not in the plan, by who is calling.
 */
export interface WrittenUnmapped {
  readonly outside_caller?: WrittenDestination;
  readonly extension?: WrittenDestination;
  readonly transfer?: WrittenDestination;
}
/**
 * Speaks a text to the caller.
 */
export interface WrittenSay {
  readonly say: WrittenSpeech;
  readonly then?: WrittenDestinationName;
}
/**
 * One text for each language.
 */
export interface WrittenSpeechByLanguage {
  readonly [k: string]: WrittenText;
}
/**
 * Plays a sound file to the caller.
 */
export interface WrittenPlay {
  readonly play: WrittenAudio;
  readonly then?: WrittenDestinationName;
}
/**
 * One sound file for each language.
 */
export interface WrittenAudioByLanguage {
  readonly [k: string]: WrittenAsset;
}
/**
 * Dials a telephone number outside. It costs what such a call costs.
 */
export interface WrittenNumber {
  readonly number: WrittenPhoneNumber;
  readonly ring?: WrittenDuration;
  readonly otherwise?: WrittenDestination;
}
/**
 * Dials a SIP address.
 */
export interface WrittenSip {
  readonly sip: WrittenSipAddress;
  readonly ring?: WrittenDuration;
  readonly otherwise?: WrittenDestination;
}
/**
 * Rings a Twilio Client (browser or mobile app).
 */
export interface WrittenClient {
  readonly client: WrittenClientIdentity;
  readonly ring?: WrittenDuration;
  readonly otherwise?: WrittenDestination;
}
/**
 * Refuses the call before it is answered; the caller pays nothing.
 */
export interface WrittenReject {
  /**
   * What the caller hears: `busy` the engaged tone, `rejected` the message that the number is not in service.
   */
  readonly reject: 'busy' | 'rejected';
}
/**
 * Dials one telephone number.
 */
export interface WrittenSafeNumber {
  readonly number: WrittenPhoneNumber;
}
/**
 * Speaks, then hangs up.
 */
export interface WrittenSafeWords {
  readonly say: WrittenSpeech;
}
/**
 * Your telephone numbers and where a call to each goes.
 */
export interface WrittenNumbers {
  readonly [k: string]: WrittenNumberTarget;
}
/**
 * A destination with a label.
 */
export interface WrittenLabelledNumber {
  readonly to: WrittenDestination;
  /**
   * What the number is for, in your words; it is shown in logs and reports, callers do not hear it.
   */
  readonly label?: string;
}
/**
 * What holds for every extension that does not say otherwise.
 */
export interface WrittenExtensionDefaults {
  readonly class?: WrittenClassName;
  readonly caller_id?: WrittenPhoneNumber;
  readonly emergency_caller_id?: WrittenPhoneNumber;
  readonly ring?: WrittenDuration;
  readonly on_busy?: WrittenDestination;
  readonly on_no_answer?: WrittenDestination;
  readonly on_unreachable?: WrittenDestination;
  readonly otherwise?: WrittenDestination;
}
/**
 * The phones of the plan: people, desks and rooms.
 */
export interface WrittenExtensions {
  readonly [k: string]: WrittenExtension;
}
/**
 * One phone: a SIP user or a Twilio Client, and what it may do.
 */
export interface WrittenExtension {
  readonly dial?: WrittenExtensionDigits;
  readonly sip_user?: WrittenSipUser;
  readonly client?: WrittenClientIdentity;
  /**
   * The name of the person or place, for logs and reports.
   */
  readonly name?: string;
  readonly class?: WrittenClassName;
  readonly caller_id?: WrittenPhoneNumber;
  readonly emergency_caller_id?: WrittenPhoneNumber;
  readonly ring?: WrittenDuration;
  readonly on_busy?: WrittenDestination;
  readonly on_no_answer?: WrittenDestination;
  readonly on_unreachable?: WrittenDestination;
  readonly otherwise?: WrittenDestination;
}
/**
 * Groups of phones that ring together or one after another.
 */
export interface WrittenRingGroups {
  readonly [k: string]: WrittenRingGroup;
}
/**
 * One group: who rings, in which manner, and where the caller goes when nobody answers.
 */
export interface WrittenRingGroup {
  /**
   * The key of the group in the Sync Map, for one that is called by an old id such as "1"; without it the name.
   */
  readonly id?: string;
  /**
   * `simultaneous` rings all members at once and the first to answer takes the call; `sequential` rings one after another in the order of the list.
   */
  readonly strategy: 'simultaneous' | 'sequential';
  readonly ring?: WrittenDuration;
  /**
   * Who rings: extensions by name, outside numbers, SIP addresses, clients. Only the phone rings, its own forwarding does not apply.
   *
   * @minItems 1
   */
  readonly members: readonly WrittenMember[];
  readonly on_busy?: WrittenDestination;
  readonly on_no_answer?: WrittenDestination;
  readonly on_failed?: WrittenDestination;
  readonly otherwise?: WrittenDestination;
}
/**
 * An extension with options of its own.
 */
export interface WrittenExtensionMember {
  readonly extension: WrittenDestinationName;
  readonly ring?: WrittenDuration;
  /**
   * Whether who answers must press 1 before the caller is connected, so that a mobile’s own mailbox does not take the call.
   */
  readonly confirm?: boolean;
}
/**
 * An outside number.
 */
export interface WrittenNumberMember {
  readonly number: WrittenPhoneNumber;
  readonly ring?: WrittenDuration;
  /**
   * Whether who answers must press 1 before the caller is connected, so that a mobile’s own mailbox does not take the call.
   */
  readonly confirm?: boolean;
}
/**
 * A SIP address.
 */
export interface WrittenSipMember {
  readonly sip: WrittenSipAddress;
  readonly ring?: WrittenDuration;
  /**
   * Whether who answers must press 1 before the caller is connected, so that a mobile’s own mailbox does not take the call.
   */
  readonly confirm?: boolean;
}
/**
 * A Twilio Client.
 */
export interface WrittenClientMember {
  readonly client: WrittenClientIdentity;
  readonly ring?: WrittenDuration;
  /**
   * Whether who answers must press 1 before the caller is connected, so that a mobile’s own mailbox does not take the call.
   */
  readonly confirm?: boolean;
}
/**
 * Announcements with a name, so that several places can use the same words.
 */
export interface WrittenMessages {
  readonly [k: string]: WrittenMessage;
}
/**
 * What phones may dial, by class. Emergency numbers are always allowed, whatever the class.
 */
export interface WrittenClassesOfRestriction {
  readonly [k: string]: WrittenClassOfRestriction;
}
/**
 * One class: what it allows, less what it denies.
 */
export interface WrittenClassOfRestriction {
  /**
   * The call types and countries that may be dialled; everything else is refused aloud.
   */
  readonly allow: readonly WrittenCallType[];
  /**
   * Call types and countries that are refused although `allow` contains them.
   */
  readonly deny?: readonly WrittenCallType[];
}
/**
 * Emergency calls: decided before everything else, from every phone, also when Sync is down.
 */
export interface WrittenEmergency {
  /**
   * The numbers that are emergency calls when dialled, such as "000" and "112".
   *
   * @minItems 1
   */
  readonly numbers: readonly WrittenEmergencyNumber[];
  readonly caller_id?: WrittenPhoneNumber;
}
/**
 * Transfers by REFER: whether phones may transfer, and where to.
 */
export interface WrittenTransfers {
  /**
   * Whether a phone may transfer a call by REFER (normally yes). `false` leaves out the refer URL, and the phone hears that its transfer failed.
   */
  readonly refer?: boolean;
  readonly class?: WrittenClassName;
}
