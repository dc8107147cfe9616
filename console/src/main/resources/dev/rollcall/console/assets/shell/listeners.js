// What is open to whom, in plain sentences, from what the server tells of its listeners.

const NAMES = { http: "HTTP", sip: "SIP", audio: "Audio" };

const NETWORKS = {
  "this-machine": "this machine only",
  "private-network": "a private network",
  "every-network": "every network",
};

/** "HTTP 127.0.0.1:8080", "Audio 127.0.0.1:20000–29999". */
export function named(listener) {
  const host = listener.address.includes(":") ? `[${listener.address}]` : listener.address;
  const ports = listener.last_port === listener.port ? listener.port : `${listener.port}–${listener.last_port}`;
  return `${NAMES[listener.name] ?? listener.name} ${host}:${ports}`;
}

/** "this machine only", "every network". */
export function network(listener) {
  return NETWORKS[listener.open_to] ?? listener.open_to;
}

/** Whether others than this machine reach something there that they should be told about. */
export function isExposed(listener) {
  return listener.open_to !== "this-machine";
}

/**
 * The shortest honest summary: a sentence for each listener that others reach, one for all that only
 * this machine does. Audio is where SIP is, so it is not named.
 */
export function summary(listeners) {
  const spoken = listeners.filter((each) => each.name !== "audio");
  const inside = spoken.filter((each) => !isExposed(each));
  const sentences = spoken.filter(isExposed).map(sentence);
  if (inside.length > 0) {
    sentences.push(`Open to this machine only: ${inside.map(named).join(", ")}.`);
  }
  return { warns: inside.length < spoken.length, text: sentences.join(" ") };
}

function sentence(listener) {
  const place = `${named(listener)} is open to ${network(listener)}`;
  const there = listener.open_to === "private-network" ? " there" : "";
  switch (listener.name) {
    case "sip":
      return `${place}, and anybody${there} may call in without proof.`;
    case "http":
      return `${place}: credentials are asked for, and go unencrypted unless a proxy adds https.`;
    default:
      return `${place}.`;
  }
}
