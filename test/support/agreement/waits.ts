/**
 * How long things take on the simulated network, seconds: written down a second time, since a driver that read them from
 * the simulator could not tell when one of them is used in the wrong place.
 */
export const WAITS = {
  /** A sound file. */
  sound: 5,
  /** Somebody thinks before they press. */
  thinks: 1,
  /** A dial that says nothing of its time (docs/voice/twiml/dial, timeout). */
  ringing: 30,
  /** What Twilio adds to that. */
  extra: 5,
  /** Until a busy phone, one that is not there, and the mailbox of the network say so. */
  busy: 2,
  unreachable: 1,
  mailbox: 2,
} as const;
