// What a session's scopes allow. The server decides; here it is only about what is offered.

const ADMIN = "conversations:admin";
const READ = "conversations:read";
const ORDER = ["viewer", "member", "owner"];

/** Whether whoever has signed in has been granted `scope`, itself or through another one. */
export function may(who, scope) {
  const ofConversations = !scope.startsWith("conferences:");
  return (
    who.scopes.includes(scope) ||
    (ofConversations && who.scopes.includes(ADMIN)) ||
    (scope === READ && who.scopes.some((each) => each.endsWith(":write") && !each.startsWith("conferences:")))
  );
}

/** Whether it may do in a conversation what needs the role `least`; `me` is its membership, or null. */
export function reaches(who, me, least) {
  return (
    who.scopes.includes(ADMIN) || (me !== null && ORDER.indexOf(me.role) >= ORDER.indexOf(least))
  );
}
