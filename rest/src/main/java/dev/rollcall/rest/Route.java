package dev.rollcall.rest;

import java.util.List;
import java.util.Optional;

/** What a path below an account names. */
sealed interface Route {
  record Conferences() implements Route {}

  record OneConference(String conference) implements Route {}

  record Participants(String conference) implements Route {}

  record OneParticipant(String conference, String participant) implements Route {}

  record Calls() implements Route {}

  record OneCall(String call) implements Route {}

  /** A route with the account's part of its path. */
  record Address(String account, Route route) {}

  /** The methods this version serves here, for {@code Allow}. */
  default String methods() {
    return switch (this) {
      case Conferences _, Participants _, Calls _, OneCall _ -> "GET, HEAD";
      case OneConference _ -> "GET, HEAD, POST";
      case OneParticipant _ -> "GET, HEAD, POST, DELETE";
    };
  }

  /** How the client named the conference, if the path has one. */
  default Optional<String> conferenceText() {
    return switch (this) {
      case OneConference(String conference) -> Optional.of(conference);
      case Participants(String conference) -> Optional.of(conference);
      case OneParticipant(String conference, _) -> Optional.of(conference);
      case Conferences _, Calls _, OneCall _ -> Optional.empty();
    };
  }

  /** How the client named the call, if the path has one. */
  default Optional<String> callText() {
    return switch (this) {
      case OneParticipant(_, String participant) -> Optional.of(participant);
      case OneCall(String call) -> Optional.of(call);
      case Conferences _, OneConference _, Participants _, Calls _ -> Optional.empty();
    };
  }

  /**
   * Reads the decoded segments of a path, version and all; empty if they name nothing.
   *
   * @throws ApiException if the path asks for another format than JSON
   */
  static Optional<Address> parse(List<String> segments) {
    if (segments.size() < 4 || !segments.get(1).equals("Accounts")) {
      return Optional.empty();
    }
    return below(segments.subList(3, segments.size()))
        .map(route -> new Address(segments.get(2), route));
  }

  private static Optional<Route> below(List<String> segments) {
    String last = withoutFormat(segments.getLast());
    return switch (segments.size()) {
      case 1 ->
          switch (last) {
            case "Conferences" -> Optional.of(new Conferences());
            case "Calls" -> Optional.of(new Calls());
            default -> Optional.empty();
          };
      case 2 ->
          switch (segments.getFirst()) {
            case "Conferences" -> Optional.of(new OneConference(last));
            case "Calls" -> Optional.of(new OneCall(last));
            default -> Optional.empty();
          };
      case 3 ->
          segments.getFirst().equals("Conferences") && last.equals("Participants")
              ? Optional.of(new Participants(segments.get(1)))
              : Optional.empty();
      case 4 ->
          segments.getFirst().equals("Conferences") && segments.get(2).equals("Participants")
              ? Optional.of(new OneParticipant(segments.get(1), last))
              : Optional.empty();
      default -> Optional.empty();
    };
  }

  private static String withoutFormat(String segment) {
    if (segment.endsWith(".json")) {
      return segment.substring(0, segment.length() - ".json".length());
    }
    if (segment.endsWith(".xml") || segment.endsWith(".csv")) {
      throw new ApiException(
          ApiError.INVALID_PARAMETER,
          "Only JSON is served: let the path end in '.json' instead of '"
              + segment.substring(segment.lastIndexOf('.'))
              + "' (a label that ends so takes '.json' behind it).");
    }
    return segment;
  }
}
