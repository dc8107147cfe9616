// The lists of conferences and participants that are kept for good, a page at a time.

import { get } from "../shell/api.js";

/** One page of a list: its records, and the path of the next page, null if there is none. */
export async function readPage(path, name) {
  const answer = await get(path);
  const next = answer.meta.next_page_url;
  return { records: answer[name], next: next ? pathOf(next) : null };
}

/** All records of a list. */
export async function readAll(path, name) {
  const found = [];
  for (let next = path; next; ) {
    const page = await readPage(next, name);
    found.push(...page.records);
    next = page.next;
  }
  return found;
}

/** The addresses are whole ones, as the server was asked for; only this origin is ever asked. */
function pathOf(address) {
  const url = new URL(address, location.href);
  return url.pathname + url.search;
}
