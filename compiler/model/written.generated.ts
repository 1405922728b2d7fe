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
 * A number of the plan, or a block or range of its numbers, in any form.
 */
export type WrittenPlayedNumbers = string;
/**
 * A telephone number in E.164 with its plus sign or in the national form of `country`; spaces, `-` and brackets are allowed.
 */
export type WrittenPhoneNumber = string;
/**
 * An HTTPS address; plain HTTP is allowed on this machine only.
 */
export type WrittenWebAddress = string;
/**
 * Where a call goes next: the name of a conference, extension, mailbox, menu, message, ring group or route, or one action written in place.
 */
export type WrittenDestination =
  | WrittenDestinationName
  | WrittenSay
  | WrittenPlay
  | WrittenNumber
  | WrittenSip
  | WrittenClient
  | WrittenReject
  | WrittenMenuStep;
/**
 * The name of a conference, extension, mailbox, menu, message, ring group or route, or one of the built-in words such as `hangup` and `outbound`.
 */
export type WrittenDestinationName = string;
/**
 * What the caller hears: words, a sound file, one of these for each language, or a list of such parts.
 */
export type WrittenPrompt = WrittenPromptText | WrittenPromptByLanguage | WrittenPromptList;
/**
 * Words that are spoken to the caller, or a sound file by its path: what ends in `.mp3` or `.wav` is played. `{{name}}` stands for a variable of the number that was called.
 */
export type WrittenPromptText = string;
/**
 * Words or a sound file, or one for each language.
 */
export type WrittenPromptPart = WrittenPromptText | WrittenPromptByLanguage;
/**
 * Parts that are heard one after another.
 *
 * @minItems 1
 */
export type WrittenPromptList = readonly WrittenPromptPart[];
/**
 * The sound file that the caller hears: one file, one file for each language, or a list of such parts.
 */
export type WrittenAudio = WrittenAsset | WrittenAudioByLanguage | WrittenAudioList;
/**
 * A sound file of the plan, by its path below the plan directory, or one on the web by its `https://` address.
 */
export type WrittenAsset = string;
/**
 * One sound file, or one file for each language.
 */
export type WrittenAudioPart = WrittenAsset | WrittenAudioByLanguage;
/**
 * Sound files that are heard one after another.
 *
 * @minItems 1
 */
export type WrittenAudioList = readonly WrittenAudioPart[];
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
 * A language code such as `en`, `fr` or `en-AU`.
 */
export type WrittenLanguageCode = string;
/**
 * What callers get when Sync and the snapshot are both gone: one telephone number that always answers, or spoken words.
 */
export type WrittenSafeAnswer = WrittenSafeNumber | WrittenSafeWords;
/**
 * What the caller hears, spoken by the voice of the language: one text, or one text for each language.
 */
export type WrittenSpeech = WrittenText | WrittenSpeechByLanguage;
/**
 * Words that are spoken to the caller.
 */
export type WrittenText = string;
/**
 * Where a call to this number goes: a name, one action in place, or `{to: …}` with more about the number.
 */
export type WrittenNumberTarget =
  | WrittenNumberDestinationName
  | WrittenLabelledNumber
  | WrittenExtensionByDigits
  | WrittenSay
  | WrittenPlay
  | WrittenNumber
  | WrittenSip
  | WrittenClient
  | WrittenReject
  | WrittenMenuStep;
/**
 * The name of a destination; it may hold variables of the number, such as `{{queue}}_queue`.
 */
export type WrittenNumberDestinationName = string;
/**
 * Where a call to a number goes.
 */
export type WrittenNumberDestination =
  | WrittenNumberDestinationName
  | WrittenExtensionByDigits
  | WrittenSay
  | WrittenPlay
  | WrittenNumber
  | WrittenSip
  | WrittenClient
  | WrittenReject
  | WrittenMenuStep;
/**
 * Whether a number is yours yet, or still.
 */
export type WrittenNumberStatus = WrittenNumberState | WrittenNumberPorting;
/**
 * A number that is planned, active or ported out.
 */
export type WrittenNumberState = 'planned' | 'active' | 'ported_out';
/**
 * Tables of numbers as CSV files. The first line names the columns: `number` and `to`, and where needed `label`, `language`, `status`, `porting_on` and `vars.<name>`.
 *
 * @minItems 1
 *
 * Items: A CSV file, by its path below the plan directory.
 */
