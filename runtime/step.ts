import type { CallState } from './call.ts';
import { confirm } from './entries/confirm.ts';
import { callToSip } from './entries/direct.ts';
import { emergency } from './entries/emergency.ts';
import { incoming } from './entries/incoming.ts';
import { outgoing } from './entries/outgoing.ts';
import { ringGroupEntry } from './entries/ring-group.ts';
import { transfer } from './entries/transfer.ts';
import { locate } from './locate.ts';
import { dialOutcome } from './outcome.ts';
import type { Bundle, Settings } from './program.ts';
import { safeAnswer } from './safe-answer.ts';
import { goodbye } from './sentences.ts';
import { type Reply, type TurnRecord, Walk } from './walk.ts';
import type { Arrival, Lobby, Webhook } from './webhook.ts';
import type { Need, World } from './world.ts';

/**
 * The evaluator: one webhook in, one answer out. Pure: what it must know it asks for (`needs`), and it is asked again
 * from the start when that is known. The Functions, `trace`, the plan's tests and the behavioural diff all run it.
 *
 * A webhook first finds its entry (who called what), then the call visits nodes, each taking a turn, until Twilio must
 * act or the call ends. Total: a budget of turns ends even a loop that the analysis missed.
 */

export type { Reply, TurnRecord };

/** What can be decided from the bundle alone, before anything is read. */
function unread(webhook: Webhook, bundle: Bundle): Arrival | undefined {
  const { entry, event } = webhook;
  if (entry === 'confirm') return confirm(webhook, bundle);
  if (entry === 'continue' && dialOutcome(event) === 'talked') {
    const because = 'the call was answered and is over';
    return {
      kind: 'answer',
      at: webhook.state?.at ?? 'continue',
      because,
      instructions: [{ verb: 'hangup' }],
    };
  }
  const help = emergency(webhook, bundle);
  if (help !== undefined) return help;
  return entry === 'callToSIPwithRefer' ? callToSip(webhook, bundle) : undefined;
}

function arrive(lobby: Lobby): Arrival {
  const { webhook, bundle } = lobby;
  switch (webhook.entry) {
    case 'incoming':
      return incoming(lobby);
    case 'outgoing':
    case 'callToPSTNwithRefer':
      return outgoing(lobby);
    case 'callTransfer':
      return transfer(lobby);
    case 'ringGroup':
      return ringGroupEntry(lobby);
    default:
      // A continuation whose state is missing or not signed by us: nobody knows where the call was.
      return webhook.state === undefined
        ? {
            kind: 'answer',
            at: webhook.entry,
            because: 'no state',
            instructions: safeAnswer(bundle, webhook.call.from),
          }
        : { kind: 'resume', state: webhook.state };
  }
}

/** Answers one webhook, or says what it must know first. */
export function step(webhook: Webhook, bundle: Bundle, world: World): Reply {
  const early = unread(webhook, bundle);
  if (early !== undefined) return settle(early, { webhook, bundle, world, settings: undefined });
  const settings = world.settings();
  if (settings === null) return { kind: 'lost', because: 'the plan has no settings' };
  // What the entry will want is asked for in the same trip as the settings; it may look at nothing else of them.
  const arrival = arrive({ webhook, bundle, world, settings: settings ?? EMPTY });
  if (settings === undefined) {
    const needs = arrival.kind === 'needs' ? arrival.needs : waiting(arrival, world, bundle);
    return { kind: 'needs', needs: [{ kind: 'entry', ref: `settings:${bundle.plan}` }, ...needs] };
  }
  return settle(arrival, { webhook, bundle, world, settings });
}

/** Stands in for settings that are still to be read; an arrival made from it is never used. */
const EMPTY: Settings = {
  timezone: 'Etc/UTC',
  defaultLanguage: 'en',
  languages: {},
  unmapped: { outside_caller: 'hangup', extension: 'hangup', transfer: 'hangup' },
  classes: {},
  refer: true,
};

/** The node that a call waited in, to be read with the settings. */
function waiting(arrival: Arrival, world: World, bundle: Bundle): readonly Need[] {
  if (arrival.kind !== 'resume') return [];
  const found = locate(arrival.state.at, world, bundle);
  return found.kind === 'needs' ? found.needs : [];
}

const stateOf = ({ entry, at, language, called }: Extract<Arrival, { kind: 'visit' }>): CallState => ({
  entry,
  at,
  ...(language === undefined ? {} : { language }),
  ...(called === undefined ? {} : { called }),
});

interface Place {
  readonly webhook: Webhook;
  readonly bundle: Bundle;
  readonly world: World;
  readonly settings: Settings | undefined;
}

function settle(arrival: Arrival, place: Place): Reply {
  const { bundle, world, settings, webhook } = place;
  switch (arrival.kind) {
    case 'needs':
      return arrival;
    case 'answer': {
      const { at, because, instructions } = arrival;
      return { kind: 'answer', instructions, turns: [{ at, because }] };
    }
    case 'refuse': {
      const { at, because, sentence } = arrival;
      const instructions = goodbye(sentence, { bundle, settings, state: webhook.state });
      return { kind: 'answer', instructions, turns: [{ at, because, refused: true }] };
    }
    default: {
      if (settings === undefined) throw new Error('a walk needs settings');
      const walk = new Walk(webhook.call, bundle, world, settings);
      return arrival.kind === 'visit'
        ? walk.visit(arrival.to, stateOf(arrival), arrival.because)
        : walk.resume(arrival.state, webhook.event);
    }
  }
}
