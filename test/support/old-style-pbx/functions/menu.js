// A menu; whoever presses nothing hears it again.
exports.handler = (_context, event, callback) => {
  const response = new Twilio.twiml.VoiceResponse();
  if (event.Digits === '1') {
    response.redirect('/ringGroup?ringGroupId=1');
  } else if (event.Digits === '2') {
    // What follows a dial without an action also follows a good talk.
    response.dial({ answerOnBridge: true, timeout: 20 }, '+61491570110');
    response.say('Nobody is available. Please leave a message.');
    response.record({ action: '/thanks', maxLength: 120 });
  } else {
    const gather = response.gather({ numDigits: 1, action: '/menu' });
    gather.say('For support press 1. For sales press 2.');
    response.redirect('/menu');
  }
  callback(null, response);
};
