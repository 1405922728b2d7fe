import { type Form, linkIn, type Scene } from './scene.ts';

/** Numbers that the plan's `safe_answer` rings, when nothing else is left. */
export const SAFE = '+61255501999';

const DOMAIN = 'acme.sip.twilio.com';
const CALLER = '+61491570156';
const ringing = { From: CALLER, CallStatus: 'ringing', Direction: 'inbound' };
const talking = { From: CALLER, CallStatus: 'in-progress', Direction: 'inbound' };
const phone = (user: string, to: string): Form => ({ ...ringing, From: `sip:${user}@${DOMAIN}`, To: to });
const sip = (user: string): string => `sip:${user}@${DOMAIN}`;

/** One webhook, asked for what must be answered, or for what must stay shut. */
export interface Asking {
  readonly path: string;
  readonly form: Form;
  /** Everything that may ring. */
  readonly may: readonly string[];
  /** Nobody hears an answer: `recorded`. Its recording is another one each time, and begins with this. */
  readonly unheard?: true;
  /** It is somebody who was asked to take the call and is let go, not the caller: `confirm`. */
  readonly mayHangUp?: true;
}

/** A webhook by its name, with what must go through and what must not. */
export interface Webhook {
  readonly name: string;
  readonly open: Asking;
  readonly shut: Asking;
}

/** A link of ours that somebody has bent: another node, the old signature. */
const forged = (link: string): string => link.replace(/dp_at=[^&]*/, 'dp_at=number%3A%2B19005551234');

/** The webhooks of the example plan. Those that continue a call take the links of calls that went well. */
export async function webhooksOf(scene: Scene): Promise<readonly Webhook[]> {
  const link = async (path: string, form: Form, attribute: string): Promise<string> => {
    const { body } = await scene.ask(path, form);
    const found = linkIn(body, attribute);
    if (found === '') throw new Error(`${path} has no ${attribute}: ${body}`);
    return found;
  };
  const nobody = { ...talking, DialCallStatus: 'no-answer' };
  const sales = { ...ringing, To: '+61255501001' };
  const refer = await link('/incoming', { ...ringing, To: '+61255501101' }, 'referUrl');
  const second = await link('/incoming', sales, 'action');
  const third = await link(second, nobody, 'action');
  const accept = await link(third, nobody, 'url');
  const mailbox = await link(third, nobody, 'action');
  const recorded = await link(mailbox, nobody, 'recordingStatusCallback');
  const recording = (letter: string): Form => ({
    RecordingSid: `RE${letter}`,
    RecordingStatus: 'completed',
    RecordingDuration: '20',
    RecordingUrl: 'https://api.twilio.com/recording',
  });
  const transfer = (to: string): Form => ({ ...talking, ReferTransferTarget: to, To: '+61255501101' });
  const asking = (path: string, form: Form, ...may: string[]): Asking => ({ path, form, may });
  return [
    {
      name: 'incoming',
      open: asking('/incoming', sales, sip('alice')),
      shut: asking('/incoming', { ...ringing, To: '+61299990000' }),
    },
    {
      name: 'outgoing',
      open: asking('/outgoing', phone('alice', '0491570110'), '+61491570110'),
      shut: asking('/outgoing', phone('front_1', '0491570110')),
    },
    {
      name: 'callTransfer',
      open: asking(refer, transfer(`sip:202@${DOMAIN}`), sip('bob')),
      shut: asking(refer, transfer('+442079460000')),
    },
    {
      name: 'callToPSTNwithRefer',
      open: asking('/callToPSTNwithRefer', phone('alice', '0299990002'), '+61299990002'),
      shut: asking('/callToPSTNwithRefer', phone('alice', '1900654321')),
    },
    {
      name: 'callToSIPwithRefer',
      open: asking('/callToSIPwithRefer', { ...ringing, To: '+61255501234' }, sip('+61255501234')),
      shut: asking('/callToSIPwithRefer', { ...ringing, To: 'sip:alice%40elsewhere.example@x' }),
    },
    {
      name: 'ringGroup',
      open: asking('/ringGroup?ringGroupId=1', ringing, sip('bob')),
      shut: asking('/ringGroup?ringGroupId=nobody', ringing),
    },
    {
      name: 'continue',
      open: asking(second, nobody, sip('bob')),
      // Nobody knows where this call is: the plan's safe answer takes it, which is a number of the plan's own.
      shut: asking(forged(second), nobody, SAFE),
    },
    {
      name: 'confirm',
      open: asking(accept, talking),
      shut: { ...asking(forged(accept), talking), mayHangUp: true },
    },
    {
      name: 'recorded',
      open: { ...asking(recorded, recording('a')), unheard: true },
      shut: { ...asking(forged(recorded), recording('b')), unheard: true },
    },
  ];
}

/** A call for help, which no fault may touch. */
export const EMERGENCY: Asking = {
  path: '/outgoing',
  form: phone('front_1', '000'),
  may: ['000'],
};
