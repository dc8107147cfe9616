// Makes every call of the REST API that the official Node SDK can make to a server; prints a line for each that went as it
// should, and fails at the first that did not. Arguments: the folder with node_modules, the server's address, account
// sid, auth token, the address of a sound file.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const [folder, server, accountSid, authToken, sound] = process.argv.slice(2);
const twilio = createRequire(join(folder, 'package.json'))('twilio');

const FROM = '+4930123450';
const ROOM = 'morning stand-up';
const LABEL = 'Zoë, 2nd desk';
const DEADLINE = 20_000;

function client(user, secret, account) {
  const made = twilio(user, secret, { accountSid: account });
  made.api.baseUrl = server;
  made.insights.baseUrl = server;
  return made;
}

async function step(name, action) {
  try {
    const result = await action();
    console.log(`ok ${name}`);
    return result;
  } catch (error) {
    console.error(`${name}: ${error.stack}`);
    process.exit(1);
  }
}

async function until(question) {
  const end = Date.now() + DEADLINE;
  for (;;) {
    try {
      return await question();
    } catch (error) {
      if (!(error instanceof assert.AssertionError) || Date.now() > end) throw error;
    }
    await pause(20);
  }
}

async function refused(call, status, code) {
  await assert.rejects(call, (error) => {
    assert.deepEqual([error.status, error.code], [status, code]);
    return true;
  });
}

const sids = (records) => records.map((each) => each.sid ?? each.callSid).sort();
const owner = client(accountSid, authToken, accountSid);

const guest = await step('create participant', async () => {
  const made = await owner.conferences(ROOM).participants.create({
    from: FROM,
    to: 'rollcall:tone',
    label: LABEL,
    timeout: 30,
    timeLimit: 600,
    beep: 'false',
    startConferenceOnEnter: true,
    endConferenceOnExit: false,
    muted: true,
    earlyMedia: true,
    maxParticipants: 10,
    callerId: '+4930123451',
    jitterBufferSize: 'small',
  });
  assert.match(made.callSid, /^CA[0-9a-f]{32}$/);
  assert.match(made.conferenceSid, /^CF[0-9a-f]{32}$/);
  assert.equal(made.accountSid, accountSid);
  assert.equal(made.label, LABEL);
  assert.equal(made.muted, true);
  assert.equal(made.status, 'queued');
  assert.equal(made.queueTime, '0');
  assert.ok(made.dateCreated instanceof Date && !Number.isNaN(made.dateCreated.getTime()));
  return made;
});
const conference = owner.conferences(guest.conferenceSid);

const agent = await step('create participant in the conference by sid', async () => {
  const made = await conference.participants.create({ from: FROM, to: 'rollcall:echo', label: 'agent' });
  assert.equal(made.conferenceSid, guest.conferenceSid);
  return made;
});
const third = await conference.participants.create({ from: FROM, to: 'rollcall:tone', label: 'third' });
const everybody = sids([guest, agent, third]);

await step('fetch participant', () =>
  until(async () => {
    for (const each of [guest, agent, third]) {
      assert.equal((await conference.participants(each.callSid).fetch()).status, 'connected');
    }
  }));

await step('fetch participant by label', async () => {
  const found = await conference.participants(encodeURIComponent(LABEL)).fetch();
  assert.equal(found.callSid, guest.callSid);
  assert.equal(found.queueTime, null);
});

await step('list participants', async () => {
  assert.deepEqual(sids(await conference.participants.list()), everybody);
  assert.deepEqual(sids(await conference.participants.list({ muted: true })), [guest.callSid]);
  assert.deepEqual(sids(await conference.participants.list({ muted: false })), sids([agent, third]));
  assert.deepEqual(await conference.participants.list({ hold: true }), []);
});

await step('page through participants', async () => {
  assert.deepEqual(sids(await conference.participants.list({ pageSize: 1 })), everybody);
  assert.equal((await conference.participants.list({ limit: 2, pageSize: 1 })).length, 2);
  const first = await conference.participants.page({ pageSize: 2 });
  const second = await first.nextPage();
  assert.deepEqual(sids([...first.instances, ...second.instances]), everybody);
  assert.equal(await second.nextPage(), undefined);
  assert.deepEqual(sids((await second.previousPage()).instances), sids(first.instances));
});

