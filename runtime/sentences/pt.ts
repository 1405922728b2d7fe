import type { Sentences } from './en.ts';

/** The built-in sentences in Portuguese, in words that Portugal and Brazil share. */
export const pt: Sentences = {
  not_in_service: 'O número que marcou não está em serviço.',
  nobody_answered: 'Lamentamos, mas ninguém pode atender a sua chamada. Por favor, tente mais tarde.',
  busy: 'A linha está ocupada. Por favor, tente mais tarde.',
  unreachable: 'Lamentamos, mas não é possível contactar essa pessoa. Por favor, tente mais tarde.',
  no_such_group: 'Lamentamos, mas não é possível contactar este grupo. Por favor, tente mais tarde.',
  not_a_number: 'Lamentamos, mas esse número não é válido.',
  not_allowed: 'Lamentamos, mas este telefone não pode ligar para esse número.',
  transfer_not_allowed: 'Lamentamos, mas esta chamada não pode ser transferida para esse número.',
  transfer_not_a_number: 'Lamentamos, mas não foi possível transferir a chamada. Esse número não é válido.',
  no_caller_id:
    'Lamentamos, mas este telefone não tem um número para mostrar e não pode fazer chamadas externas.',
  rehearsal: 'Este é um sistema de testes. Daqui não é possível ligar para esse número.',
  emergency_over:
    'A chamada de emergência terminou ou não foi possível completá-la. Se ainda precisa de ajuda, desligue e ligue novamente.',
  trouble: 'Lamentamos, mas neste momento não podemos atender a sua chamada. Por favor, tente mais tarde.',
  confirm: 'Tem uma chamada. Pressione 1 para atender.',
  wrong_choice: 'Lamentamos, mas essa opção não existe.',
  no_choice: 'Lamentamos, mas não entendemos a sua escolha. Por favor, ligue novamente.',
  leave_message: 'Por favor, deixe uma mensagem após o sinal.',
  message_taken: 'Obrigado. A sua mensagem foi gravada.',
  no_message: 'Não ouvimos nenhuma mensagem.',
  cannot_join: 'Lamentamos, mas neste momento não pode entrar na conferência. Por favor, tente mais tarde.',
  not_switched: 'Lamentamos, mas não foi possível fazer a alteração. Por favor, tente novamente.',
  switched_on: '{name}: ativado.',
  switched_on_until: '{name}: ativado até {day} às {time}.',
  switched_off: '{name}: desativado.',
  switched_to: '{name}: definido como {state}.',
  switched_to_until: '{name}: definido como {state} até {day} às {time}.',
};
