// History.

import { make } from "../shell/dom.js";

export class Page {
  constructor(place) {
    this.place = place;
  }

  start() {
    this.place.replaceChildren(make("h1", {}, "History"));
  }

  stop() {}
}
