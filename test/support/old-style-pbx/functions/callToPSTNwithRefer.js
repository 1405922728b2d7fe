// From a SIP phone to the public network.
const extract = (uri) => {
  const match = /^sip:(\+?[0-9]+)@/.exec(uri);
  return match === null ? null : match[1];
};

exports.handler = (_context, event, callback) => {
  const to = extract(event.To);
  const from = extract(event.From);
  if (to === null || from === null) return callback(new Error(`no number in ${event.To}`));
  const response = new Twilio.twiml.VoiceResponse();
  const dial = response.dial({ callerId: from, answerOnBridge: true, referUrl: '/callTransfer' });
  dial.number(to);
  return callback(null, response);
};
