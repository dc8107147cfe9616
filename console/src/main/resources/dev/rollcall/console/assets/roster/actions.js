// What can be done to conferences and participants. What comes of it, events tell.

import { post, remove } from "../shell/api.js";
import { ask } from "../shell/dialog.js";

const HTTP_ONLY = "An http or https address of a WAV, AU or MP3 file, or of a TwiML document.";

export class Actions {
  constructor(account) {
    this.base = `/2010-04-01/Accounts/${account}/Conferences/`;
  }

  path(participant) {
    return `${this.base}${participant.conference_sid}/Participants/${participant.call_sid}.json`;
  }

  mute(participant) {
    return post(this.path(participant), { Muted: !participant.muted });
  }

  hold(participant) {
    return post(this.path(participant), { Hold: !participant.hold });
  }

  /** Stops coaching, or asks whom to coach. */
  coach(participant, others) {
    if (participant.coaching) {
      return post(this.path(participant), { Coaching: false });
    }
    if (others.length === 0) {
      throw new Error("There is nobody else in it whom one could coach.");
    }
    ask({
      title: `${nameOf(participant)} coaches`,
      text: "Only the one who is coached hears the coach; the coach hears everybody.",
      fields: [
        {
          name: "call",
          label: "Who is coached",
          required: true,
          options: others.map((each) => [each.call_sid, nameOf(each)]),
        },
      ],
      action: "Coach",
      submit: ({ call }) =>
        post(this.path(participant), { Coaching: true, CallSidToCoach: call }),
    });
    return null;
  }

  announceTo(participant) {
    ask({
      title: `Announce to ${nameOf(participant)}`,
      text: "Nobody else hears it.",
      fields: [{ name: "url", label: "Address of the sound", type: "url", required: true, hint: HTTP_ONLY }],
      action: "Announce",
      submit: ({ url }) => post(this.path(participant), { AnnounceUrl: url }),
    });
    return null;
  }

  kick(participant) {
    ask({
      title: `Remove ${nameOf(participant)}?`,
      text: participant.end_conference_on_exit
        ? "The conference ends for everybody, since it ends when this participant leaves."
        : "The call is hung up.",
      action: "Remove",
      dangerous: true,
      submit: () => remove(this.path(participant)),
    });
    return null;
  }

  announce(conference) {
    ask({
      title: `Announce in ${conference.name}`,
      text: "Everybody who hears the conference hears it.",
      fields: [{ name: "url", label: "Address of the sound", type: "url", required: true, hint: HTTP_ONLY }],
      action: "Announce",
      submit: ({ url }) => post(`${this.base}${conference.sid}.json`, { AnnounceUrl: url }),
    });
  }

  end(conference) {
    ask({
      title: `End ${conference.name}?`,
      text: "All calls in it are hung up.",
      action: "End for everybody",
      dangerous: true,
      submit: () => post(`${this.base}${conference.sid}.json`, { Status: "completed" }),
    });
  }

  /** Calls somebody into `conference`, or into one that is named if there is none. */
  add(conference) {
    ask({
      title: conference ? `Call somebody into ${conference.name}` : "Call somebody into a conference",
      fields: [
        ...(conference
          ? []
          : [{ name: "room", label: "Conference", value: "standup", required: true, hint: "It is opened if there is none of that name." }]),
        {
          name: "to",
          label: "Whom to call",
          value: conference ? "" : "rollcall:echo",
          required: true,
          hint: "A sip: address, a number such as +493012345, or a test phone: rollcall:echo, rollcall:tone.",
        },
        { name: "from", label: "Caller", value: "console", required: true, hint: "What the called phone shows: a number such as +493012345, or a name without spaces." },
        { name: "label", label: "Label", hint: "A name by which to know the participant; may be left empty." },
        { name: "muted", label: "Muted from the beginning", type: "checkbox" },
      ],
      action: "Call",
      submit: ({ room, to, from, label, muted }) =>
        post(`${this.base}${encodeURIComponent(conference?.sid ?? room)}/Participants.json`, {
          To: to,
          From: from,
          Label: label,
          Muted: muted,
        }),
    });
  }
}

/** What people call a participant: its label, its caller's name, or whom its call is with. */
export function nameOf(participant) {
  return participant.label || participant.name || participant.from || participant.call_sid;
}