export type WrittenNumberFiles = readonly string[];
/**
 * When it is open: a span such as `08:30-17:30`, a list of spans, or `closed`.
 *
 * @minItems 1
 */
export type WrittenHours = string | readonly string[];
/**
 * The name of a list in `holidays`.
 */
export type WrittenHolidayListName = string;
/**
 * What holds then: a span such as `08:30-12:00`, a list of spans, `closed` or `holiday`.
 *
 * @minItems 1
 */
export type WrittenSpecialHours = string | readonly string[];
/**
 * A date: year, month and day with two digits each.
 */
export type WrittenDate = string;
/**
 * What the day is called; logs and traces say it.
 */
export type WrittenHolidayName = string;
/**
 * The callers of one list: a list of numbers, or a map that says something of each.
 */
export type WrittenCallerList = WrittenListedCallers | WrittenCallersWithValues;
/**
 * Numbers, beginnings of numbers that end in `*`, and `withheld` for callers who show no number.
 */
export type WrittenListedCallers = readonly string[];
/**
 * What the list says of a caller, a word that rules can ask for; `true`: nothing more than that the caller is in it.
 */
export type WrittenListValue = string | true;
/**
 * A state of a schedule: `open`, `closed` or `holiday`.
 */
export type WrittenScheduleState = 'open' | 'closed' | 'holiday';
/**
 * The name of a state: lower-case letters, digits and underscores, beginning with a letter; not `on`, `off` or `toggle`.
 */
export type WrittenNewStateName = string;
/**
 * Rules that end in `otherwise`, or a single destination that gets a name.
 */
export type WrittenRoute = WrittenRules | WrittenDestination;
/**
 * One rule: its conditions and where the call goes, or where it goes when no rule holds.
 */
export type WrittenRule = WrittenConditionalRule | WrittenOtherwiseRule;
/**
 * The caller is in this list, or `withheld`: the caller shows no number. `{vip: gold}`: the list says `gold` of the caller.
 */
export type WrittenCallerCondition = WrittenListName | WrittenCallerWithValue;
/**
 * The name of a list of callers in this plan.
 */
export type WrittenListName = string;
/**
 * The name of a schedule in this plan.
 */
export type WrittenScheduleName = string;
/**
 * The override is on; with a state, such as `{system_down: recording}`, it is in that state.
 */
export type WrittenOverrideCondition = WrittenOverrideName | WrittenOverrideInState;
/**
 * The name of an override in this plan.
 */
export type WrittenOverrideName = string;
/**
 * The name of one of the override’s `states`.
 */
export type WrittenStateName = string;
/**
 * The number that was called is this one, or one of these.
 */
export type WrittenCalledNumber = WrittenPhoneNumber | WrittenCalledNumbers;
/**
 * Several numbers of the plan.
 *
 * @minItems 1
 */
export type WrittenCalledNumbers = readonly WrittenPhoneNumber[];
/**
 * Rules in their order; the last one is `otherwise`.
 *
 * @minItems 1
 */
export type WrittenRules = readonly WrittenRule[];
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
 * The name of a mailbox in this plan.
 */
export type WrittenMailboxName = string;
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
 * Which extensions callers may dial here: `all` that have digits, or a list of names. Nothing else can be dialled.
 */
export type WrittenDialledExtensions = WrittenAllExtensions | WrittenExtensionList;
/**
 * All extensions that have digits.
 */
export type WrittenAllExtensions = 'all';
/**
 * The extensions that callers may dial, by name.
 *
 * @minItems 1
 */
export type WrittenExtensionList = readonly WrittenDestinationName[];
/**
 * How often the menu asks again.
 */
export type WrittenRetries = number;
/**
 * What callers hear before the tone: one prompt, or one for each reason why nobody took the call.
 */
export type WrittenGreeting =
  WrittenPromptText | WrittenPromptList | WrittenGreetingByReason | WrittenGreetingByLanguage;
/**
 * Who is told of a message.
 */
export type WrittenNotify = WrittenNotifyWebhook | WrittenNotifyEmail;
/**
 * One announcement: words or a sound file, and what follows.
 */
