// The formats of texts that a schema may ask for. Those not named here are taken as notes.

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const TIME = /^(\d{2}):(\d{2}):(\d{2})(?:\.\d+)?(?:[zZ]|[+-](\d{2}):(\d{2}))$/;
const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;
const IPV4 = /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?!$)|$)){4}$/;
const HOST = /^(?=.{1,253}$)(?!-)[a-z0-9-]{1,63}(?<!-)(?:\.(?!-)[a-z0-9-]{1,63}(?<!-))*$/i;
const ADDRESS = /^[^\s@]+@[^\s@]+$/;
const URI = /^[a-z][a-z0-9+.-]*:[^\s<>"{}|\\^`\u0080-\uffff]*$/i;

const FORMATS = {
  "date-time": [isMoment, "a time such as 2026-11-21T08:00:00Z"],
  date: [isDate, "a day such as 2026-11-21"],
  time: [isTime, "a time of day such as 08:00:00Z"],
  uuid: [(text) => UUID.test(text), "a UUID"],
  uri: [(text) => URI.test(text), "a URI, such as https://example.com/"],
  email: [(text) => ADDRESS.test(text), "an e-mail address"],
  ipv4: [(text) => IPV4.test(text), "an IPv4 address"],
  hostname: [(text) => HOST.test(text), "a host name"],
};

/** What a text ought to be, if it is not of the format; null if nothing is wrong. */
export function complaint(format, text) {
  if (!Object.hasOwn(FORMATS, format)) {
    return null;
  }
  const [fits, wanted] = FORMATS[format];
  return fits(text) ? null : `must be ${wanted}`;
}

function isMoment(text) {
  return /^.{10}[tT]/.test(text) && isDate(text.slice(0, 10)) && isTime(text.slice(11));
}

function isDate(text) {
  const [, year, month, day] = (DATE.exec(text) ?? []).map(Number);
  // Day 0 of the month after is the last of this one.
  return month >= 1 && month <= 12 && day >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

function isTime(text) {
  const found = TIME.exec(text);
  if (!found) {
    return false;
  }
  const [hour, minute, second, offsetHour, offsetMinute] = found.slice(1).map((each) => Number(each ?? 0));
  return hour < 24 && minute < 60 && second <= 60 && offsetHour < 24 && offsetMinute < 60;
}
