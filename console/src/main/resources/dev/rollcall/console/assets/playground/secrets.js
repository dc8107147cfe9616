// Keeps secrets out of what is shown: whoever looks over a shoulder, or at a picture of the page,
// sees that there is one and not which.

export const HIDDEN = "••••••••";

const NAMES = ["auth_token", "secret"];

/** A mask for the calls of one tool, whose parameters may be secrets too. */
export class Mask {
  constructor(schema) {
    const own = Object.entries(schema?.properties ?? {}).filter(([, each]) => each.format === "password");
    this.names = new Set([...NAMES, ...own.map(([name]) => name)]);
    const names = [...this.names].map((name) => name.replace(/[^\w]/g, "\\$&")).join("|");
    this.inJson = new RegExp(`("(?:${names})"\\s*:\\s*)"(?:[^"\\\\]|\\\\.)*"`, "g");
    this.inEscapedJson = new RegExp(`(\\\\"(?:${names})\\\\"\\s*:\\s*)\\\\"(?:[^"\\\\]|\\\\[^"])*\\\\"`, "g");
    this.inForm = new RegExp(`((?:^|&)(?:${names})=)[^&]*`, "g");
  }

  hides(name) {
    return this.names.has(name);
  }

  /** A text of a request or an answer without its secrets. */
  text(text) {
    return text
      .replace(this.inJson, `$1"${HIDDEN}"`)
      .replace(this.inEscapedJson, `$1\\"${HIDDEN}\\"`)
      .replace(this.inForm, `$1${HIDDEN}`);
  }

  /** A header's value without its secret. */
  header([name, value]) {
    return name.toLowerCase() === "authorization" ? [name, `${value.split(" ")[0]} ${HIDDEN}`] : [name, value];
  }
}
