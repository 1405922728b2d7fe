import { readXml, type XmlElement } from './xml.ts';

/**
 * Whether a document is TwiML that Twilio takes, by its published pages and nothing of ours: what stands in what, what
 * attributes there are, what values they may have (docs/voice/twiml and the page of each verb).
 */

type Test = (value: string) => boolean;

const oneOf =
  (...words: readonly string[]): Test =>
  (value) =>
    words.includes(value);
const whole =
  (low: number, high: number): Test =>
  (value) =>
    /^\d{1,6}$/.test(value) && Number(value) >= low && Number(value) <= high;
const truth = oneOf('true', 'false');
const method = oneOf('GET', 'POST');

/** Longer ones are refused by the server that stands before the Functions: its request line and headers have 16 kB. */
const MAX_URL = 8_000;
/** A URL or a path, in the characters that a URL may be written with (RFC 3986). */
const url: Test = (value) =>
  value.length <= MAX_URL &&
  /^(?:https?:\/\/[^/?#]+|\/(?!\/))/.test(value) &&
  /^(?:[A-Za-z0-9\-._~:/?#[\]@!$&'()*+,;=]|%[0-9A-Fa-f]{2})*$/.test(value);

const E164 = /^\+[1-9]\d{6,14}$/;
/** docs/voice/twiml/dial, callerId: a number; to SIP any letters, digits and `+ - _ .`; a client. */
const callerId: Test = (value) => E164.test(value) || /^(?:client:)?[A-Za-z0-9+\-_.]{1,256}$/.test(value);
const voice: Test = (value) => /^(?:man|woman|alice|(?:Polly|Google)\.[A-Za-z0-9-]+)$/.test(value);
const language: Test = (value) => /^[a-z]{2,3}(?:-[A-Za-z0-9]{2,4})*$/.test(value);

interface Rule {
  readonly attributes: { readonly [name: string]: Test };
  /** Elements that may stand in it; none: no children. */
  readonly children?: readonly string[];
  /** Its text; absent: it has none. */
  readonly text?: Test;
}

const said: Test = (text) => /[\p{L}\p{N}]/u.test(text) && text.length <= 4_096;

/** A SIP URI (docs/voice/twiml/sip): less than 255 characters, headers less than 1,024, and none that we do not send. */
function sipUri(value: string): boolean {
  const cut = value.indexOf('?');
  const [address, headers] = cut < 0 ? [value, ''] : [value.slice(0, cut), value.slice(cut + 1)];
  const wellFormed = /^sips?:[^@\s<>"?]+@[A-Za-z0-9.-]+(?::\d{1,5})?(?:;[A-Za-z0-9-]+(?:=[^;?\s<>"]*)?)*$/i;
  const named = headers === '' || headers.split('&').every((each) => isHeader(each));
  return address.length < 255 && headers.length < 1_024 && wellFormed.test(address) && named;
}

/** One URI header, encoded so that nothing in it can end it or begin another; control characters not even encoded. */
const isHeader = (text: string): boolean =>
  /^(?:x-[a-z0-9-]+|User-to-User)=(?:[A-Za-z0-9\-._~!*'()]|%[0-9A-F]{2})*$/i.test(text) &&
  !/%(?:0[0-9A-F]|1[0-9A-F]|7F)/i.test(text);

const screen = { url, method, statusCallback: url, statusCallbackMethod: method };

const RULES: { readonly [name: string]: Rule } = {
  Response: {
    attributes: {},
    children: ['Say', 'Play', 'Pause', 'Gather', 'Record', 'Dial', 'Hangup', 'Reject', 'Redirect'],
  },
  Say: { attributes: { voice, language, loop: whole(1, 1_000) }, text: said },
  Play: { attributes: { loop: whole(1, 1_000) }, text: (text) => url(text) },
  Pause: { attributes: { length: whole(1, 3_600) } },
  Hangup: { attributes: {} },
  Reject: { attributes: { reason: oneOf('busy', 'rejected') } },
  Redirect: { attributes: { method }, text: url },
  Gather: {
    attributes: {
      action: url,
      method,
      input: oneOf('dtmf'),
      timeout: whole(1, 600),
      numDigits: whole(1, 100),
      finishOnKey: (value) => /^[0-9#*]?$/.test(value),
      actionOnEmptyResult: truth,
    },
    children: ['Say', 'Play', 'Pause'],
  },
  Record: {
    attributes: {
      action: url,
      method,
      timeout: whole(0, 600),
      finishOnKey: (value) => /^[0-9#*]{1,12}$/.test(value),
      maxLength: whole(2, 14_400),
      playBeep: truth,
      recordingStatusCallback: url,
      recordingStatusCallbackMethod: method,
      transcribe: truth,
      transcribeCallback: url,
    },
  },
  Dial: {
    attributes: {
      action: url,
      method,
      timeout: whole(5, 600),
      answerOnBridge: truth,
      callerId,
      referUrl: url,
      referMethod: method,
    },
    children: ['Number', 'Sip', 'Client', 'Conference'],
  },
  // A number in full, or an emergency number as it is dialled: nothing that would be sent as tones.
  Number: { attributes: screen, text: (text) => E164.test(text) || /^\d{3}$/.test(text) },
  Sip: { attributes: screen, text: sipUri },
  Client: {
    attributes: screen,
    text: (text) => text.length >= 1 && text.length <= 256 && !/\p{Cc}/u.test(text),
  },
  Conference: {
    attributes: {
      muted: truth,
      beep: oneOf('true', 'false', 'onEnter', 'onExit'),
      startConferenceOnEnter: truth,
      endConferenceOnExit: truth,
      maxParticipants: whole(2, 250),
    },
    text: (text) => text.length >= 1 && text.length <= 128,
  },
};

function faultsIn(element: XmlElement): readonly string[] {
  const rule = Object.hasOwn(RULES, element.name) ? RULES[element.name] : undefined;
  if (rule === undefined) return [`there is no <${element.name}>`];
  const faults: string[] = [];
  for (const [name, value] of element.attributes) {
    const test = Object.hasOwn(rule.attributes, name) ? rule.attributes[name] : undefined;
    if (test === undefined) faults.push(`<${element.name}> has no attribute ${name}`);
    else if (!test(value)) faults.push(`<${element.name} ${name}=${JSON.stringify(value.slice(0, 300))}>`);
  }
  if (rule.text === undefined ? element.text.trim() !== '' : !rule.text(element.text))
    faults.push(`<${element.name}> with the text ${JSON.stringify(element.text.slice(0, 300))}`);
  for (const child of element.children) {
    if (!rule.children?.includes(child.name)) faults.push(`<${child.name}> in <${element.name}>`);
    faults.push(...faultsIn(child));
  }
  return element.name === 'Dial' ? [...faults, ...nounFaults(element)] : faults;
}

function nounFaults({ children }: XmlElement): readonly string[] {
  const alone = children.some(({ name }) => name === 'Conference') && children.length > 1;
  return [
    ...(children.length < 1 || children.length > 10 ? [`a dial of ${children.length}`] : []),
    ...(alone ? ['a conference beside other parties'] : []),
  ];
}

/** Bytes of a document that Twilio takes (docs/api/errors/11750). */
const MAX_BYTES = 64_000;

/** The document, and what is wrong with it; empty: nothing. */
export function judgeTwiml(document: string): {
  readonly root: XmlElement | undefined;
  readonly faults: readonly string[];
} {
  let root: XmlElement;
  try {
    root = readXml(document);
  } catch (error) {
    return { root: undefined, faults: [`no XML: ${error instanceof Error ? error.message : String(error)}`] };
  }
  const bytes = Buffer.byteLength(document);
  const faults = [
    ...(root.name === 'Response' ? [] : [`the root is ${root.name}`]),
    ...(bytes > MAX_BYTES ? [`${bytes} bytes`] : []),
    ...faultsIn(root),
  ];
  return { root, faults };
}

/** What the webhook was for, as far as it decides what may be silent. */
export interface Moment {
  /** The document runs for somebody who was rung and must accept first; where it ends, the two are connected. */
  readonly screening: boolean;
  /** The call has been answered, or a talk is over. */
  readonly answered: boolean;
}

/**
 * Whether a document leaves the caller in silence; undefined: it does not. A path through it must end in a dial that comes
 * back to us, keys that are always reported, a recording, a refusal before anything answered, or a hang-up after words.
 */
export function silence({ children }: XmlElement, { screening, answered }: Moment): string | undefined {
  if (screening) return undefined;
  let heard = answered;
  /** In this document: keys that nobody is told of are waited for in silence, whatever was said before. */
  let told = false;
  for (const [i, { name, attributes, children: inner }] of children.entries()) {
    const last = i === children.length - 1;
    switch (name) {
      case 'Say':
      case 'Play':
        heard = true;
        told = true;
        break;
      case 'Gather':
        if (inner.length > 0) heard = true;
        if (inner.length === 0 && !told) return 'keys that nobody was asked for';
        if (!attributes.has('action')) return 'keys that are told to nobody';
        if (attributes.get('actionOnEmptyResult') === 'true')
          return last ? undefined : 'words that nobody reaches';
        break;
      case 'Dial':
        if (attributes.has('action')) return last ? undefined : 'words that nobody reaches';
        break;
      case 'Record':
        if (!attributes.has('action')) return 'a recording that asks its own document again';
        heard = true;
        break;
      case 'Reject':
        return i === 0 && last && !answered ? undefined : 'a refusal of an answered call';
      case 'Hangup':
        if (!heard) return 'a hang-up without a word';
        return last ? undefined : 'words that nobody reaches';
      default:
        break;
    }
  }
  return 'nothing at its end';
}
