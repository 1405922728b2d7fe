// Somebody at a mobile phone, or its mailbox, has answered.
exports.handler = (_context, event, callback) => {
  const response = new Twilio.twiml.VoiceResponse();
  if (event.Digits !== '1') {
    const gather = response.gather({ numDigits: 1, timeout: 5 });
    gather.say('A call for the team. Press 1 to take it.');
    response.hangup();
  }
  callback(null, response);
};
