// The page of one conversation: what is told of it goes to the parts of the page that show it.

import { call, Watching } from "../shell/mcp.js";
import { ask } from "../shell/dialog.js";
import { make, setText, tell } from "../shell/dom.js";
import { current } from "../shell/session.js";
import { Composer } from "./composer.js";
import { Conversation } from "./conversation.js";
import { EventList } from "./eventlist.js";
import { HuddleBox } from "./huddle.js";
import { MemberList } from "./memberlist.js";
import { MessageList } from "./messagelist.js";
import { may, reaches } from "./scopes.js";
import { titleOf } from "./texts.js";

const PARTS = { about: "conversation", members: "list of members", messages: "messages", events: "events" };

export class ConversationPage {
  constructor(place, who, signedOut, id) {
    this.place = place;
    this.who = who;
    this.signedOut = signedOut;
    this.id = id;
    this.faults = new Map();
    this.outdated = new Set();
    this.frame = 0;
    this.conversation = new Conversation(id, this.listener());
    this.watch = this.watching();
  }

  start() {
    document.title = "Conversation · Rollcall";
    this.build();
    this.watch.watch(this.conversation.uris());
    this.conversation.load().then(() => this.findOwn());
  }

  /** The user by whom an account acts is made at its first call, so only then is it known. */
  async findOwn() {
    try {
      this.who.user_id ??= (await current())?.user_id;
    } catch {
      // Names can do without.
    }
    if (this.who.user_id) {
      this.conversation.own = {
        id: this.who.user_id,
        name: this.who.kind === "user" ? this.who.name : "Console",
      };
      this.show("events");
    }
  }

  stop() {
    this.watch.stop();
    cancelAnimationFrame(this.frame);
  }

  /** What the parts of the page may offer. */
  get rights() {
    const { about, members } = this.conversation;
    const active = about?.status === "active";
    const within = (scope, role) => active && may(this.who, scope) && reaches(this.who, members.me, role);
    return {
      post: within("messages:write", "member"),
      moderate: within("messages:write", "owner"),
      mark: may(this.who, "read_state:write") && members.me !== null,
      add: within("participants:write", "member"),
      manage: may(this.who, "participants:write") && reaches(this.who, members.me, "owner"),
      settings: may(this.who, "read_state:write") || may(this.who, "participants:write"),
      change: may(this.who, "conversations:write") && reaches(this.who, members.me, "member"),
      own: may(this.who, "conversations:write") && reaches(this.who, members.me, "owner"),
      call: within("conversations:write", "member"),
      conferences: may(this.who, "conferences:read"),
      dial: this.who.may_change,
    };
  }

  build() {
    this.title = make("h1", {}, "…");
    this.state = make("span", { className: "talk-state", hidden: true });
    this.live = make("p", { className: "live" }, "Connecting…");
    this.summary = make("p", { className: "talk-about" });
    this.error = make("p", { className: "error", role: "alert", hidden: true });
    this.bar = make("div", { className: "bar", role: "group", "aria-label": "Actions of the conversation" });
    const context = {
      id: this.id,
      who: this.who,
      conversation: this.conversation,
      rights: () => this.rights,
      ownId: () => this.conversation.members.me?.actor_reference ?? this.who.user_id,
    };
    this.messages = new MessageList(context);
    this.composer = new Composer(context);
    this.members = new MemberList(context);
    this.huddle = new HuddleBox(context);
    this.events = new EventList(context);
    this.place.replaceChildren(
      make("p", { className: "talk-back" }, make("a", { href: "/conversations" }, "All conversations")),
      make("div", { className: "head" }, this.title, this.state, this.live, this.bar),
      this.summary,
      this.error,
      make(
        "div",
        { className: "talk-columns" },
        make("div", { className: "talk-main" }, this.messages.element, this.composer.element),
        make("div", { className: "talk-side" }, this.huddle.element, this.members.element, this.events.element),
      ),
    );
  }

  listener() {
    return Object.assign((part) => this.show(part), {
      gone: () => this.gone(),
      failed: (part, error) => {
        if (error?.status === 401) {
          return;
        }
        if (error) {
          this.faults.set(part, error.message);
        } else {
          this.faults.delete(part);
        }
        this.fault();
      },
    });
  }

  // What is told.

  watching() {
    return new Watching({
      opened: (uris) => {
        this.say(true, "Live");
        uris.forEach((uri) => this.conversation.apply(uri));
      },
      changed: (uri) => this.conversation.apply(uri),
      // Whoever is let in no more hears that by no change of the conversation itself.
      listChanged: () => this.conversation.outdate("about"),
      lost: (reason) => this.say(false, `Not live: ${reason} Trying again…`),
      signedOut: () => this.signedOut(),
    });
  }

