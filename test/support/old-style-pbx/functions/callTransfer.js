// A phone has sent a REFER: where does the caller go?
const PHONES = {
  '+61255501101': { type: 'sip', uri: 'sip:alice@acme.sip.twilio.com' },
  '+61255501102': { type: 'client', uri: 'client:bob' },
  '+61255501103': { type: 'number', uri: '+61491570110' },
};

exports.handler = (_context, event, callback) => {
  const bare = event.ReferTransferTarget.trim().replace(/^<|>$/g, '').split('?')[0];
  const user = bare.replace(/^(sip|tel):/, '').split('@')[0];
  const number = user.startsWith('+') ? user : `+${user}`;
  const found = PHONES[number];
  const response = new Twilio.twiml.VoiceResponse();
  if (found?.type === 'sip') response.dial({ answerOnBridge: true }).sip(found.uri);
  else if (found?.type === 'client') response.dial({ callerId: event.From }).client(found.uri.slice(7));
  else if (found?.type === 'number') response.dial({ callerId: event.From }).number(found.uri);
  else if (/^\+[1-9][0-9]{1,14}$/.test(number)) response.dial({ callerId: event.From }).number(number);
  else response.reject({ reason: 'busy' });
  callback(null, response);
};
