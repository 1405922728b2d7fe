import { NEXT, type Verb, type Verbs } from '../interpreter.ts';
import { dial } from './dial.ts';
import { connect, pay, refer } from './elsewhere.ts';
import { hangup, leave, redirect, reject } from './ends.ts';
import { enqueue } from './enqueue.ts';
import { gather } from './gather.ts';
import { record } from './record.ts';
import { pause, play, say } from './speech.ts';

/** Verbs that go on beside the call and change nothing of its way. */
const beside: Verb = async () => NEXT;

/** The verbs of TwiML that are simulated, by their names. */
export const verbs: Verbs = {
  Say: say,
  Play: play,
  Pause: pause,
  Gather: gather,
  Record: record,
  Dial: dial,
  Enqueue: enqueue,
  Leave: leave,
  Refer: refer,
  Connect: connect,
  Pay: pay,
  Redirect: redirect,
  Reject: reject,
  Hangup: hangup,
  Start: beside,
  Stop: beside,
};