export type WrittenMessage = WrittenSay | WrittenPlay;
/**
 * A call type, or a country by its two capital letters such as `NZ`, for all calls to numbers of that country. `internal` is what the plan itself has; `emergency` are its emergency numbers, which nothing refuses; `local`, `national` and `mobile` are numbers of the own country, and `international` those of others; `toll_free`, `premium`, `shared_cost`, `satellite` and `service` are numbers that cost what their name says. Those of `premium`, `shared_cost` and `service` in another country are called only by a class that allows `international`, or that country, as well.
 */
export type WrittenCallType = string;
/**
 * A short emergency number as it is dialled, such as 000 or 112.
 */
export type WrittenEmergencyNumber = string;
/**
 * Who calls: an outside number, `withheld` for one that shows no number, an extension of the plan by name or digits, `client:` and an identity, or a SIP address.
 */
export type WrittenTestCaller = string;
/**
 * What is dialled: a telephone number; by a phone also the digits of an extension, a short number, a feature code, the name of an extension, or a SIP address.
 */
export type WrittenTestDialled = string;
/**
 * A date and a time on the clocks of the plan. An hour that clocks show twice needs the distance from UTC as well, `2026-04-05 02:30+11:00`.
 */
export type WrittenTestTime = string;
/**
 * What a caller does, once for each time that the call waits: one act, or several in their order.
 */
export type WrittenTestActs = WrittenTestAct | WrittenTestActList;
/**
 * Keys that are pressed, such as `1`, `"*28"` or `"12#"`; `silence`; or words that are spoken: whatever has a letter or a space in it.
 */
export type WrittenTestAct = string;
/**
 * Several acts in their order; after the last one the caller is silent.
 */
export type WrittenTestActList = readonly string[];
/**
 * What a phone does with one call: one word, or a map for a phone that answers. The mailbox of the network, `mailbox`, answers at once and never presses a key.
 */
export type WrittenTestPhone = WrittenTestPhoneWord | WrittenTestPhoneAnswers;
/**
 * A phone that nobody takes: `busy`, `no_answer`, `unreachable`, or `mailbox`, the mailbox of its network.
 */
export type WrittenTestPhoneWord = 'busy' | 'no_answer' | 'unreachable' | 'mailbox';
/**
 * Keys that are pressed, such as `1` or `"#"`.
 */
export type WrittenTestKey = string;
/**
 * Keys for several questions.
 */
export type WrittenTestKeys = readonly string[];
/**
 * `on`, `off`, or one of the override’s `states`.
 */
export type WrittenTestOverrideState = string;
/**
 * Who rings: one, or a list in the order in which they ring.
 */
export type WrittenTestRings = WrittenTestParty | WrittenTestRingList;
/**
 * Whose phone: the name or the digits of an extension, an outside number, `client:` and an identity, or a SIP address.
 */
export type WrittenTestParty = string;
/**
 * Who rings next: one, a list that rings together, a phone with the time that it rings, or several in any order.
 */
export type WrittenTestRing =
  WrittenTestParty | WrittenTestTogether | WrittenTestTimedRing | WrittenTestAnyOrder;
/**
 * One phone, with or without the time that it rings.
 */
export type WrittenTestSingleRing = WrittenTestParty | WrittenTestTimedRing;
/**
 * Phones that ring together.
 *
 * @minItems 1
 */
export type WrittenTestTogether = readonly WrittenTestSingleRing[];
/**
 * One after another; an inner list rings together.
 */
export type WrittenTestRingList = readonly WrittenTestRing[];
/**
 * One phone, or several.
 */
export type WrittenTestParties = WrittenTestParty | WrittenTestPartyList;
/**
 * Several phones.
 *
 * @minItems 1
 */
export type WrittenTestPartyList = readonly string[];
/**
 * One place of the plan, or several in their order.
 */
export type WrittenTestPlaces = WrittenTestPlace | WrittenTestPlaceList;
/**
 * A place of the plan that has a name.
 */
export type WrittenTestPlace = string;
/**
 * Several places in their order.
 *
 * @minItems 1
 */
export type WrittenTestPlaceList = readonly string[];
/**
 * What is heard: one part, or several in their order.
 */
