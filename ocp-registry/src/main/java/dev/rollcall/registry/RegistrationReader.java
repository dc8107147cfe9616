package dev.rollcall.registry;

import dev.rollcall.registry.RegistryException.Fault;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Reads what an administrator sends, and collects everything that is wrong with it. */
final class RegistrationReader {
  private static final Pattern NAME = Pattern.compile("[a-z0-9-]+");
  private static final int LONGEST_NAME = 100;
  private static final int LONGEST_TITLE = 200;
  private static final int SHORTEST_DESCRIPTION = 10;
  private static final int LONGEST_DESCRIPTION = 1_000;
  private static final int LONGEST_TEXT = 2_000;
  private static final int MOST_TAGS = 10;
  private static final int MOST_SCOPES = 100;

  private final List<Fault> faults = new ArrayList<>();

  private RegistrationReader() {}

  /**
   * The API that {@code body} registers.
   *
   * @param known the name it has already, if it is to be replaced
   * @throws RegistryException with all faults if there are any
   */
  static Registration read(JsonNode body, Optional<String> known) {
    RegistrationReader reader = new RegistrationReader();
    Registration registration = reader.registration(body, known);
    reader.refuseFaults();
    return registration;
  }

  /** Where the description is that is to be validated, and the base URL to be taken instead. */
  record Question(Registration.Source source, Optional<String> baseUrl) {}

  static Question question(JsonNode body) {
    RegistrationReader reader = new RegistrationReader();
    reader.checkObject(body);
    Question question =
        new Question(reader.source(body), reader.address(body, List.of("body"), "base_url"));
    reader.refuseFaults();
    return question;
  }

  private void refuseFaults() {
    if (!faults.isEmpty()) {
      throw new RegistryException(faults);
    }
  }

  private Registration registration(JsonNode body, Optional<String> known) {
    checkObject(body);
    return new Registration(
        name(body, known),
        new Profile(
            required(body, "display_name", 1, LONGEST_TITLE),
            required(body, "description", SHORTEST_DESCRIPTION, LONGEST_DESCRIPTION),
            word(body, List.of("body"), "category", Category.values(), Category::word),
            auth(body),
            texts(body, List.of("body"), "tags", MOST_TAGS),
            address(body, List.of("body"), "documentation_url"),
            optional(body, List.of("body"), "contact_email", LONGEST_TITLE),
            optional(body, List.of("body"), "rate_limit", LONGEST_TITLE)),
        source(body),
        address(body, List.of("body"), "base_url"));
  }

  private void checkObject(JsonNode body) {
    if (!body.isObject()) {
      throw RegistryException.fault(
          "model_attributes_type", List.of("body"), "Input should be a valid JSON object");
    }
  }

  private String name(JsonNode body, Optional<String> known) {
    if (known.isPresent() && !present(body, "name")) {
      return known.get();
    }
    String name = required(body, "name", 1, LONGEST_NAME);
    if (!name.isEmpty() && !NAME.matcher(name).matches()) {
      fault(
          "string_pattern_mismatch",
          List.of("body", "name"),
          "String should match pattern '^[a-z0-9-]+$'");
    } else if (known.isPresent() && !known.get().equals(name)) {
      fault("value_error", List.of("body", "name"), "An API keeps its name: " + known.get());
    }
    return name;
  }

  private AuthConfig auth(JsonNode body) {
    if (!present(body, "auth_config")) {
      return AuthConfig.NONE;
    }
    JsonNode auth = body.path("auth_config");
    List<String> place = List.of("body", "auth_config");
    if (!auth.isObject()) {
      fault("model_attributes_type", place, "Input should be a valid JSON object");
      return AuthConfig.NONE;
    }
    return new AuthConfig(
        word(auth, place, "type", AuthType.values(), AuthType::word),
        optional(auth, place, "header_name", LONGEST_TITLE),
        optional(auth, place, "query_param", LONGEST_TITLE),
        address(auth, place, "token_url"),
        texts(auth, place, "scopes", MOST_SCOPES),
        optional(auth, place, "instructions", LONGEST_TEXT));
  }

