import type { Sentences } from './en.ts';

/** The built-in sentences in French. */
export const fr: Sentences = {
  not_in_service: "Le numéro que vous avez composé n'est pas en service.",
  nobody_answered: "Désolé, personne n'est disponible pour prendre votre appel. Veuillez rappeler plus tard.",
  busy: 'Votre correspondant est déjà en ligne. Veuillez rappeler plus tard.',
  unreachable: "Désolé, votre correspondant n'est pas joignable. Veuillez rappeler plus tard.",
  no_such_group: "Désolé, ce service n'est pas joignable. Veuillez rappeler plus tard.",
  not_a_number: "Désolé, ce numéro n'est pas valable.",
  not_allowed: "Désolé, ce téléphone n'est pas autorisé à appeler ce numéro.",
  transfer_not_allowed: 'Désolé, cet appel ne peut pas être transféré vers ce numéro.',
  transfer_not_a_number: "Désolé, l'appel n'a pas pu être transféré. Ce numéro n'est pas valable.",
  no_caller_id: "Désolé, ce téléphone n'a pas de numéro à présenter. Il ne peut pas appeler l'extérieur.",
  rehearsal: "Ceci est un système d'essai. Il ne permet pas d'appeler ce numéro.",
  emergency_over:
    "L'appel d'urgence est terminé ou n'a pas abouti. Si vous avez encore besoin d'aide, raccrochez et recomposez le numéro.",
  trouble: 'Désolé, nous ne pouvons pas prendre votre appel pour le moment. Veuillez rappeler plus tard.',
  confirm: 'Vous avez un appel. Appuyez sur le 1 pour le prendre.',
  wrong_choice: "Désolé, ce choix n'est pas proposé.",
  no_choice: "Désolé, nous n'avons pas compris votre choix. Veuillez rappeler.",
  leave_message: 'Veuillez laisser un message après le signal sonore.',
  message_taken: 'Merci. Votre message a été enregistré.',
  no_message: "Nous n'avons pas entendu de message.",
  cannot_join:
    'Désolé, vous ne pouvez pas rejoindre la conférence pour le moment. Veuillez réessayer plus tard.',
  not_switched: "Désolé, le changement n'a pas pu être fait. Veuillez réessayer.",
  switched_on: '{name} : activé.',
  switched_on_until: "{name} : activé jusqu'à {day} à {time}.",
  switched_off: '{name} : désactivé.',
  switched_to: '{name} : réglé sur {state}.',
  switched_to_until: "{name} : réglé sur {state} jusqu'à {day} à {time}.",
};
