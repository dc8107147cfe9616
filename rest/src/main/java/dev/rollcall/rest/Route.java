package dev.rollcall.rest;

import java.util.List;
import java.util.Optional;

/** What a path names. */
sealed interface Route {
  record Accounts() implements Route {}

  /** The account that the path is about. */
  record OneAccount() implements Route {}

  record Keys() implements Route {}

  record OneKey(String key) implements Route {}

  record Conferences() implements Route {}

  record OneConference(String conference) implements Route {}

  record Participants(String conference) implements Route {}

  record OneParticipant(String conference, String participant) implements Route {}

  record Calls() implements Route {}

  record OneCall(String call) implements Route {}

  /**
   * A route with the account's part of its path.
   *
   * @param account empty if the path is about no account
   */
  record Address(Optional<String> account, Route route) {}

  /** The methods this version serves here; HEAD is served where GET is. */
  default List<String> methods() {
    return switch (this) {
      case Conferences _, Calls _ -> List.of("GET");
      case Accounts _, OneAccount _, Keys _, OneConference _, Participants _, OneCall _ ->
          List.of("GET", "POST");
      case OneKey _, OneParticipant _ -> List.of("GET", "POST", "DELETE");
    };
  }

  /** The methods as {@code Allow} names them. */
  default String allowed() {
    return String.join(", ", methods()).replace("GET", "GET, HEAD");
  }

  /** How the client named the conference, if the path has one. */
  default Optional<String> conferenceText() {
    return switch (this) {
      case OneConference(String conference) -> Optional.of(conference);
      case Participants(String conference) -> Optional.of(conference);
      case OneParticipant(String conference, _) -> Optional.of(conference);
      case Accounts _, OneAccount _, Keys _, OneKey _, Conferences _, Calls _, OneCall _ ->
          Optional.empty();
    };
  }

  /** How the client named the call, if the path has one. */
  default Optional<String> callText() {
    return switch (this) {
      case OneParticipant(_, String participant) -> Optional.of(participant);
      case OneCall(String call) -> Optional.of(call);
      case Accounts _,
          OneAccount _,
          Keys _,
          OneKey _,
          Conferences _,
          OneConference _,
          Participants _,
          Calls _ ->
          Optional.empty();
    };
  }

  /**
   * Reads the decoded segments of a path, version and all; empty if they name nothing.
   *
   * @throws ApiException if the path asks for another format than JSON
   */
  static Optional<Address> parse(List<String> segments) {
    return switch (segments.size()) {
      case 0, 1 -> Optional.empty();
      case 2 ->
          withoutFormat(segments.getLast()).equals("Accounts")
              ? Optional.of(new Address(Optional.empty(), new Accounts()))
              : Optional.empty();
      default ->
          segments.get(1).equals("Accounts")
              ? about(segments.get(2), segments.subList(3, segments.size()))
              : Optional.empty();
    };
  }

  private static Optional<Address> about(String account, List<String> below) {
    return below.isEmpty()
        ? Optional.of(new Address(Optional.of(withoutFormat(account)), new OneAccount()))
        : below(below).map(route -> new Address(Optional.of(account), route));
  }

  private static Optional<Route> below(List<String> segments) {
    String last = withoutFormat(segments.getLast());
    return switch (segments.size()) {
      case 1 ->
          switch (last) {
            case "Keys" -> Optional.of(new Keys());
            case "Conferences" -> Optional.of(new Conferences());
            case "Calls" -> Optional.of(new Calls());
            default -> Optional.empty();
          };
      case 2 ->
          switch (segments.getFirst()) {
            case "Keys" -> Optional.of(new OneKey(last));
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
