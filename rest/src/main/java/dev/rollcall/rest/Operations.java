package dev.rollcall.rest;

import dev.rollcall.core.account.Accounts;
import dev.rollcall.core.roster.Roster;
import dev.rollcall.http.HttpResponse;

/** What each method of each route does. */
final class Operations {
  private final AccountOperations accounts;
  private final KeyOperations keys;
  private final ConferenceOperations conferences;
  private final ParticipantOperations participants;
  private final CallOperations calls;

  Operations(Accounts accounts, Roster roster, References references) {
    this.accounts = new AccountOperations(accounts);
    keys = new KeyOperations(accounts);
    conferences = new ConferenceOperations(roster, references);
    participants = new ParticipantOperations(roster, references);
    calls = new CallOperations(roster);
  }

  /** Does what is asked; the method is one that the route has. */
  HttpResponse perform(Caller caller, Route route, Arguments arguments) {
    String method = caller.request().method();
    boolean changes = method.equals("POST");
    return switch (route) {
      case Route.Accounts _ ->
          changes ? accounts.create(caller, arguments) : accounts.list(caller, arguments);
      case Route.OneAccount _ ->
          changes ? accounts.update(caller, arguments) : accounts.read(caller, arguments);
      case Route.Keys _ -> changes ? keys.create(caller, arguments) : keys.list(caller, arguments);
      case Route.OneKey(String key) ->
          switch (method) {
            case "POST" -> keys.update(caller, key, arguments);
            case "DELETE" -> keys.remove(caller, key, arguments);
            default -> keys.read(caller, key, arguments);
          };
      case Route.Conferences _ -> conferences.list(caller, arguments);
      case Route.OneConference(String conference) ->
          changes
              ? conferences.update(caller, conference, arguments)
              : conferences.read(caller, conference, arguments);
      case Route.Participants(String conference) ->
          changes
              ? participants.create(caller, conference, arguments)
              : participants.list(caller, conference, arguments);
      case Route.OneParticipant(String conference, String participant) ->
          switch (method) {
            case "POST" -> participants.update(caller, conference, participant, arguments);
            case "DELETE" -> participants.remove(caller, conference, participant, arguments);
            default -> participants.read(caller, conference, participant, arguments);
          };
      case Route.Calls _ -> calls.list(caller, arguments);
      case Route.OneCall(String call) ->
          changes ? calls.update(caller, call, arguments) : calls.read(caller, call, arguments);
    };
  }
}
