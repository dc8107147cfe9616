// What is asked of the history: as it stands in the address, in the fields, and in requests.

import { ENDS } from "./words.js";

const DAY = /^\d{4}-\d\d-\d\d$/;

/** The question of an address: `{ words, from, to, ended, on }`; what is wrong in it counts as not given. */
export function readQuestion(search) {
  const query = new URLSearchParams(search);
  return {
    text: query.get("q")?.trim() ?? "",
    from: day(query.get("from")),
    to: day(query.get("to")),
    ended: ENDS.has(query.get("ended")) ? query.get("ended") : "",
    on: query.get("on") === "1",
  };
}

/** The question as the query of an address; empty if everything is wanted. */
export function addressOf(question) {
  const query = new URLSearchParams();
  const given = { q: question.text, from: question.from, to: question.to, ended: question.ended, on: question.on ? "1" : "" };
  Object.entries(given).forEach(([name, value]) => value && query.set(name, value));
  return query.size > 0 ? `?${query}` : "";
}

/** The path of the first page of an answer. Days are those of this browser's clock. */
export function pathOf(question, size) {
  const query = new URLSearchParams({ PageSize: size });
  if (question.ended) {
    query.set("EndReason", question.ended);
  }
  if (!question.on) {
    query.set("Status", "completed");
  }
  if (question.from) {
    query.set("CreatedAfter", midnight(question.from, 0).toISOString());
  }
  if (question.to) {
    query.set("CreatedBefore", midnight(question.to, 1).toISOString());
  }
  return `/v1/Conferences?${query}`;
}

/** Whether a conference's name or sid has all the words that are looked for. */
export function hasWords(question, record) {
  const text = `${record.friendly_name} ${record.conference_sid}`.toLowerCase();
  return question.text.toLowerCase().split(/\s+/).every((word) => text.includes(word));
}

/** Whether a conference is what is asked for. */
export function matches(question, record) {
  const created = Date.parse(record.create_time);
  return (
    hasWords(question, record) &&
    (question.on || record.status === "completed") &&
    (!question.ended || record.end_reason === question.ended) &&
    (!question.from || created >= midnight(question.from, 0).getTime()) &&
    (!question.to || created < midnight(question.to, 1).getTime())
  );
}

/** Whether anything is asked for but what is shown first. */
export function isNarrowed(question) {
  return addressOf({ ...question, on: false }) !== "";
}

function day(text) {
  return DAY.test(text ?? "") && !Number.isNaN(midnight(text, 0).getTime()) ? text : "";
}

function midnight(text, later) {
  const [year, month, date] = text.split("-").map(Number);
  return new Date(year, month - 1, date + later);
}
