import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { copyAcme, type Dev, folder, startDev } from '../../support/command-line.ts';

// The same calls, end to end, on Functions that stay warm and on Functions that are new for every request.

let place: ReturnType<typeof folder>;
let dev: Dev;

describe.each([
  ['warm', []],
  ['cold for every request', ['--cold', '1']],
  ['cold after every third', ['--cold', '3']],
] as const)('%s', (_, args) => {
  beforeEach(async () => {
    place = folder();
    copyAcme(place.path);
    dev = await startDev(place.path, 'dialplan/acme', { args });
  });
  afterEach(async () => {
    await dev.stop();
    place.remove();
  });

  it('a group from its first member to its mailbox, with a key to be pressed on the way', async () => {
    const nobody = { DialCallStatus: 'no-answer' };
    const first = await dev.webhook('/incoming', { To: '+61255501001' });
    expect(first).toContain('sip:alice@');
    const second = await dev.follow(first, 'action', nobody);
    expect(second).toContain('sip:bob@');
    const third = await dev.follow(second, 'action', nobody);
    expect(third).toContain('+61412345678');
    expect(await dev.follow(third, 'url', {})).toContain('<Gather');
    const last = await dev.follow(third, 'action', nobody);
    expect(last).toContain('Please leave a message for sales.');
    const recorded = await dev.follow(last, 'recordingStatusCallback', { RecordingStatus: 'absent' });
    expect(recorded).toBe('');
  });

  it('a transfer goes where the phone may send it, and nowhere else', async () => {
    const call = await dev.webhook('/incoming', { To: '+61255501101' });
    const refer = (to: string) => dev.follow(call, 'referUrl', { ReferTransferTarget: to });
    expect(await refer('202')).toContain('sip:bob@');
    expect(await refer('+442079460000')).not.toContain('<Dial');
  });

  it('an edit by hand is in the next call, and Sync in trouble does not stop one', async () => {
    const call = () => dev.webhook('/incoming', { To: '+61255501300' });
    await dev.edit('numberConfig', '+61255501300', { type: 'client', uri: 'client:by_hand' });
    expect(await call()).toContain('<Client>by_hand</Client>');
    const faults = `${dev.sync}/_dialplan/faults`;
    for (const kind of ['reset', 'half_body', 'lost_reply']) {
      await fetch(faults, { method: 'DELETE' });
      await fetch(faults, { method: 'POST', body: JSON.stringify({ kind }) });
      expect(await call()).toContain('<Client>front_2</Client>');
    }
    expect(await dev.webhook('/outgoing', { From: 'sip:front_1@x', To: '000' })).toContain('<Number>000');
  });
});
