// Events out of the text of a stream (WHATWG HTML §9.2).

export class Events {
  #rest = "";
  #data = [];

  /** `each` is called with the data of each event. */
  constructor(each) {
    this.each = each;
  }

  take(text) {
    const lines = (this.#rest + text).split(/\r\n|\n|\r(?!$)/);
    this.#rest = lines.pop();
    for (const line of lines) {
      if (line === "") {
        this.#dispatch();
      } else if (line.startsWith("data:")) {
        this.#data.push(line.slice(5).replace(/^ /, ""));
      }
    }
  }

  #dispatch() {
    if (this.#data.length > 0) {
      const data = this.#data.join("\n");
      this.#data = [];
      this.each(data);
    }
  }
}
