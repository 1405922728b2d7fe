import type { Element } from './markup.ts';

/**
 * The words of TwiML that a voice call may use (docs/voice/twiml), to say what Twilio would ignore with a warning.
 * `*`: children that are not looked at.
 */
interface Word {
  readonly attributes: readonly string[];
  readonly children: readonly string[];
}

const words = (text: string): readonly string[] => (text === '' ? [] : text.split(' '));
const word = (attributes: string, children = ''): Word => ({
  attributes: words(attributes),
  children: words(children),
});

const CALLBACK = 'statusCallback statusCallbackEvent statusCallbackMethod';
const NOUN = `url method ${CALLBACK}`;
const MACHINE =
  'machineDetection machineDetectionTimeout machineDetectionSpeechThreshold machineDetectionSpeechEndThreshold machineDetectionSilenceTimeout amdStatusCallback amdStatusCallbackMethod';

const VOCABULARY: { readonly [element: string]: Word } = {
  Say: word('voice language loop', '*'),
  Play: word('loop digits'),
  Pause: word('length'),
  Hangup: word('', 'Parameter'),
  Reject: word('reason', 'Parameter'),
  Redirect: word('method'),
  Leave: word(''),
  Gather: word(
    'action method input timeout numDigits finishOnKey actionOnEmptyResult speechTimeout speechModel language hints profanityFilter partialResultCallback partialResultCallbackMethod enhanced bargeIn maxSpeechTime minConfidence debug',
    'Say Play Pause',
  ),
  Record: word(
    'action method timeout finishOnKey maxLength playBeep trim recordingStatusCallback recordingStatusCallbackMethod recordingStatusCallbackEvent transcribe transcribeCallback',
  ),
  Dial: word(
    'action method timeout timeLimit sequential answerOnBridge callerId hangupOnStar ringTone record recordingStatusCallback recordingStatusCallbackMethod recordingStatusCallbackEvent recordingTrack recordingConfigurationId trim referUrl referMethod callReason events',
    'Number Sip Client Conference Queue Sim Application WhatsApp',
  ),
  Number: word(`${NOUN} sendDigits byoc ${MACHINE}`),
  Sip: word(`${NOUN} username password ${MACHINE}`),
  Client: word(NOUN, 'Identity Parameter'),
  Conference: word(
    'muted beep startConferenceOnEnter endConferenceOnExit waitUrl waitMethod maxParticipants record region coach trim statusCallback statusCallbackEvent statusCallbackMethod recordingStatusCallback recordingStatusCallbackMethod recordingStatusCallbackEvent eventCallbackUrl participantLabel jitterBufferSize',
  ),
  Queue: word('url method reservationSid postWorkActivitySid'),
  Enqueue: word('action method waitUrl waitUrlMethod workflowSid maxQueueSize', 'Task'),
  Refer: word('action method', 'Sip ReferSip'),
  Start: word('action method', '*'),
  Stop: word('', '*'),
  Connect: word('action method', '*'),
  Pay: word(
    'action statusCallback statusCallbackMethod input paymentMethod bankAccountType timeout maxAttempts minPostalCodeLength securityCode postalCode paymentConnector tokenType chargeAmount currency credentialSid description validCardTypes language',
    '*',
  ),
};

/** What Twilio does not know in a document, a line each. It warns (12200) and goes on. */
export function unknownWords(verbs: readonly Element[], within = 'Response'): readonly string[] {
  return verbs.flatMap((element) => {
    const known = Object.hasOwn(VOCABULARY, element.name) ? VOCABULARY[element.name] : undefined;
    if (known === undefined) return [`<${element.name}> in <${within}> is no TwiML`];
    const attributes = Object.keys(element.attributes).filter((name) => !known.attributes.includes(name));
    const found = attributes.map((name) => `<${element.name}> has no attribute ${name}`);
    if (known.children.includes('*')) return found;
    const misplaced = element.children.filter(({ name }) => !known.children.includes(name));
    const inside = element.children.filter(({ name }) => known.children.includes(name));
    return [
      ...found,
      ...misplaced.map(({ name }) => `<${name}> cannot stand in <${element.name}>`),
      ...unknownWords(inside, element.name),
    ];
  });
}
