// How times and names are written.

import { make } from "../shell/dom.js";

const DAY = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short" });
const CLOCK = new Intl.DateTimeFormat("en-GB", { timeStyle: "short" });

/** A time as people read it: without the day if that is today. */
export function when(text) {
  const time = new Date(text);
  const today = time.toDateString() === new Date().toDateString();
  return (today ? CLOCK : DAY).format(time);
}

/** An element that shows a time. */
export function timeOf(text) {
  return make("time", { dateTime: text, title: DAY.format(new Date(text)) }, when(text));
}

/** What a conversation is called. */
export function titleOf(conversation) {
  return conversation.title || "Untitled";
}
