package dev.rollcall.rest;

/**
 * A parameter that Twilio has and this version does not act on.
 *
 * @param operation where it may be sent
 * @param explanation one sentence: why it has no effect, or what to do instead
 */
record UnsupportedParameter(String name, Operation operation, Reason reason, String explanation) {

  /** The operations that have such parameters, by the names of Twilio's own description. */
  enum Operation {
    CREATE_PARTICIPANT(
        "createParticipant",
        "POST /2010-04-01/Accounts/{AccountSid}/Conferences/{ConferenceSid}/Participants.json"),
    UPDATE_CALL("updateCall", "POST /2010-04-01/Accounts/{AccountSid}/Calls/{Sid}.json");

    private final String id;
    private final String request;

    Operation(String id, String request) {
      this.id = id;
      this.request = request;
    }

    String id() {
      return id;
    }

    /** The method and the template of the path. */
    String request() {
      return request;
    }

    /** What becomes of a request that carries one. */
    Answer answer() {
      return switch (this) {
        case CREATE_PARTICIPANT -> Answer.WARNING;
        case UPDATE_CALL -> Answer.REFUSED;
      };
    }
  }

  /** Why a parameter has no effect. */
  enum Reason {
    NOT_BUILT_YET("not-built-yet"),
    NO_MEANING_HERE("no-meaning-here");

    private final String spelling;

    Reason(String spelling) {
      this.spelling = spelling;
    }

    String spelling() {
      return spelling;
    }
  }

  /** What becomes of a request that carries such a parameter. */
  enum Answer {
    /** It is done without it, and the answer names it. */
    WARNING("warning"),
    /** It is not done, since what would be done without it is something else. */
    REFUSED("refused");

    private final String spelling;

    Answer(String spelling) {
      this.spelling = spelling;
    }

    String spelling() {
      return spelling;
    }
  }
}
