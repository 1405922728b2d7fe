import type { Sentences } from './en.ts';

/** The built-in sentences in Spanish. */
export const es: Sentences = {
  not_in_service: 'El número que ha marcado no está en servicio.',
  nobody_answered: 'Lo sentimos, nadie puede atender su llamada. Por favor, inténtelo más tarde.',
  busy: 'La persona a la que llama está ocupada. Por favor, inténtelo más tarde.',
  unreachable:
    'Lo sentimos, no se puede localizar a la persona a la que llama. Por favor, inténtelo más tarde.',
  no_such_group: 'Lo sentimos, no se puede localizar a este grupo. Por favor, inténtelo más tarde.',
  not_a_number: 'Lo sentimos, ese número no es válido.',
  not_allowed: 'Lo sentimos, este teléfono no puede llamar a ese número.',
  transfer_not_allowed: 'Lo sentimos, esta llamada no se puede transferir a ese número.',
  transfer_not_a_number: 'Lo sentimos, no se ha podido transferir la llamada. Ese número no es válido.',
  no_caller_id:
    'Lo sentimos, este teléfono no tiene un número que mostrar, así que no puede hacer llamadas externas.',
  rehearsal: 'Este es un sistema de pruebas. Desde aquí no se puede llamar al número que ha marcado.',
  emergency_over:
    'La llamada de emergencia ha terminado o no se ha podido conectar. Si todavía necesita ayuda, cuelgue y vuelva a marcar.',
  trouble: 'Lo sentimos, en este momento no podemos atender su llamada. Por favor, inténtelo más tarde.',
  confirm: 'Tiene una llamada. Presione 1 para atenderla.',
  wrong_choice: 'Lo sentimos, esa opción no existe.',
  no_choice: 'Lo sentimos, no hemos entendido su elección. Por favor, llame de nuevo.',
  leave_message: 'Por favor, deje un mensaje después de la señal.',
  message_taken: 'Gracias. Su mensaje ha quedado grabado.',
  no_message: 'No hemos oído ningún mensaje.',
  cannot_join:
    'Lo sentimos, en este momento no puede unirse a la conferencia. Por favor, inténtelo más tarde.',
  not_switched: 'Lo sentimos, no se ha podido hacer el cambio. Por favor, inténtelo de nuevo.',
  switched_on: '{name}: activado.',
  switched_on_until: '{name}: activado hasta el {day} a las {time}.',
  switched_off: '{name}: desactivado.',
  switched_to: '{name}: puesto en {state}.',
  switched_to_until: '{name}: puesto en {state} hasta el {day} a las {time}.',
};