export type WrittenTestHeard = WrittenText | WrittenTestHeardList;
/**
 * Several parts in their order.
 *
 * @minItems 1
 */
export type WrittenTestHeardList = readonly string[];
/**
 * Where a call ends: the name or digits of an extension, an outside number, a SIP address, the name of a mailbox or a conference, or `hangup`, `reject`, `refused`, `emergency`.
 */
export type WrittenTestEnd = string;
/**
 * A telephone number, or `withheld`.
 */
export type WrittenTestShownNumber = string;
/**
 * Calls that the plan must treat as they say. A test has a `name` and one of three forms: one `call` and what to `expect`; `calls` one after another, on one clock and with one live state; or `cases`, calls of their own that share what stands in `call`. Several files may have tests.
 */
export type WrittenTests = readonly WrittenTest[];

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
  readonly notify?: WrittenNotifySettings;
  readonly unmapped?: WrittenUnmapped;
  readonly safe_answer?: WrittenSafeAnswer;
  readonly numbers?: WrittenNumbers;
  readonly number_files?: WrittenNumberFiles;
  readonly short_numbers?: WrittenShortNumbers;
  readonly schedules?: WrittenSchedules;
  readonly holidays?: WrittenHolidays;
  readonly lists?: WrittenLists;
  readonly overrides?: WrittenOverrides;
  readonly routes?: WrittenRoutes;
  readonly extension_defaults?: WrittenExtensionDefaults;
  readonly extensions?: WrittenExtensions;
  readonly ring_groups?: WrittenRingGroups;
  readonly menus?: WrittenMenus;
  readonly mailboxes?: WrittenMailboxes;
  readonly conferences?: WrittenConferences;
  readonly messages?: WrittenMessages;
  readonly classes_of_restriction?: WrittenClassesOfRestriction;
  readonly emergency?: WrittenEmergency;
  readonly transfers?: WrittenTransfers;
  readonly tests?: WrittenTests;
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
   * The voice that callers hear, by its name at Twilio, such as `Polly.Olivia-Neural`; without it Twilio's own for the language, as it is spoken in the country of the plan where Twilio knows that.
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
   * How long, in seconds, a warm Function keeps what it read: a new release or a hand edit reaches every caller after that time.
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
   * Numbers of this environment and the number of the plan that each plays: callers of the first hear what callers of the second would. A block or a range plays one number, or as many numbers one by one.
   */
  readonly numbers?: {
    readonly [k: string]: WrittenPlayedNumbers;
  };
  /**
   * The only outside numbers that may ring here; a call to any other is refused aloud, so that a test costs nothing and wakes nobody.
   */
  readonly outside_calls?: readonly WrittenPhoneNumber[];
  /**
   * What `reconcile` manages in this environment beside the items in Sync.
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
 * The webhook that is told of messages whose mailbox names an address.
 */
export interface WrittenNotifySettings {
  readonly webhook: WrittenWebAddress;
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
  readonly say: WrittenPrompt;
  readonly then?: WrittenDestinationName;
}
/**
 * Words or a sound file for each language. A part in one language only is always heard in that one.
 */
