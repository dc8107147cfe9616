// The page on which one signs in.

import { make, setText } from "./dom.js";
import { signIn } from "./session.js";

/** Shows the page in `place`; `done` is given who signed in. */
export function showSignIn(place, reason, done) {
  document.title = "Sign in · Rollcall";
  const error = make("p", { className: "error", role: "alert" });
  const user = make("input", {
    id: "user",
    name: "username",
    autocomplete: "username",
    spellcheck: false,
    autocapitalize: "none",
    "aria-describedby": "user-hint",
  });
  const secret = make("input", {
    id: "secret",
    name: "password",
    type: "password",
    required: true,
    autocomplete: "current-password",
    "aria-describedby": "secret-hint",
  });
  const button = make("button", { type: "submit", className: "main" }, "Sign in");
  const form = make(
    "form",
    {
      className: "fields",
      submit: async (event) => {
        event.preventDefault();
        button.disabled = true;
        setText(error, "");
        try {
          await done(await signIn(user.value.trim(), secret.value.trim()));
        } catch (failed) {
          setText(error, failed.message);
          button.disabled = false;
          secret.focus();
        }
      },
    },
    make("label", { for: "user" }, "Account or API key"),
    user,
    make(
      "p",
      { id: "user-hint", className: "hint" },
      "The sid that begins with AC or SK. Leave it empty to sign in with an API token.",
    ),
    make("label", { for: "secret" }, "Auth token, secret or API token"),
    secret,
    make(
      "p",
      { id: "secret-hint", className: "hint" },
      "The server shows the account's sid and auth token at its first start, and keeps them in the file account of its data folder. It makes API tokens by ",
      make("code", {}, "./rollcall token create --user NAME"),
      ".",
    ),
    error,
    button,
  );
  place.replaceChildren(
    make(
      "div",
      { className: "alone" },
      make("h1", {}, "Sign in"),
      make("p", {}, reason || "See who is in your conferences, and act on it."),
      form,
    ),
  );
  user.focus();
}