  private Registration.Source source(JsonNode body) {
    if (present(body, "openapi")) {
      JsonNode document = body.path("openapi");
      if (!document.isObject() && !document.isString()) {
        fault(
            "model_attributes_type",
            List.of("body", "openapi"),
            "Input should be an OpenAPI description: an object, or the text of a file");
      }
      return new Registration.Source.Sent(document);
    }
    if (!present(body, "openapi_url")) {
      fault("missing", List.of("body", "openapi_url"), "Field required, or openapi");
    }
    return address(body, List.of("body"), "openapi_url")
        .<Registration.Source>map(url -> new Registration.Source.Address(URI.create(url)))
        .orElseGet(() -> new Registration.Source.Sent(body));
  }

  private Optional<String> address(JsonNode object, List<String> place, String member) {
    Optional<String> address = optional(object, place, member, LONGEST_TEXT);
    if (address.isPresent() && !Descriptions.isAbsolute(address.get())) {
      fault(
          "url_parsing",
          below(place, member),
          "Input should be a valid URL that begins with http:// or https://");
      return Optional.empty();
    }
    if (address.isPresent() && Descriptions.hasCredentials(address.get())) {
      fault(
          "value_error",
          below(place, member),
          "URL should have no user and password: everybody who asks is told it");
    }
    return address;
  }

  private <E extends Enum<E>> E word(
      JsonNode object, List<String> place, String member, E[] values, Function<E, String> word) {
    if (!present(object, member)) {
      fault("missing", below(place, member), "Field required");
      return values[0];
    }
    String given = object.path(member).asString("");
    Optional<E> value =
        Arrays.stream(values).filter(each -> word.apply(each).equals(given)).findFirst();
    if (value.isEmpty()) {
      fault("enum", below(place, member), shouldBe(Arrays.stream(values).map(word).toList()));
    }
    return value.orElse(values[0]);
  }

  /** What FastAPI says of a value that is none of {@code words}. */
  static String shouldBe(List<String> words) {
    String others =
        words.subList(0, words.size() - 1).stream()
            .map(word -> "'" + word + "'")
            .collect(Collectors.joining(", "));
    return "Input should be " + others + " or '" + words.getLast() + "'";
  }

  private String required(JsonNode body, String member, int shortest, int longest) {
    if (!present(body, member)) {
      fault("missing", List.of("body", member), "Field required");
      return "";
    }
    String text = text(body.path(member), List.of("body", member), longest);
    if (text.codePointCount(0, text.length()) < shortest) {
      fault(
          "string_too_short",
          List.of("body", member),
          "String should have at least "
              + shortest
              + (shortest == 1 ? " character" : " characters"));
    }
    return text;
  }

  private Optional<String> optional(
      JsonNode object, List<String> place, String member, int longest) {
    return present(object, member)
        ? Optional.of(text(object.path(member), below(place, member), longest))
        : Optional.empty();
  }

  private List<String> texts(JsonNode object, List<String> place, String member, int most) {
    if (!present(object, member)) {
      return List.of();
    }
    JsonNode array = object.path(member);
    if (!array.isArray()) {
      fault("list_type", below(place, member), "Input should be a valid list");
      return List.of();
    }
    if (array.size() > most) {
      fault(
          "too_long",
          below(place, member),
          "List should have at most " + most + " items, not " + array.size());
      return List.of();
    }
    List<String> texts = new ArrayList<>();
    for (JsonNode each : array) {
      texts.add(text(each, below(place, member), LONGEST_TITLE));
    }
    return texts;
  }

  private String text(JsonNode value, List<String> place, int longest) {
    if (!value.isString()) {
      fault("string_type", place, "Input should be a valid string");
      return "";
    }
    String text = value.stringValue();
    if (text.codePointCount(0, text.length()) > longest) {
      fault("string_too_long", place, "String should have at most " + longest + " characters");
      return "";
    }
    if (text.codePoints().anyMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\t')) {
      fault("value_error", place, "String should have no control characters");
      return "";
    }
    return text.strip();
  }

  private static boolean present(JsonNode object, String member) {
    return object.hasNonNull(member);
  }

  private static List<String> below(List<String> place, String member) {
    List<String> below = new ArrayList<>(place);
    below.add(member);
    return List.copyOf(below);
  }

  private void fault(String type, List<String> place, String message) {
    faults.add(new Fault(type, place, message));
  }
}
