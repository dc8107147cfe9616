package dev.rollcall.rest;

import dev.rollcall.core.Problem;
import dev.rollcall.core.RefusedException;
import dev.rollcall.core.call.Call;
import dev.rollcall.core.call.CallFilter;
import dev.rollcall.core.call.CallStatus;
import dev.rollcall.core.identity.CallSid;
import dev.rollcall.core.paging.Page;
import dev.rollcall.core.roster.Roster;
import dev.rollcall.http.HttpResponse;
import dev.rollcall.http.JsonBytes;
import java.util.Set;

/** The calls of an account, live and over. */
final class CallOperations {
  private final Roster roster;

  CallOperations(Roster roster) {
    this.roster = roster;
  }

  HttpResponse list(Caller caller, Arguments arguments) {
    PageQuery query = PageQuery.of(arguments, ListKind.CALLS);
    CallFilter filter =
        new CallFilter(
            arguments.text("To"),
            arguments.text("From"),
            arguments.callSid("ParentCallSid"),
            arguments.choice("Status", CallStatus.values(), WireNames::of),
            TimeFilter.times(arguments, "StartTime"),
            TimeFilter.times(arguments, "EndTime"));
    Page<Call> page = roster.calls(caller.account(), filter, query.request());
    ListAnswer answer =
        new ListAnswer(
            ListKind.CALLS,
            RecordJson.accountPath(caller.account()) + "/Calls.json",
            arguments.parameters(),
            query);
    return HttpResponse.json(
        200,
        JsonBytes.write(
            json -> answer.write(new FieldWriter(json), page, Call::sid, RecordJson::call)));
  }

  HttpResponse read(Caller caller, String callText, Arguments arguments) {
    arguments.refuseUnknown(Set.of());
    CallSid sid =
        CallSid.parse(callText)
            .orElseThrow(() -> new RefusedException(Problem.CALL_NOT_FOUND, "No such call."));
    Call call = roster.call(caller.account(), sid);
    return HttpResponse.json(
        200, JsonBytes.write(json -> RecordJson.call(new FieldWriter(json), call)));
  }
}
