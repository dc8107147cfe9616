// What the snippets of all languages share: the call, without any secret.

import { LEGACY, restCall, target } from "../requests.js";

const CLIENT = { name: "my-client", version: "1.0.0" };

/**
 * A call of a tool as the snippets take it: `{ address, name, args, isLegacy, client, variables }`, or
 * of REST `{ method, url, headers, form, json, variables }`. `variables` are the names of those
 * variables of the environment that hold what is secret; a value of `form` that is one is
 * `{ variable }`.
 */
export function mcpSnippet({ endpoint, tool, era, isSigned }, args) {
  return {
    address: new URL(endpoint, location.origin).href,
    name: tool.name,
    args,
    isLegacy: era === LEGACY,
    client: CLIENT,
    isSigned,
    variables: isSigned ? ["ROLLCALL_TOKEN"] : [],
  };
}

export function restSnippet({ tool, isSigned, mask }, args) {
  const call = restCall(tool, args);
  const form = call.form?.map(([name, value]) => [name, mask.hides(name) ? { variable: variableOf(name) } : value]);
  return {
    method: call.method,
    // Not as a URL would have it: what is not filled in yet stays readable, as {ConferenceSid}.
    url: location.origin + target(call),
    headers: call.headers,
    form,
    json: call.json,
    isSigned,
    // A parameter may be there more than once.
    variables: [...new Set([
      ...(isSigned ? ["ROLLCALL_ACCOUNT_SID", "ROLLCALL_AUTH_TOKEN"] : []),
      ...(form ?? []).flatMap(([, value]) => value.variable ?? []),
    ])],
  };
}

/** `SipAuthPassword` as the environment has names: `SIP_AUTH_PASSWORD`. */
function variableOf(name) {
  return name.replace(/([a-z])([A-Z])/g, "$1_$2").replace(/\W/g, "_").toUpperCase();
}

/** The comment that a snippet begins with: what it needs. */
export function needs(sign, variables, others = "") {
  const named = variables.join(", ").replace(/, ([^,]*)$/, " and $1");
  const parts = [named ? `${named} in the environment` : "", others].filter(Boolean);
  return parts.length === 0 ? "" : `${sign} Needs ${parts.join("; ")}.\n`;
}

/** Lines moved to the right, but for the first. */
export function indented(text, by) {
  return text.replaceAll("\n", `\n${" ".repeat(by)}`);
}
