// Where it begins: whoever has signed in sees the page of this address, everybody else signs in first.

import { whenSignedOut } from "./shell/api.js";
import { make } from "./shell/dom.js";
import { current, signOut } from "./shell/session.js";
import { showSignIn } from "./shell/signin.js";

/** Milliseconds after which a page says that it is there: a hidden one has no stream that would show it. */
const STILL_HERE = 20 * 60_000;

const place = document.getElementById("content");
const badge = document.getElementById("who");
const loading = import(`./${document.body.dataset.area}/page.js`);
// Whoever waits for it is told; until then nobody may.
loading.catch(() => {});
let page = null;

function askWho(reason) {
  page?.stop();
  page = null;
  document.querySelectorAll("dialog").forEach((dialog) => dialog.close());
  badge.replaceChildren();
  showSignIn(place, reason, show);
}

async function show(who) {
  const { Page } = await loaded();
  badge.replaceChildren(
    make("span", { title: who.account_sid }, who.name),
    make("button", { type: "button", click: leave }, "Sign out"),
  );
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

async function loaded() {
  try {
    return await loading;
  } catch {
    throw Object.assign(
      new Error("A part of this page could not be loaded: the server may be a newer one by now. Reload the page."),
      { title: "The page is not complete" },
    );
  }
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
        make("h1", {}, failed.title ?? "The server does not answer"),
        make("p", { className: "error", role: "alert" }, failed.message),
        make("button", { type: "button", className: "main", click: () => location.reload() }, "Try again"),
      ),
    );
  }
}

async function stillHere() {
  if (page && !(await current())) {
    over();
  }
}

whenSignedOut(over);
setInterval(() => stillHere().catch(() => {}), STILL_HERE);
begin();