await step('mute participant', async () => {
  const there = conference.participants(guest.callSid);
  assert.equal((await there.update({ muted: false })).muted, false);
  assert.equal((await there.update({ muted: true })).muted, true);
  assert.equal((await there.fetch()).muted, true);
});

await step('hold participant', async () => {
  const there = conference.participants(guest.callSid);
  assert.equal((await there.update({ hold: true, holdUrl: sound, holdMethod: 'GET' })).hold, true);
  assert.deepEqual(sids(await conference.participants.list({ hold: true })), [guest.callSid]);
  assert.equal((await there.update({ hold: false })).hold, false);
});

await step('coach participant', async () => {
  const there = conference.participants('third');
  const coaching = await there.update({ coaching: true, callSidToCoach: agent.callSid });
  assert.equal(coaching.coaching, true);
  assert.equal(coaching.callSidToCoach, agent.callSid);
  assert.deepEqual(sids(await conference.participants.list({ coaching: true })), [third.callSid]);
  const stopped = await there.update({ coaching: false });
  assert.equal(stopped.coaching, false);
  assert.equal(stopped.callSidToCoach, null);
});

await step('change the rules of a participant', async () => {
  const there = conference.participants('agent');
  assert.equal((await there.update({ endConferenceOnExit: true })).endConferenceOnExit, true);
  assert.equal((await there.update({ endConferenceOnExit: false, beepOnExit: false })).endConferenceOnExit, false);
});

await step('announce to participant', async () => {
  const told = await conference.participants('agent').update({ announceUrl: sound, announceMethod: 'GET' });
  assert.equal(told.callSid, agent.callSid);
});

await step('announce to conference', async () => {
  const told = await conference.update({ announceUrl: sound, announceMethod: 'GET' });
  assert.equal(told.status, 'in-progress');
});

await step('fetch conference', async () => {
  const found = await conference.fetch();
  assert.equal(found.friendlyName, ROOM);
  assert.equal(found.status, 'in-progress');
  assert.equal(found.reasonConferenceEnded, null);
  assert.ok(found.subresourceUris.participants.endsWith('/Participants.json'));
});

await step('list conferences', async () => {
  const today = new Date((await conference.fetch()).dateCreated);
  const found = await owner.conferences.list({
    friendlyName: ROOM,
    status: 'in-progress',
    dateCreatedAfter: today,
  });
  assert.deepEqual(sids(found), [guest.conferenceSid]);
  assert.deepEqual(await owner.conferences.list({ status: 'completed' }), []);
});

await step('remove participant', async () => {
  assert.equal(await conference.participants('third').remove(), true);
  assert.deepEqual(sids(await conference.participants.list()), sids([guest, agent]));
  await refused(() => conference.participants('third').fetch(), 404, 20404);
});

await step('fetch call', async () => {
  const call = await owner.calls(guest.callSid).fetch();
  assert.equal(call.status, 'in-progress');
  assert.equal(call.direction, 'outbound-api');
  assert.equal(call.to, 'rollcall:tone');
});

await step('list calls', async () => {
  assert.deepEqual(sids(await owner.calls.list({ status: 'in-progress' })), sids([guest, agent]));
  assert.deepEqual(sids(await owner.calls.list({ status: 'completed' })), sids([third]));
  assert.deepEqual(sids(await owner.calls.list({ to: 'rollcall:echo' })), sids([agent]));
});

await step('end call', async () => {
  assert.equal((await owner.calls(guest.callSid).update({ status: 'completed' })).status, 'completed');
  assert.deepEqual(sids(await conference.participants.list()), sids([agent]));
});

await step('end conference', async () => {
  const ended = await conference.update({ status: 'completed' });
  assert.equal(ended.status, 'completed');
  assert.equal(ended.reasonConferenceEnded, 'conference-ended-via-api');
  assert.deepEqual(await conference.participants.list(), []);
  assert.deepEqual(sids(await owner.conferences.list({ status: 'completed' })), [guest.conferenceSid]);
});

