// One member after another; `state` is how many were tried.
const GROUPS = {
  1: [
    { name: 'Alice', type: 'sip', destination: 'sip:alice@acme.sip.twilio.com', timeout: 15 },
    { name: 'Bob', type: 'sip', destination: 'sip:bob@acme.sip.twilio.com', timeout: 10 },
  ],
  mobiles: [
    { name: 'Carol', type: 'number', destination: '+61491570110', timeout: 20, confirm: true },
    { name: 'Bob', type: 'sip', destination: 'sip:bob@acme.sip.twilio.com', timeout: 10 },
  ],
};

// Twilio writes `canceled`.
const GO_ON = ['busy', 'no-answer', 'failed', 'cancelled'];

exports.handler = (_context, event, callback) => {
  const response = new Twilio.twiml.VoiceResponse();
  const id = event.ringGroupId || '1';
  const state = Number(event.state || 0);
  const group = GROUPS[id];
  if (group === undefined) {
    response.say('This ring group is not set up.');
    response.hangup();
    return callback(null, response);
  }
  const member = group[state];
  const goesOn = state === 0 || GO_ON.includes(event.DialCallStatus);
  // Nobody left: nothing is said.
  if (member === undefined || !goesOn) return callback(null, response);
  const dial = response.dial({
    callerId: event.From,
    answerOnBridge: true,
    timeout: member.timeout,
    action: `/ringGroup?state=${state + 1}&ringGroupId=${id}`,
    referUrl: '/callTransfer',
  });
  if (member.type === 'sip') dial.sip(member.destination);
  else dial.number(member.confirm ? { url: '/confirm' } : {}, member.destination);
  return callback(null, response);
};
