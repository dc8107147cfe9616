package dev.rollcall.rest;

import dev.rollcall.core.identity.CallSid;
import dev.rollcall.http.Parameters;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A request's parameters, read as what they are to mean. Of a repeated parameter the last value
 * counts. Every reader refuses a wrong value with the parameter's name, the value and what is
 * allowed.
 */
final class Arguments {
  private static final int SHOWN_LENGTH = 100;

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

  /** Refuses parameters that Twilio knows and this version does not act on. */
  void refuseUnsupported(Set<String> unsupported) {
    for (String name : parameters.names()) {
      if (unsupported.contains(name)) {
        throw new ApiException(
            ApiError.INVALID_PARAMETER,
            "This version does not do '"
                + name
                + "'; nothing was changed. Send the request without it.");
      }
    }
  }

  /** A filter: exactly {@code true} or {@code false}. */
  Optional<Boolean> filter(String name) {
    return text(name)
        .map(
            value ->
                switch (value) {
                  case "true" -> true;
                  case "false" -> false;
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
    return text(name)
        .map(
            value ->
                WireNames.parse(value, values, spelling)
                    .orElseThrow(
                        () ->
                            invalid(
                                name,
                                value,
                                "one of "
                                    + String.join(
                                        ", ", Arrays.stream(values).map(spelling).toList()))));
  }

  Optional<CallSid> callSid(String name) {
    return text(name)
        .map(
            value ->
                CallSid.parse(value)
                    .orElseThrow(
                        () -> invalid(name, value, "a call sid, 'CA' and 32 hexadecimal digits")));
  }

  /** A whole number from {@code least} to {@code most}. */
  Optional<Integer> number(String name, int least, int most) {
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
              throw invalid(name, value, "a whole number from " + least + " to " + most);
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