export interface WrittenPromptByLanguage {
  readonly [k: string]: WrittenPromptText;
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
 * Asks a menu as a step: when the menu says `return`, the call goes on with `then`.
 */
export interface WrittenMenuStep {
  readonly menu: WrittenDestinationName;
  readonly language?: WrittenLanguageCode;
  readonly then?: WrittenDestinationName;
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
 * One text for each language.
 */
export interface WrittenSpeechByLanguage {
  readonly [k: string]: WrittenText;
}
/**
 * Your telephone numbers and where a call to each goes: single numbers, blocks that end in `X`, and ranges. The entry that covers the fewest numbers wins.
 */
export interface WrittenNumbers {
  readonly [k: string]: WrittenNumberTarget;
}
/**
 * A destination, and what else is known of the number.
 */
export interface WrittenLabelledNumber {
  readonly to: WrittenNumberDestination;
  /**
   * What the number is for, in your words; it is shown in logs and reports, callers do not hear it.
   */
  readonly label?: string;
  readonly language?: WrittenLanguageCode;
  readonly vars?: WrittenNumberVars;
  readonly status?: WrittenNumberStatus;
}
/**
 * The extension that is dialled with these digits. Each `X` stands for the digit of the called number at the same place from the right: with `2XX` the number …1101 rings the extension that is dialled 201.
 */
export interface WrittenExtensionByDigits {
  /**
   * The digits of the extension, with `X` for digits of the called number.
   */
  readonly extension: string;
  readonly otherwise?: WrittenDestination;
}
/**
 * Values that belong to this number: prompts may say `{{brand}}`, and `to` may name `{{queue}}_queue`.
 */
export interface WrittenNumberVars {
  /**
   * What callers of this number hear for the variable.
   */
  readonly [k: string]: string;
}
/**
 * A number that another carrier hands over.
 */
export interface WrittenNumberPorting {
  readonly porting: WrittenPorting;
}
/**
 * When another carrier hands the number over.
 */
export interface WrittenPorting {
  /**
   * The day on which the number arrives; calls to it are answered by the plan from its first minute.
   */
  readonly on: string;
}
/**
 * What a phone inside can dial to reach a place of the plan, beside the digits of extensions.
 */
export interface WrittenShortNumbers {
  readonly [k: string]: WrittenDestination;
}
/**
 * When you are open, by name. A schedule is `open`, `closed` or `holiday`; routes ask for it.
 */
export interface WrittenSchedules {
  readonly [k: string]: WrittenSchedule;
}
/**
 * One schedule: the hours of each weekday, holidays, and dates that differ. A special date wins over a holiday, a holiday over the hours of the week; of two special dates the shorter one wins.
 */
export interface WrittenSchedule {
  readonly hours: WrittenWeeklyHours;
  /**
   * Names of lists in `holidays`: on their dates the state is `holiday`. Without it there are no holidays.
   */
  readonly holidays?: readonly WrittenHolidayListName[];
  readonly special_dates?: WrittenSpecialDates;
  /**
   * The time zone whose clocks count, such as `Australia/Perth`. Without it that of the plan.
   */
  readonly timezone?: string;
  readonly valid_until?: WrittenDate;
}
/**
 * The hours of every weekday: a day or a range of days, and its hours. All seven days must be named; `closed` is an answer too.
 */
export interface WrittenWeeklyHours {
  readonly [k: string]: WrittenHours;
}
/**
 * Dates with hours of their own. `2026-12-23` is one day, `2026-12-23..2026-12-26` several whole days, `2026-12-24 12:00..2026-12-29 08:30` a time whose end is exclusive.
 */
export interface WrittenSpecialDates {
  readonly [k: string]: WrittenSpecialHours;
}
/**
 * Lists of holidays by name, each a date and what it is called. `dialplan holidays import` writes such a file.
 */
export interface WrittenHolidays {
  readonly [k: string]: WrittenHolidayList;
}
/**
 * One list: dates, each with the name of the holiday. Write every year out, so that what is reviewed is what happens.
 */
export interface WrittenHolidayList {
  readonly [k: string]: WrittenHolidayName;
}
/**
 * Callers by number, for the rules of routes: a block list, customers who go first.
 */
export interface WrittenLists {
  readonly [k: string]: WrittenCallerList;
}
/**
 * The same with what the list says of each caller. An exact number wins over a beginning, a longer beginning over a shorter one.
 */
export interface WrittenCallersWithValues {
  readonly [k: string]: WrittenListValue;
}
/**
 * Switches that people turn while calls are running: by a feature code, on the command line (`dialplan override`), or by editing an item in Sync. Whether one is on is not part of the plan and outlives every release.
 */
export interface WrittenOverrides {
  readonly [k: string]: WrittenOverride;
}
/**
 * One switch: what it changes by itself, who may turn it, and when it ends. Without `states` it is on or off.
 */
export interface WrittenOverride {
  readonly forces?: WrittenForcedSchedules;
  /**
   * The states that it can be in while it is on, at most nine. The feature code with `1` behind it sets the first, with `2` the second, and so on; with `0` it ends.
   *
   * @minItems 1
   * @maxItems 9
   */
  readonly states?: readonly WrittenNewStateName[];
  /**
   * What a phone dials to turn it: `*28` turns it on, or off when it is on; `*281` always turns it on and `*280` always off. With `states` only the codes with a digit behind exist. The phone hears what it has done.
   */
  readonly feature_code?: string;
  /**
   * The extensions whose phones may dial the feature code; any other phone is told that it may not.
   */
  readonly by?: readonly WrittenDestinationName[];
  /**
   * When it ends by itself: after a time such as `24h`, at a time of day such as `18:00` on the clocks of the plan, at the `next_opening` of the schedules that it forces (or of the plan’s only schedule), or at their `next_change`; `never` says that somebody must end it. Where the hours have a break at noon, the next opening is the one after it: what is turned on in the morning with `next_opening` ends when the break does. Without it somebody must end it.
   */
  readonly ends?: string;
  readonly was?: WrittenName;
}
/**
 * Schedules, and the state in which each of them is while the override is on, whatever hours and holidays say. Of several overrides that force one schedule, the first in the plan that is on wins.
 */
export interface WrittenForcedSchedules {
  readonly [k: string]: WrittenScheduleState;
}
/**
 * Decisions by the clock, by switches, by who calls and by what was called: ordered rules, the first whose conditions all hold decides.
 */
export interface WrittenRoutes {
  readonly [k: string]: WrittenRoute;
}
/**
 * A rule that decides when all of its conditions hold.
 */
export interface WrittenConditionalRule {
  readonly when: WrittenConditions;
  readonly to: WrittenDestination;
}
/**
 * What must hold, all of it.
 */
export interface WrittenConditions {
  readonly caller?: WrittenCallerCondition;
  readonly open?: WrittenScheduleName;
  readonly closed?: WrittenScheduleName;
  readonly holiday?: WrittenScheduleName;
  readonly override?: WrittenOverrideCondition;
  readonly number?: WrittenCalledNumber;
  /**
   * Who calls: `outside_caller` from the telephone network, or `extension`, a phone that dials from inside.
   */
  readonly origin?: 'outside_caller' | 'extension';
  readonly unless?: WrittenConditions;
}
/**
 * A list, and what it says of the caller.
 */
export interface WrittenCallerWithValue {
  readonly [k: string]: WrittenListValue;
}
/**
 * An override and one of its states.
 */
export interface WrittenOverrideInState {
  readonly [k: string]: WrittenStateName;
}
/**
 * What happens to every call for which no rule holds.
 */
export interface WrittenOtherwiseRule {
  readonly otherwise: WrittenDestination;
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
  readonly mailbox?: WrittenMailboxName;
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
 * Choices by keys: what callers hear, and where each key leads.
 */
export interface WrittenMenus {
  readonly [k: string]: WrittenMenu;
}
/**
 * One menu: what callers hear, where each key leads, and what follows when they press nothing or a wrong key.
 */
export interface WrittenMenu {
  readonly prompt: WrittenPrompt;
  readonly options?: WrittenMenuOptions;
  /**
   * The most digits that are waited for; without it as many as the longest choice has. A caller who presses fewer is understood after a pause.
   */
  readonly digits?: number;
  readonly extension_dialling?: WrittenExtensionDialling;
  readonly on_timeout?: WrittenMenuTimeout;
  readonly on_invalid?: WrittenMenuInvalid;
  readonly otherwise?: WrittenDestination;
  /**
   * Whether a key cuts the prompt short; with `false` the caller hears it to the end.
   */
  readonly barge?: boolean;
}
/**
 * Where each key leads. Where one key begins another, such as `1` and `12`, a caller who presses 1 waits until the pause is over.
 */
export interface WrittenMenuOptions {
  readonly [k: string]: WrittenDestination;
}
/**
 * Lets callers dial an extension by its digits instead of a choice.
 */
export interface WrittenExtensionDialling {
  readonly allow: WrittenDialledExtensions;
  readonly after?: WrittenDuration;
}
/**
 * What follows when the caller presses nothing.
 */
export interface WrittenMenuTimeout {
  readonly after?: WrittenDuration;
  readonly retries?: WrittenRetries;
  readonly say?: WrittenPrompt;
  readonly to?: WrittenDestination;
}
/**
 * What follows when the caller presses a key that is no choice.
 */
export interface WrittenMenuInvalid {
  readonly retries?: WrittenRetries;
  readonly say?: WrittenPrompt;
  readonly to?: WrittenDestination;
}
/**
 * Mailboxes: callers hear a greeting and leave a message, and somebody is told of it.
 */
export interface WrittenMailboxes {
  readonly [k: string]: WrittenMailbox;
}
/**
 * One mailbox: its greeting, how long a message may be, and who is told of it.
 */
export interface WrittenMailbox {
  readonly greeting?: WrittenGreeting;
  readonly max_length?: WrittenDuration;
  readonly silence?: WrittenDuration;
  /**
   * Whether the message is also sent as text, which costs extra. Twilio understands American English, in messages of up to 2 minutes.
   */
  readonly transcribe?: boolean;
  readonly notify?: WrittenNotify;
  readonly key_0?: WrittenDestination;
  readonly was?: WrittenName;
}
/**
 * One greeting for each reason why nobody took the call.
 */
export interface WrittenGreetingByReason {
  readonly otherwise: WrittenPrompt;
  readonly busy?: WrittenPrompt;
  readonly no_answer?: WrittenPrompt;
  readonly unreachable?: WrittenPrompt;
}
/**
 * One greeting for each language.
 */
export interface WrittenGreetingByLanguage {
  readonly [k: string]: WrittenPromptText;
}
/**
 * An HTTPS address that is posted each message.
 */
export interface WrittenNotifyWebhook {
  readonly webhook: WrittenWebAddress;
}
/**
 * An address that the webhook of the plan's `notify` is given.
 */
export interface WrittenNotifyEmail {
  /**
   * The address of the people who are told; the webhook of `notify` sends the mail.
   */
  readonly email: string;
}
/**
 * Conferences: rooms in which callers talk with each other. Everybody who is sent to one is in the same room, whatever number they called. A caller who is alone hears music until the second joins; when the conference is over for a caller, the call ends.
 */
export interface WrittenConferences {
  readonly [k: string]: WrittenConference;
}
/**
 * One conference: what callers hear first, how many there can be, and who moderates. A phone in a conference cannot transfer its call by REFER, which Twilio does not offer there.
 */
export interface WrittenConference {
  readonly greeting?: WrittenPrompt;
  /**
   * How many callers there can be at a time, 2 to 250; who comes later goes on by `otherwise`.
   */
  readonly max_participants?: number;
  /**
   * Whether those in the room hear a tone when somebody comes or goes.
   */
  readonly beep?: boolean;
  readonly moderated?: WrittenModerated;
  readonly otherwise?: WrittenDestination;
}
/**
 * Who moderates a conference, and what that means for everybody else.
 */
export interface WrittenModerated {
  /**
   * The extensions that moderate: who calls from one of their phones.
   *
   * @minItems 1
   */
  readonly by: readonly WrittenDestinationName[];
  /**
   * Whether everybody else can only listen.
   */
  readonly muted?: boolean;
  /**
   * Whether the conference is over for all when one who moderates leaves.
   */
  readonly ends?: boolean;
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
   * Whether a phone may transfer a call by REFER. `false` leaves out the refer URL, and the phone hears that its transfer failed.
   */
  readonly refer?: boolean;
  readonly class?: WrittenClassName;
}
/**
 * One test; what stands beside `call`, `calls` or `cases` holds for each of its calls that does not say otherwise.
 */
export interface WrittenTest {
  /**
   * What the test is called, in words: it stands in reports, so no two tests share one.
   */
  readonly name: string;
  readonly call?: WrittenTestHead;
  readonly expect?: WrittenTestExpectations;
  /**
   * Calls one after another, on one clock and with one live state: an override that one call turns on is on for the next.
   *
   * @minItems 1
   */
  readonly calls?: readonly WrittenTestCall[];
  /**
   * Calls that share the `call`, each with what it adds or changes, and what must become of it. No case knows of another.
   *
   * @minItems 1
   */
  readonly cases?: readonly WrittenTestCase[];
  readonly press?: WrittenTestActs;
  readonly phones?: WrittenTestPhones;
  readonly hangs_up?: WrittenDuration;
  readonly given?: WrittenTestGiven;
}
/**
 * A call: who, what and when, and how everybody behaves.
 */
export interface WrittenTestHead {
  readonly from?: WrittenTestCaller;
  readonly to?: WrittenTestDialled;
  readonly at?: WrittenTestTime;
  readonly press?: WrittenTestActs;
  readonly phones?: WrittenTestPhones;
  readonly hangs_up?: WrittenDuration;
  readonly given?: WrittenTestGiven;
}
/**
 * What phones do when they ring, each by the name of its extension, its number or its SIP address; `default` is every phone that is not named. A phone that is not mentioned does not answer. What a call says of a phone wins over what its test says of it.
 */
export interface WrittenTestPhones {
  readonly [k: string]: WrittenTestPhone;
}
/**
 * A phone that somebody answers, and what they do then.
 */
export interface WrittenTestPhoneAnswers {
  readonly answers: WrittenDuration;
  /**
   * The keys with which it answers what it is asked, one for each question, such as `1` to take the call. Without it none.
   */
  readonly presses?: WrittenTestKey | WrittenTestKeys;
  readonly hangs_up?: WrittenDuration;
  readonly transfers?: WrittenTestTransfer;
}
/**
 * A transfer by REFER.
 */
export interface WrittenTestTransfer {
  readonly to: WrittenTestDialled;
  readonly after: WrittenDuration;
}
/**
 * The live state with which a test begins.
 */
export interface WrittenTestGiven {
  readonly overrides?: WrittenGivenOverrides;
}
/**
 * Overrides by name, each `on`, `off`, or in one of its states.
 */
export interface WrittenGivenOverrides {
  readonly [k: string]: WrittenTestOverrideState;
}
/**
 * What must become of a call, all of it.
 */
export interface WrittenTestExpectations {
  readonly rings?: WrittenTestRings;
  readonly never_rings?: WrittenTestParties;
  readonly through?: WrittenTestPlaces;
  readonly hears?: WrittenTestHeard;
  readonly ends?: WrittenTestEnd;
  readonly caller_id?: WrittenTestShownNumber;
  readonly within?: WrittenDuration;
}
/**
 * A phone, and how long it rings.
 */
export interface WrittenTestTimedRing {
  readonly phone: WrittenTestParty;
  readonly for: WrittenDuration;
}
/**
 * Phones that ring one after another, in an order that the plan leaves open.
 */
export interface WrittenTestAnyOrder {
  /**
   * The phones that ring.
   *
   * @minItems 1
   */
  readonly any_order: readonly WrittenTestSingleRing[];
}
/**
 * One of several calls, and what must become of it. A call that only prepares the next one, by a feature code, need expect nothing.
 */
export interface WrittenTestCall {
  readonly from?: WrittenTestCaller;
  readonly to?: WrittenTestDialled;
  readonly at?: WrittenTestTime;
  readonly press?: WrittenTestActs;
  readonly phones?: WrittenTestPhones;
  readonly hangs_up?: WrittenDuration;
  readonly rings?: WrittenTestRings;
  readonly never_rings?: WrittenTestParties;
  readonly through?: WrittenTestPlaces;
  readonly hears?: WrittenTestHeard;
  readonly ends?: WrittenTestEnd;
  readonly caller_id?: WrittenTestShownNumber;
  readonly within?: WrittenDuration;
}
/**
 * One case, and what must become of it.
 */
export interface WrittenTestCase {
  readonly from?: WrittenTestCaller;
  readonly to?: WrittenTestDialled;
  readonly at?: WrittenTestTime;
  readonly press?: WrittenTestActs;
  readonly phones?: WrittenTestPhones;
  readonly hangs_up?: WrittenDuration;
  readonly given?: WrittenTestGiven;
  readonly rings?: WrittenTestRings;
  readonly never_rings?: WrittenTestParties;
  readonly through?: WrittenTestPlaces;
  readonly hears?: WrittenTestHeard;
  readonly ends?: WrittenTestEnd;
  readonly caller_id?: WrittenTestShownNumber;
  readonly within?: WrittenDuration;
}
/** The sections that are maps of entries with names: several files may add to them. */
export const TABLES = [
  'environments',
  'numbers',
  'short_numbers',
  'schedules',
  'holidays',
  'lists',
  'overrides',
  'routes',
  'extensions',
  'ring_groups',
  'menus',
  'mailboxes',
  'conferences',
  'messages',
  'classes_of_restriction',
] as const satisfies readonly (keyof WrittenDialPlan)[];
