import type { Button, Message } from './limits.js';

/** The people and places of the practice workspace. Names only; nothing here exists anywhere. */
export const TEAM = { id: 'T0PRACTICE', domain: 'contoso' };
export const APP = { id: 'A0PRACTICE', token: 'practice-verification-token' };
export const USER = { id: 'U0PRACTICE', name: 'ana' };
export const CHANNELS = [
  { id: 'C0MAILOPS0', name: 'mail-ops' },
  { id: 'C0HELPDESK', name: 'helpdesk' },
] as const;

export interface Channel {
  readonly id: string;
  readonly name: string;
}

export const channelOf = (id: string): Channel | undefined => CHANNELS.find((channel) => channel.id === id);

/** Slack escapes these three characters in what people type, and no others. */
export const escapeText = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** A typed line as Slack cuts it: the command up to the first blank or line break, and everything behind it. */
export function splitCommand(typed: string): { command: string; text: string } {
  const at = typed.search(/\s/);
  return at < 0 ? { command: typed, text: '' } : { command: typed.slice(0, at), text: typed.slice(at + 1).trim() };
}

export interface CommandRequest {
  readonly command: string;
  readonly text: string;
  readonly channel: Channel;
  readonly responseUrl: string;
  readonly triggerId: string;
}

/** The form body of a slash command, every field that Slack sends, in Slack's order. */
export function commandBody({ command, text, channel, responseUrl, triggerId }: CommandRequest): string {
  return new URLSearchParams({
    token: APP.token,
    team_id: TEAM.id,
    team_domain: TEAM.domain,
    channel_id: channel.id,
    channel_name: channel.name,
    user_id: USER.id,
    user_name: USER.name,
    command,
    text: escapeText(text),
    api_app_id: APP.id,
    is_enterprise_install: 'false',
    response_url: responseUrl,
    trigger_id: triggerId,
  }).toString();
}

export interface PressRequest {
  readonly button: Button;
  readonly blockId: string;
  readonly message: Message;
  readonly messageTs: string;
  readonly ephemeral: boolean;
  readonly channel: Channel;
  readonly responseUrl: string;
  readonly triggerId: string;
  readonly actionTs: string;
}

/** The form body of a pressed button. Of an ephemeral message Slack gives the place, not the blocks. */
export function pressBody(press: PressRequest): string {
  const { button, blockId, channel, messageTs, ephemeral } = press;
  const { accessibility_label: _label, confirm: _confirm, ...sent } = button;
  const payload = {
    type: 'block_actions',
    user: { id: USER.id, username: USER.name, name: USER.name, team_id: TEAM.id },
    api_app_id: APP.id,
    token: APP.token,
    container: { type: 'message', message_ts: messageTs, channel_id: channel.id, is_ephemeral: ephemeral },
    trigger_id: press.triggerId,
    team: TEAM,
    enterprise: null,
    is_enterprise_install: false,
    channel,
    ...(ephemeral ? {} : { message: { type: 'message', ts: messageTs, text: press.message.text ?? '', blocks: press.message.blocks ?? [] } }),
    state: { values: {} },
    response_url: press.responseUrl,
    actions: [{ ...sent, block_id: blockId, action_ts: press.actionTs }],
  };
  return new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
}
