// Where it begins: whoever has signed in sees the page, everybody else signs in first.

import { whenSignedOut } from "./api.js";
import { make } from "./dom.js";
import { RosterPage } from "./rosterpage.js";
import { current, signOut } from "./session.js";
import { showSignIn } from "./signin.js";

const place = document.getElementById("content");
const badge = document.getElementById("who");
let page = null;

function askWho(reason) {
  page?.stop();
  page = null;
  document.querySelectorAll("dialog").forEach((dialog) => dialog.close());
  badge.replaceChildren();
  showSignIn(place, reason, show);
}

function show(who) {
  badge.replaceChildren(
    make("span", { title: who.account_sid }, who.name),
    make("button", { type: "button", click: leave }, "Sign out"),
  );
  if (!who.may_see) {
    place.replaceChildren(
      make("div", { className: "alone" },
        make("h1", {}, "This token sees no conferences"),
        make("p", {}, "It lacks the scope conferences:read. Sign out, and sign in with one that has it."),
      ),
    );
    return;
  }
  page = new RosterPage(place, who, over);
  page.start();
}

function over() {
  if (page) {
    askWho("The session is over. Sign in to go on.");
  }
}

async function leave() {
  try {
    await signOut();
    askWho("You have signed out.");
  } catch (failed) {
    badge.append(make("p", { className: "error", role: "alert" }, failed.message));
  }
}

async function begin() {
  try {
    const who = await current();
    if (who) {
      show(who);
    } else {
      askWho("");
    }
  } catch (failed) {
    place.replaceChildren(
      make("div", { className: "alone" },
        make("h1", {}, "The server does not answer"),
        make("p", { className: "error", role: "alert" }, failed.message),
        make("button", { type: "button", className: "main", click: begin }, "Try again"),
      ),
    );
  }
}

whenSignedOut(over);
begin();
