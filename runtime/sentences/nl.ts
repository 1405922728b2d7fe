import type { Sentences } from './en.ts';

/** The built-in sentences in Dutch. */
export const nl: Sentences = {
  not_in_service: 'Het nummer dat u hebt gekozen is niet in gebruik.',
  nobody_answered: 'Helaas kan niemand uw oproep aannemen. Probeert u het later nog eens.',
  busy: 'De persoon die u belt is in gesprek. Probeert u het later nog eens.',
  unreachable: 'Helaas is de persoon die u belt niet bereikbaar. Probeert u het later nog eens.',
  no_such_group: 'Helaas is deze groep niet bereikbaar. Probeert u het later nog eens.',
  not_a_number: 'Helaas is dat geen geldig nummer.',
  not_allowed: 'Helaas mag dit toestel dat nummer niet bellen.',
  transfer_not_allowed: 'Helaas mag dit gesprek niet naar dat nummer worden doorverbonden.',
  transfer_not_a_number: 'Helaas kon het gesprek niet worden doorverbonden. Dat is geen geldig nummer.',
  no_caller_id: 'Helaas heeft dit toestel geen nummer om te tonen, dus het kan niet naar buiten bellen.',
  rehearsal: 'Dit is een testsysteem. Het gekozen nummer kan van hieruit niet worden gebeld.',
  emergency_over:
    'Het noodgesprek is beëindigd of kwam niet tot stand. Als u nog hulp nodig hebt, hang dan op en bel opnieuw.',
  trouble: 'Helaas kunnen we uw oproep op dit moment niet aannemen. Probeert u het later nog eens.',
  confirm: 'U hebt een oproep. Toets 1 om hem aan te nemen.',
  wrong_choice: 'Helaas is dat geen van de keuzes.',
  no_choice: 'Helaas hebben we uw keuze niet begrepen. Belt u nog eens.',
  leave_message: 'Laat een bericht achter na de toon.',
  message_taken: 'Dank u wel. Uw bericht is opgenomen.',
  no_message: 'We hebben geen bericht gehoord.',
  cannot_join:
    'Helaas kunt u op dit moment niet deelnemen aan de conferentie. Probeert u het later nog eens.',
  not_switched: 'Helaas kon dat niet worden omgezet. Probeert u het nog eens.',
  switched_on: '{name} staat aan.',
  switched_on_until: '{name} staat aan tot {day} {time} uur.',
  switched_off: '{name} staat uit.',
  switched_to: '{name} staat op {state}.',
  switched_to_until: '{name} staat op {state} tot {day} {time} uur.',
};
