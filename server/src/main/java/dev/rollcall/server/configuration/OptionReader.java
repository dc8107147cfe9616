package dev.rollcall.server.configuration;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads single options, and says what is wrong with one in the one line its owner sees. */
final class OptionReader {
  private static final int SHOWN_CHARACTERS = 100;
  private static final Pattern WITH_UNIT = Pattern.compile("[0-9.]+\\s*[A-Za-z]+");
  private static final Pattern HOST = Pattern.compile("[\\p{L}\\p{N}._:%-]+");

  private final Config values;
  private final Set<String> read = new TreeSet<>();

  /**
   * @param values every option of the reference file, without the root key
   */
  OptionReader(Config values) {
    this.values = values;
  }

  /** The options asked for so far. */
  Set<String> read() {
    return Collections.unmodifiableSet(read);
  }

  String text(String option) throws ConfigurationException {
    ConfigValue value = value(option);
    try {
      return values.getString(option);
    } catch (ConfigException.WrongType _) {
      throw refused(option, value.valueType().name().toLowerCase(Locale.ROOT), "a single value");
    }
  }

  ConfigValue value(String option) {
    read.add(option);
    return values.getValue(option);
  }

  <T> T parsed(String option, String allowed, Function<String, Optional<T>> parser)
      throws ConfigurationException {
    String text = text(option);
    Optional<T> value = parser.apply(text);
    if (value.isEmpty()) {
      throw refused(option, quoted(text), allowed);
    }
    return value.get();
  }

  String host(String option) throws ConfigurationException {
    return parsed(
        option,
        "an IP address or a host name",
        text -> Optional.of(text).filter(host -> HOST.matcher(host).matches()));
  }

  Optional<String> optionalHost(String option) throws ConfigurationException {
    return text(option).isEmpty() ? Optional.empty() : Optional.of(host(option));
  }

  int number(String option, int least, int greatest) throws ConfigurationException {
    return parsed(
        option,
        "a whole number from " + least + " to " + greatest,
        text -> integer(text).filter(number -> number >= least && number <= greatest));
  }

  boolean flag(String option) throws ConfigurationException {
    return parsed(
        option,
        "true or false",
        text ->
            switch (text.toLowerCase(Locale.ROOT)) {
              case "true" -> Optional.of(true);
              case "false" -> Optional.of(false);
              default -> Optional.empty();
            });
  }

  <E extends Enum<E>> E choice(String option, Class<E> type) throws ConfigurationException {
    E[] constants = type.getEnumConstants();
    String allowed =
        Arrays.stream(constants)
            .map(constant -> constant.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(", "));
    return parsed(
        option,
        "one of " + allowed,
        text ->
            Arrays.stream(constants)
                .filter(constant -> constant.name().equalsIgnoreCase(text))
                .findFirst());
  }

  Duration duration(String option, Duration least, Duration greatest)
      throws ConfigurationException {
    return parsed(
        option,
        "a duration from " + shown(least) + " to " + shown(greatest) + ", with its unit",
        text ->
            withUnit(text, () -> values.getDuration(option))
                .filter(value -> value.compareTo(least) >= 0 && value.compareTo(greatest) <= 0));
  }

  int bytes(String option, int least, int greatest) throws ConfigurationException {
    return parsed(
        option,
        "a size from " + least + " to " + greatest + " bytes, with its unit (KiB, MiB)",
        text ->
            withUnit(text, () -> values.getBytes(option))
                .filter(value -> value >= least && value <= greatest)
                .map(Math::toIntExact));
  }

  /** What to throw when {@code option} holds what is not allowed. */
  ConfigurationException refused(String option, String shownValue, String allowed) {
    return refused(option, shownValue, value(option).origin(), allowed);
  }

  /** What to throw when {@code option} holds what is not allowed and must not be shown. */
  ConfigurationException refusedSecret(String option, String allowed) {
    return refused(option, "(not shown)", allowed);
  }

  static ConfigurationException refused(
      String option, String shownValue, ConfigOrigin origin, String allowed) {
    return new ConfigurationException(
        option + ": " + shownValue + " from " + where(origin) + "; allowed: " + allowed);
  }

  /** The place a value was written at, such as a file and its line. */
  static String where(ConfigOrigin origin) {
    Optional<String> file = Optional.ofNullable(origin.filename());
    return file.map(name -> name + (origin.lineNumber() > 0 ? " line " + origin.lineNumber() : ""))
        .orElse(origin.description());
  }

  /** {@code text} in quotes, on one line, and not endless. */
  static String quoted(String text) {
    String line =
        text.codePoints()
            .limit(SHOWN_CHARACTERS)
            .map(character -> Character.isISOControl(character) ? '?' : character)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
    return '"' + line + (line.length() < text.length() ? "…" : "") + '"';
  }

  /** Whether {@code value} stands for "not given". */
  static boolean isBlank(ConfigValue value) {
    return value.valueType() == ConfigValueType.STRING
        && String.valueOf(value.unwrapped()).isBlank();
  }

  private static Optional<Integer> integer(String text) {
    try {
      return Optional.of(Integer.valueOf(text.strip()));
    } catch (NumberFormatException _) {
      return Optional.empty();
    }
  }

  private static <T> Optional<T> withUnit(String text, Supplier<T> reading) {
    if (!WITH_UNIT.matcher(text.strip()).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(reading.get());
    } catch (ConfigException _) {
      return Optional.empty();
    }
  }

  private static String shown(Duration duration) {
    return duration.toMillis() % 1000 == 0
        ? duration.toSeconds() + "s"
        : duration.toMillis() + "ms";
  }
}
