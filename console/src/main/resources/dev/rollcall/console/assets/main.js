// Where it begins: whoever has signed in sees the page of this address, everybody else signs in first.

import { whenSignedOut } from "./shell/api.js";
import { make } from "./shell/dom.js";
import { current, signOut } from "./shell/session.js";
import { showSignIn } from "./shell/signin.js";

const place = document.getElementById("content");
const badge = document.getElementById("who");
const loading = import(`./${document.body.dataset.area}/page.js`);
let page = null;

function askWho(reason) {
  page?.stop();
  page = null;
  document.querySelectorAll("dialog").forEach((dialog) => dialog.close());
  badge.replaceChildren();
  showSignIn(place, reason, show);
}

async function show(who) {
  badge.replaceChildren(
    make("span", { title: who.account_sid }, who.name),
    make("button", { type: "button", click: leave }, "Sign out"),
  );
  const { Page } = await loading;
  const objection = Page.objection?.(who);
  if (objection) {
    place.replaceChildren(
      make("div", { className: "alone" }, make("h1", {}, objection.title), make("p", {}, objection.text)),
    );
    return;
  }
  page = new Page(place, who, over);
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
      await show(who);
    } else {
      askWho("");
    }
  } catch (failed) {
    place.replaceChildren(
      make("div", { className: "alone" },
        make("h1", {}, "The server does not answer"),
        make("p", { className: "error", role: "alert" }, failed.message),
        make("button", { type: "button", className: "main", click: () => location.reload() }, "Try again"),
      ),
    );
  }
}

whenSignedOut(over);
begin();
