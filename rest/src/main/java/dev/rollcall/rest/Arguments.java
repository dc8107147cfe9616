package dev.rollcall.rest;

import dev.rollcall.core.identity.CallSid;
import dev.rollcall.core.roster.WaitSound;
import dev.rollcall.core.web.WebMethod;
import dev.rollcall.core.web.WebTarget;
import dev.rollcall.http.Parameters;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * A request's parameters, read as what they are to mean. Of a repeated parameter the last value
 * counts. Every reader refuses a wrong value with the parameter's name, the value and what is
 * allowed.
 */
final class Arguments {
  private static final int SHOWN_LENGTH = 100;
  private static final int LONGEST_ADDRESS = 4_096;
  private static final Pattern SPACES = Pattern.compile(" +");

  private final Parameters parameters;
  private final boolean strict;

  Arguments(Parameters parameters, boolean strict) {
    this.parameters = parameters;
    this.strict = strict;
  }

  boolean strict() {
    return strict;
  }

  Parameters parameters() {
    return parameters;
  }

  Optional<String> text(String name) {
    return parameters.last(name);
  }

  /** In strict mode: refuses parameters that are not {@code known}. */
  void refuseUnknown(Set<String> known) {
    if (!strict) {
      return;
    }
    for (String name : parameters.names()) {
      if (!known.contains(name)) {
        throw new ApiException(
            ApiError.INVALID_PARAMETER,
            "There is no parameter '"
                + shortened(name)
                + "' here; there "
                + (known.isEmpty() ? "is none." : "are " + sorted(known)));
      }
    }
  }

  /** A filter: exactly {@code true} or {@code false}, or as Python writes them. */
  Optional<Boolean> filter(String name) {
    return text(name)
        .map(
            value ->
                switch (value) {
                  case "true", "True" -> true;
                  case "false", "False" -> false;
                  default -> throw invalid(name, value, "'true' or 'false'");
                });
  }

  /** A flag of an update: what is not {@code true} is {@code false}, unless in strict mode. */
  Optional<Boolean> flag(String name) {
    return text(name)
        .map(
            value -> {
              boolean on = value.equalsIgnoreCase("true");
              if (strict && !on && !value.equalsIgnoreCase("false")) {
                throw invalid(name, value, "'true' or 'false'");
              }
              return on;
            });
  }

  /** One of some words. */
  <T> Optional<T> choice(String name, T[] values, Function<T, String> spelling) {
    return text(name).map(value -> oneOf(name, value, values, spelling));
  }

  private static <T> T oneOf(String name, String value, T[] values, Function<T, String> spelling) {
    return WireNames.parse(value, values, spelling)
        .orElseThrow(
            () ->
                invalid(
                    name,
                    value,
                    "one of " + String.join(", ", Arrays.stream(values).map(spelling).toList())));
  }

  Optional<CallSid> callSid(String name) {
    return text(name)
        .map(
            value ->
                CallSid.parse(value)
                    .orElseThrow(
                        () -> invalid(name, value, "a call sid, 'CA' and 32 hexadecimal digits")));
  }

  /**
   * Some of some words: each value of a repeated parameter may hold several, separated by spaces.
   */
  <T> Optional<Set<T>> choices(String name, T[] values, Function<T, String> spelling) {
    if (text(name).isEmpty()) {
      return Optional.empty();
    }
    Set<T> chosen = new LinkedHashSet<>();
    for (String each : parameters.all(name)) {
      for (String word : SPACES.splitAsStream(each.strip()).toList()) {
        chosen.add(oneOf(name, word, values, spelling));
      }
    }
    return Optional.of(chosen);
  }

  /**
   * The address in {@code name}, asked as {@code method} says. What {@code method} says is checked
   * without an address too.
   */
  Optional<WebTarget> target(String name, String method, WebMethod usual) {
    WebMethod asked = method(method, usual);
    return text(name).map(url -> address(name, url, asked));
  }

  /** As {@link #target(String, String, WebMethod)}, where an empty address means silence. */
  Optional<WaitSound> waitSound() {
    WebMethod asked = method("WaitMethod", WebMethod.POST);
    return text("WaitUrl")
        .map(
            url ->
                url.isEmpty()
                    ? new WaitSound.Silence()
                    : new WaitSound.From(address("WaitUrl", url, asked)));
  }

  private WebMethod method(String name, WebMethod usual) {
    return text(name)
        .map(
            value ->
                switch (value.toUpperCase(Locale.ROOT)) {
                  case "GET" -> WebMethod.GET;
                  case "POST" -> WebMethod.POST;
                  default ->
                      throw invalid(ApiError.HTTP_METHOD_INVALID, name, value, "'GET' or 'POST'");
                })
        .orElse(usual);
  }

  private static WebTarget address(String name, String url, WebMethod method) {
    return Optional.of(url)
        .filter(text -> text.length() <= LONGEST_ADDRESS)
        .flatMap(text -> WebTarget.parse(text, method))
        .orElseThrow(
            () ->
                invalid(
                    ApiError.URL_INVALID,
                    name,
                    url,
                    "an absolute address of at most "
                        + LONGEST_ADDRESS
                        + " characters that begins with http or https"));
  }

  /** A whole number from {@code least} to {@code most}. */
  Optional<Integer> number(String name, int least, int most) {
    return number(ApiError.INVALID_PARAMETER, name, least, most);
  }

  /** As {@link #number(String, int, int)}, refused with {@code error}. */
  Optional<Integer> number(ApiError error, String name, int least, int most) {
    return text(name)
        .map(
            value -> {
              try {
                int number = Integer.parseInt(value);
                if (number >= least && number <= most) {
                  return number;
                }
              } catch (NumberFormatException _) {
                // Answered below like a number out of range.
              }
              throw invalid(error, name, value, "a whole number from " + least + " to " + most);
            });
  }

  static ApiException invalid(String name, String value, String allowed) {
    return invalid(ApiError.INVALID_PARAMETER, name, value, allowed);
  }

  static ApiException invalid(ApiError error, String name, String value, String allowed) {
    return new ApiException(
        error, "'" + shortened(value) + "' is not valid for " + name + ": give " + allowed + ".");
  }

  private static String shortened(String value) {
    return value.length() <= SHOWN_LENGTH ? value : value.substring(0, SHOWN_LENGTH) + "…";
  }

  private static String sorted(Set<String> names) {
    return String.join(", ", names.stream().sorted().toList()) + ".";
  }
}
