import type { Confirm } from '../limits.js';
import { button, element } from './element.js';

/** Asks as Slack asks before a press counts. Escape is No. */
export function ask({ title, text, confirm, deny }: Confirm): Promise<boolean> {
  return new Promise((resolve) => {
    const yes = button(confirm.text, () => dialog.close('yes'), { class: 'go' });
    const no = button(deny.text, () => dialog.close('no'));
    const dialog = element(
      'dialog',
      { 'aria-labelledby': 'ask' },
      element('h2', { id: 'ask' }, title.text),
      element('p', {}, text.text),
      element('div', { class: 'foot' }, no, yes),
    );
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(dialog.returnValue === 'yes');
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}
