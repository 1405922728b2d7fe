import type { Sentences } from './en.ts';

/** The built-in sentences in German. */
export const de: Sentences = {
  not_in_service: 'Die gewählte Rufnummer ist nicht vergeben.',
  nobody_answered:
    'Leider kann gerade niemand Ihren Anruf annehmen. Bitte versuchen Sie es später noch einmal.',
  busy: 'Der Anschluss ist besetzt. Bitte versuchen Sie es später noch einmal.',
  unreachable: 'Der Anschluss ist leider nicht erreichbar. Bitte versuchen Sie es später noch einmal.',
  no_such_group: 'Diese Gruppe ist leider nicht erreichbar. Bitte versuchen Sie es später noch einmal.',
  not_a_number: 'Das ist leider keine gültige Rufnummer.',
  not_allowed: 'Dieses Telefon darf diese Nummer leider nicht anrufen.',
  transfer_not_allowed: 'Dieser Anruf darf leider nicht an diese Nummer weitergegeben werden.',
  transfer_not_a_number:
    'Der Anruf konnte leider nicht weitergegeben werden. Das ist keine gültige Rufnummer.',
  no_caller_id:
    'Dieses Telefon hat keine Rufnummer, die es anzeigen kann, und kann deshalb nicht nach außen anrufen.',
  rehearsal: 'Dies ist ein Testsystem. Die gewählte Nummer kann von hier aus nicht angerufen werden.',
  emergency_over:
    'Der Notruf ist beendet oder kam nicht zustande. Wenn Sie weiterhin Hilfe brauchen, legen Sie auf und wählen Sie erneut.',
  trouble:
    'Leider können wir Ihren Anruf im Moment nicht annehmen. Bitte versuchen Sie es später noch einmal.',
  confirm: 'Sie haben einen Anruf. Drücken Sie die 1, um ihn anzunehmen.',
  wrong_choice: 'Diese Auswahl gibt es leider nicht.',
  no_choice: 'Wir haben Ihre Auswahl leider nicht verstanden. Bitte rufen Sie noch einmal an.',
  leave_message: 'Bitte hinterlassen Sie eine Nachricht nach dem Signalton.',
  message_taken: 'Vielen Dank. Ihre Nachricht wurde aufgezeichnet.',
  no_message: 'Wir haben keine Nachricht gehört.',
  cannot_join:
    'Sie können der Konferenz im Moment leider nicht beitreten. Bitte versuchen Sie es später noch einmal.',
  not_switched: 'Das konnte leider nicht umgeschaltet werden. Bitte versuchen Sie es noch einmal.',
  switched_on: '{name} ist eingeschaltet.',
  switched_on_until: '{name} ist eingeschaltet bis {day}, {time} Uhr.',
  switched_off: '{name} ist ausgeschaltet.',
  switched_to: '{name} steht auf {state}.',
  switched_to_until: '{name} steht auf {state} bis {day}, {time} Uhr.',
};
