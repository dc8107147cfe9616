// How messages answer each other: which of them are versions of one another, and which are on the branch that goes on.

/**
 * What there is to say of the branches of `messages`, by message id: `{ version, versions, tip, aside }`.
 * `tip` is the newest message of its branch, `aside` tells that it is not on the branch that ends at
 * `current`. Empty where nothing branches. Of messages that have not been read it knows nothing.
 */
export function branches(messages, current) {
  const children = new Map();
  for (const message of messages) {
    const siblings = children.get(message.parent_id) ?? [];
    siblings.push(message);
    children.set(message.parent_id, siblings);
  }
  // What is oldest of what was read answers something that was not, or nothing at all.
  const found = new Map();
  if (![...children.values()].some((siblings) => siblings.length > 1)) {
    return found;
  }
  const { on, from } = way(messages, current);
  for (const siblings of children.values()) {
    siblings.forEach((message, index) => {
      found.set(message.id, {
        version: index + 1,
        versions: siblings.length,
        tip: tip(message, children),
        aside: message.seq > from && !on.has(message.id),
      });
    });
  }
  return found;
}

/** The messages from `current` up as far as they are known, and the number of the oldest of them. */
function way(messages, current) {
  const byId = new Map(messages.map((message) => [message.id, message]));
  const on = new Set();
  let from = Infinity;
  for (let each = byId.get(current); each; each = byId.get(each.parent_id)) {
    on.add(each.id);
    from = each.parent_id ? each.seq : 0;
  }
  return { on, from };
}

function tip(message, children) {
  let last = message;
  for (let next = children.get(last.id); next; next = children.get(last.id)) {
    last = next.at(-1);
  }
  return last;
}
