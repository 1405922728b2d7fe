import type { Sentences } from './en.ts';

/** The built-in sentences in Italian. */
export const it: Sentences = {
  not_in_service: 'Il numero che ha composto non è attivo.',
  nobody_answered:
    'Siamo spiacenti, nessuno può rispondere alla Sua chiamata. La preghiamo di riprovare più tardi.',
  busy: 'La persona che sta chiamando è occupata. La preghiamo di riprovare più tardi.',
  unreachable:
    'Siamo spiacenti, la persona che sta chiamando non è raggiungibile. La preghiamo di riprovare più tardi.',
  no_such_group: 'Siamo spiacenti, questo gruppo non è raggiungibile. La preghiamo di riprovare più tardi.',
  not_a_number: 'Siamo spiacenti, questo numero non è valido.',
  not_allowed: 'Siamo spiacenti, questo telefono non può chiamare quel numero.',
  transfer_not_allowed: 'Siamo spiacenti, questa chiamata non può essere trasferita a quel numero.',
  transfer_not_a_number:
    'Siamo spiacenti, non è stato possibile trasferire la chiamata. Il numero non è valido.',
  no_caller_id:
    "Siamo spiacenti, questo telefono non ha un numero da mostrare, quindi non può chiamare all'esterno.",
  rehearsal: 'Questo è un sistema di prova. Il numero che ha composto non può essere chiamato da qui.',
  emergency_over:
    'La chiamata di emergenza è terminata o non è riuscita. Se ha ancora bisogno di aiuto, riagganci e componga di nuovo il numero.',
  trouble:
    'Siamo spiacenti, in questo momento non possiamo rispondere alla Sua chiamata. La preghiamo di riprovare più tardi.',
  confirm: 'Ha una chiamata. Prema 1 per accettarla.',
  wrong_choice: 'Siamo spiacenti, questa scelta non esiste.',
  no_choice: 'Siamo spiacenti, non abbiamo capito la Sua scelta. La preghiamo di richiamare.',
  leave_message: 'Lasci un messaggio dopo il segnale acustico.',
  message_taken: 'Grazie. Il Suo messaggio è stato registrato.',
  no_message: 'Non abbiamo sentito alcun messaggio.',
  cannot_join:
    'Siamo spiacenti, in questo momento non può partecipare alla conferenza. La preghiamo di riprovare più tardi.',
  not_switched: 'Siamo spiacenti, la modifica non è riuscita. La preghiamo di riprovare.',
  switched_on: '{name}: attivato.',
  switched_on_until: '{name}: attivato fino a {day} alle {time}.',
  switched_off: '{name}: disattivato.',
  switched_to: '{name}: impostato su {state}.',
  switched_to_until: '{name}: impostato su {state} fino a {day} alle {time}.',
};