const insights = owner.insights.v1.conferences(guest.conferenceSid);

await step('fetch conference summary', async () => {
  const summary = await insights.fetch();
  assert.equal(summary.friendlyName, ROOM);
  assert.equal(summary.status, 'completed');
  assert.equal(summary.endReason, 'conference_ended_via_api');
  // Two of the three calls went to the same address.
  assert.equal(summary.uniqueParticipants, 2);
  assert.equal(summary.maxConcurrentParticipants, 3);
  assert.ok(summary.startTime <= summary.endTime);
});

await step('list conference summaries', async () => {
  const found = await owner.insights.v1.conferences.list({ friendlyName: ROOM });
  assert.deepEqual(found.map((each) => each.conferenceSid), [guest.conferenceSid]);
});

const participants = await step('list participant summaries', async () => {
  const found = await insights.conferenceParticipants.list({ pageSize: 1 });
  assert.deepEqual(sids(found), everybody);
  assert.deepEqual(found.map((each) => each.label).sort(), [LABEL, 'agent', 'third'].sort());
  for (const each of found) {
    assert.equal(each.callDirection, 'outbound');
    assert.equal(each.from, FROM);
    assert.ok(each.joinTime <= each.leaveTime);
  }
  return found;
});

await step('fetch participant summary', async () => {
  const one = participants[0];
  const found = await insights.conferenceParticipants(one.participantSid).fetch();
  assert.equal(found.callSid, one.callSid);
});

const branch = await step('create account', async () => {
  const made = await owner.api.v2010.accounts.create({ friendlyName: 'Branch' });
  assert.equal(made.friendlyName, 'Branch');
  assert.equal(made.ownerAccountSid, accountSid);
  assert.equal(made.status, 'active');
  return made;
});

await step('list accounts', async () => {
  assert.deepEqual(sids(await owner.api.v2010.accounts.list({ friendlyName: 'Branch' })), [branch.sid]);
  assert.deepEqual(sids(await owner.api.v2010.accounts.list()), [accountSid, branch.sid].sort());
});

await step('fetch account', async () => {
  assert.equal((await owner.api.v2010.accounts(branch.sid).fetch()).authToken, branch.authToken);
});

await step('update account', async () => {
  const there = owner.api.v2010.accounts(branch.sid);
  assert.equal((await there.update({ friendlyName: 'Twig', status: 'suspended' })).status, 'suspended');
  assert.equal((await there.update({ status: 'active' })).friendlyName, 'Twig');
});

await step('act as the sub-account', async () => {
  const its = client(branch.sid, branch.authToken, branch.sid);
  assert.deepEqual(await its.conferences.list(), []);
  await refused(() => its.conferences(guest.conferenceSid).fetch(), 404, 20404);
});

const key = await step('create key', async () => {
  const made = await owner.newKeys.create({ friendlyName: 'bot' });
  assert.match(made.sid, /^SK[0-9a-f]{32}$/);
  assert.match(made.secret, /^[0-9a-zA-Z]+$/);
  return made;
});
const bot = client(key.sid, key.secret, accountSid);

await step('list keys', async () => {
  assert.deepEqual(sids(await owner.keys.list()), [key.sid]);
});

await step('fetch key', async () => {
  const found = await owner.keys(key.sid).fetch();
  assert.equal(found.friendlyName, 'bot');
  assert.equal(found.secret, undefined);
});

await step('update key', async () => {
  assert.equal((await owner.keys(key.sid).update({ friendlyName: 'robot' })).friendlyName, 'robot');
});

await step('use key', async () => {
  assert.deepEqual(sids(await bot.conferences.list()), [guest.conferenceSid]);
  await refused(() => bot.keys.list(), 403, 20003);
});

await step('remove key', async () => {
  assert.equal(await owner.keys(key.sid).remove(), true);
  await refused(() => bot.conferences.list(), 401, 20003);
});
