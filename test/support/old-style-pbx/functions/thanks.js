exports.handler = (_context, _event, callback) => {
  const response = new Twilio.twiml.VoiceResponse();
  response.say('Thank you.');
  response.hangup();
  callback(null, response);
};
