// From the public network to the SIP phone of that number.
exports.handler = (context, event, callback) => {
  const response = new Twilio.twiml.VoiceResponse();
  const dial = response.dial({ answerOnBridge: true, referUrl: '/callTransfer', referMethod: 'POST' });
  dial.sip(`sip:${event.To}@${context.SIP_DOMAIN_URI}?User-to-User=${event.CallSid}`);
  callback(null, response);
};