  // Showing.

  /** Once in each frame, whatever has changed until then. */
  show(part) {
    if (this.watch.stopped) {
      return;
    }
    this.outdated.add(part);
    this.frame ||= requestAnimationFrame(() => this.paint());
  }

  paint() {
    const parts = this.outdated;
    this.outdated = new Set();
    this.frame = 0;
    if (parts.has("about")) {
      this.showAbout();
      this.watch.watch(this.conversation.uris());
    }
    if (parts.has("members")) {
      this.showBar();
      this.findMarkers();
    }
    const ofPeople = parts.has("members") || parts.has("messages");
    if (ofPeople || parts.has("about")) {
      this.messages.show();
      this.composer.show();
      this.huddle.show();
    }
    if (ofPeople) {
      this.members.show();
    }
    if (ofPeople || parts.has("events")) {
      this.events.show();
    }
  }

  async findMarkers() {
    const ids = this.conversation.members.all.map((each) => each.last_read_message_id);
    const { messages } = this.conversation;
    if (messages.loaded && (await messages.findNumbers(ids)) && !this.watch.stopped) {
      this.members.show();
    }
  }

  showAbout() {
    const { about } = this.conversation;
    if (!about) {
      return;
    }
    document.title = `${titleOf(about)} · Rollcall`;
    setText(this.title, titleOf(about));
    setText(this.summary, about.summary ?? "");
    this.state.hidden = about.status === "active";
    setText(this.state, about.status);
    this.showBar();
  }

  showBar() {
    const { about, members } = this.conversation;
    if (!about) {
      return;
    }
    const rights = this.rights;
    const archived = about.status === "archived";
    const kind = [rights.change, rights.own, rights.add, archived, members.me !== null].join();
    if (this.bar.dataset.kind === kind) {
      return;
    }
    this.bar.dataset.kind = kind;
    const button = (text, click) => make("button", { type: "button", click }, text);
    this.bar.replaceChildren(
      ...(rights.add && !members.me ? [button("Take part", () => this.join())] : []),
      ...(rights.change ? [button("Edit", () => this.edit())] : []),
      ...(rights.own
        ? [
            button(archived ? "Reopen" : "Archive", () => this.change({ status: archived ? "active" : "archived" })),
            button("Delete", () => this.remove()),
          ]
        : []),
    );
  }

  gone() {
    if (this.watch.stopped) {
      return;
    }
    this.stop();
    document.querySelectorAll("dialog").forEach((dialog) => dialog.close());
    document.title = "No such conversation · Rollcall";
    this.place.replaceChildren(
      make(
        "div",
        { className: "alone" },
        make("h1", {}, "No such conversation"),
        make("p", {}, "It was deleted, or you are not in it, or it never was."),
        make("p", {}, make("a", { href: "/conversations" }, "All conversations")),
      ),
    );
    this.place.focus();
  }

  // Acting.

  async change(fields) {
    try {
      await call("update_conversation", { conversation_id: this.id, ...fields });
      this.faults.delete("change");
    } catch (failed) {
      this.faults.set("change", failed.message);
    }
    this.fault();
  }

  async join() {
    try {
      await call("create_conversation_participant", { conversation_id: this.id, participant: "me" });
      this.faults.delete("change");
    } catch (failed) {
      this.faults.set("change", failed.message);
    }
    this.fault();
  }

  edit() {
    const { about } = this.conversation;
    ask({
      title: "Edit the conversation",
      fields: [
        { name: "title", label: "Title", value: about.title ?? "" },
        { name: "summary", label: "Summary", value: about.summary ?? "" },
      ],
      action: "Save",
      submit: ({ title, summary }) =>
        call("update_conversation", { conversation_id: this.id, title, summary }),
    });
  }

  remove() {
    const { about } = this.conversation;
    ask({
      title: `Delete ${titleOf(about)}?`,
      text: "It is deleted for everybody, with all its messages, and cannot be brought back. To keep it, archive it instead.",
      action: "Delete for everybody",
      dangerous: true,
      submit: async () => {
        await call("delete_conversation", { conversation_id: this.id, confirm: true });
        location.assign("/conversations");
      },
    });
  }

  say(is, text) {
    this.live.classList.toggle("on", is);
    setText(this.live, text);
    if (!is) {
      tell(text);
    }
  }

  fault() {
    const texts = [...this.faults].map(([part, text]) =>
      PARTS[part] ? `The ${PARTS[part]} may be out of date: ${text}` : text,
    );
    this.error.hidden = texts.length === 0;
    setText(this.error, texts.join(" "));
  }
}
