import { deliver, idOf, lookUp, type Outcome, type Run, retry, startRun } from './delivery.ts';
import { type Environment, setting } from './handler.ts';
import { readLink } from './links.ts';
import { type AnswerSource, logLine } from './log.ts';
import type { Notice } from './notice.ts';
import { type Parameters, parameter } from './parameters.ts';
import type { TurnRecord } from './step.ts';

/**
 * What follows a recording: Twilio says that it can be fetched, or what was said in it, and the people of the mailbox are
 * told.
 */

/** What Twilio reports; a text says why nobody is to be told. */
function readNotice(
  parameters: Parameters,
  caller: string | undefined,
  at: string,
  entry: string,
  now: number,
): Notice | string {
  const id = parameter(parameters, 'RecordingSid');
  if (!/^[A-Za-z0-9]{1,64}$/.test(id)) return 'no recording is named';
  const [, called = entry] = /^(?:number|dial):([^/]+)/.exec(entry) ?? [];
  const common = {
    id,
    mailbox: at.replace(/^mailbox:/, ''),
    caller: caller ?? null,
    called,
    at: new Date(now).toISOString(),
    recording: parameter(parameters, 'RecordingUrl'),
    call: parameter(parameters, 'CallSid'),
  };
  const transcript = parameter(parameters, 'TranscriptionStatus');
  if (transcript !== '') {
    const text = parameter(parameters, 'TranscriptionText').trim();
    return transcript === 'completed' && text !== ''
      ? { event: 'transcript', ...common, text }
      : 'nothing was understood in the message';
  }
  const status = parameter(parameters, 'RecordingStatus');
  if (status !== 'completed') return `the recording is ${status === '' ? 'not named' : status}`;
  const seconds = Number.parseInt(parameter(parameters, 'RecordingDuration'), 10);
  if (seconds === 0) return 'the recording is empty';
  return { event: 'message', ...common, ...(Number.isNaN(seconds) ? {} : { seconds }) };
}

/**
 * One callback of a recording or a transcription (docs/voice/twiml/record). Nobody hears an answer, so it gives none; what
 * it did is in the log. A request that carries no link of ours does nothing at all.
 */
export async function recorded(
  parameters: Parameters,
  environment: Environment,
  equipment: Run['equipment'],
): Promise<void> {
  const started = performance.now();
  const { bundle } = equipment;
  const carried = readLink('recorded', parameters, setting(environment, 'AUTH_TOKEN') ?? '');
  const line = (what: {
    readonly turns: readonly TurnRecord[];
    readonly source: AnswerSource;
    readonly reads: number;
    readonly release?: number;
    readonly trouble?: string;
  }): void => {
    const entry = {
      plan: bundle.plan,
      fn: 'recorded',
      call: parameter(parameters, 'CallSid'),
      from: carried?.state.caller ?? '',
      to: (carried?.state.entry ?? '').replace(/^number:/, ''),
      ms: performance.now() - started,
      ...what,
    };
    equipment.log(logLine(entry, setting(environment, 'DIALPLAN_LOG') === 'full'));
  };
  if (carried === undefined) {
    line({ turns: [{ at: 'recorded', because: 'not a link of ours' }], source: 'bundle', reads: 0 });
    return;
  }
  const { state, release } = carried;
  const run = startRun(environment, parameters, equipment);
  const notice = readNotice(parameters, state.caller, state.at, state.entry, run.now);
  const plan = typeof notice === 'string' ? undefined : await lookUp(run, [idOf(notice.mailbox)], release);
  const outcome: Outcome =
    typeof notice === 'string' || plan === undefined
      ? { because: String(notice) }
      : await deliver(run, notice, plan);
  // A webhook that has just failed would fail again.
  const others =
    run.messages === undefined || outcome.trouble !== undefined
      ? []
      : await retry(run, run.messages, parameter(parameters, 'RecordingSid'));
  const trouble = outcome.trouble ?? plan?.trouble;
  line({
    turns: [{ at: state.at, because: outcome.because }, ...others],
    source: plan?.source ?? 'bundle',
    reads: (plan?.reads ?? 0) + (run.messages?.requests ?? 0),
    ...(plan?.release === undefined ? {} : { release: plan.release }),
    ...(trouble === undefined ? {} : { trouble }),
  });
}
