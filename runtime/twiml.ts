import type { Instruction, Link, Noun } from './instructions.ts';

/** Writes a link as a URL that Twilio can ask; signing it is the handler's business. */
export type WriteLink = (link: Link) => string;

const ENTITIES: { readonly [character: string]: string } = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** Text as XML may hold it; characters that XML 1.0 has no way to write are left out. */
const xmlText = (text: string): string =>
  text
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that XML refuses
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])/g, '')
    .replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');

type Attributes = { readonly [name: string]: string | number | boolean | undefined };

function element(name: string, attributes: Attributes, content: string): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${xmlText(String(value))}"`)
    .join('');
  return content === '' ? `<${name}${written}/>` : `<${name}${written}>${content}</${name}>`;
}

function noun(party: Noun, write: WriteLink): string {
  const screen = party.confirm === undefined ? {} : { url: write(party.confirm), method: 'POST' };
  switch (party.kind) {
    case 'number':
      return element('Number', screen, xmlText(party.number));
    case 'sip':
      return element('Sip', screen, xmlText(party.uri));
    case 'client':
      return element('Client', screen, xmlText(party.identity));
  }
}

function instruction(told: Instruction, write: WriteLink): string {
  switch (told.verb) {
    case 'say':
      return element('Say', { voice: told.voice, language: told.language }, xmlText(told.text));
    case 'play':
      return element('Play', {}, xmlText(told.url));
    case 'hangup':
      return element('Hangup', {}, '');
    case 'reject':
      return element('Reject', { reason: told.reason }, '');
    case 'gather': {
      const attributes = {
        numDigits: told.digits,
        timeout: told.timeout,
        finishOnKey: told.finishOnKey,
        actionOnEmptyResult: told.always ? true : undefined,
        action: write(told.action),
        method: 'POST',
      };
      return element('Gather', attributes, told.prompt.map((each) => instruction(each, write)).join(''));
    }
    case 'record': {
      const callback = write(told.callback);
      const attributes = {
        maxLength: told.maxLength,
        timeout: told.silence,
        finishOnKey: told.finishOnKey,
        playBeep: true,
        action: write(told.action),
        method: 'POST',
        recordingStatusCallback: callback,
        recordingStatusCallbackMethod: 'POST',
        transcribe: told.transcribe ? true : undefined,
        transcribeCallback: told.transcribe ? callback : undefined,
      };
      return element('Record', attributes, '');
    }
    case 'dial': {
      const { action, refer, callerId, timeout } = told;
      const attributes = {
        // The caller hears ringing until somebody answers, and a transfer leaves the old leg up until the new one is.
        answerOnBridge: true,
        timeout,
        callerId,
        action: action && write(action),
        method: action && 'POST',
        referUrl: refer && write(refer),
        referMethod: refer && 'POST',
      };
      return element('Dial', attributes, told.nouns.map((each) => noun(each, write)).join(''));
    }
    case 'conference': {
      const attributes = {
        muted: told.muted,
        beep: told.beep,
        startConferenceOnEnter: told.begins,
        endConferenceOnExit: told.ends,
        maxParticipants: told.most,
      };
      // Nobody rings: the room itself answers. It must be the only noun of its dial (docs/api/errors/13000).
      const room = element('Conference', attributes, xmlText(told.room));
      return element('Dial', { action: write(told.action), method: 'POST' }, room);
    }
  }
}

/** Instructions as a TwiML document (docs/voice/twiml). Callers' text is escaped here, and nowhere else. */
export function twiml(instructions: readonly Instruction[], write: WriteLink): string {
  const content = instructions.map((told) => instruction(told, write)).join('');
  return `<?xml version="1.0" encoding="UTF-8"?>${element('Response', {}, content)}`;
}
