/** The built-in sentences in English: what every other language has too. `{name}` and its like are filled in. */
export const en = {
  not_in_service: 'The number you have dialled is not in service.',
  nobody_answered: 'Sorry, nobody is available to take your call. Please try again later.',
  busy: 'The person you are calling is busy. Please try again later.',
  unreachable: 'Sorry, the person you are calling cannot be reached. Please try again later.',
  no_such_group: 'Sorry, this group cannot be reached. Please try again later.',
  not_a_number: 'Sorry, that is not a number that can be called.',
  not_allowed: 'Sorry, this phone may not call that number.',
  transfer_not_allowed: 'Sorry, this call may not be transferred to that number.',
  transfer_not_a_number: 'Sorry, the call could not be transferred. That is not a number that can be called.',
  no_caller_id: 'Sorry, this phone has no number to show, so it cannot call outside.',
  rehearsal: 'This is a test system. The number you have dialled may not be called from it.',
  emergency_over:
    'The emergency call has ended, or could not be connected. If you still need help, hang up and dial again.',
  trouble: 'Sorry, we cannot take your call at the moment. Please try again later.',
  confirm: 'You have a call. Press 1 to take it.',
  wrong_choice: 'Sorry, that is not one of the choices.',
  no_choice: 'Sorry, we did not get your choice. Please call again.',
  leave_message: 'Please leave a message after the tone.',
  message_taken: 'Thank you. Your message has been taken.',
  no_message: 'We did not hear a message.',
  cannot_join: 'Sorry, you cannot join the conference at the moment. Please try again later.',
  not_switched: 'Sorry, that could not be switched. Please try again.',
  switched_on: '{name} is on.',
  switched_on_until: '{name} is on until {day} {time}.',
  switched_off: '{name} is off.',
  switched_to: '{name} is set to {state}.',
  switched_to_until: '{name} is set to {state} until {day} {time}.',
} as const;

export type Sentence = keyof typeof en;

/** One language: every sentence of it. */
export type Sentences = { readonly [S in Sentence]: string };
