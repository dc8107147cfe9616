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
import java.util.Optional;
import java.util.Set;

/** The calls of an account, live and over, and ending one. */
final class CallOperations {
  private static final CallStatus[] ENDS = {CallStatus.COMPLETED, CallStatus.CANCELED};
  private static final Set<String> UPDATABLE = Set.of("Status");

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
    return answer(roster.call(caller.account(), sid(callText)));
  }

  HttpResponse update(Caller caller, String callText, Arguments arguments) {
    UnsupportedParameters.refuse(UnsupportedParameter.Operation.UPDATE_CALL, arguments);
    arguments.refuseUnknown(UPDATABLE);
    Optional<CallStatus> status = arguments.choice("Status", ENDS, WireNames::of);
    CallSid sid = sid(callText);
    if (status.isEmpty()) {
      return answer(roster.call(caller.account(), sid));
    }
    return answer(
        status.get() == CallStatus.CANCELED
            ? roster.cancel(caller.account(), sid)
            : roster.hangUp(caller.account(), sid));
  }

  private static CallSid sid(String text) {
    return CallSid.parse(text)
        .orElseThrow(() -> new RefusedException(Problem.CALL_NOT_FOUND, "No such call."));
  }

  private static HttpResponse answer(Call call) {
    return HttpResponse.json(
        200, JsonBytes.write(json -> RecordJson.call(new FieldWriter(json), call)));
  }
}
