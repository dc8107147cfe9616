package dev.rollcall.server.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The reference file is complete: nothing is read that does not stand there, and the reverse. */
class ReferenceFileTest {
  /** Where the variable is not simply the option's name: these names are promised to owners. */
  private static final Map<String, String> SHORTER_VARIABLES =
      Map.of(
          "media.rtp-ports", "ROLLCALL_RTP_PORTS",
          "account.auth-token", "ROLLCALL_AUTH_TOKEN");

  @TempDir private Path directory;

  @Test
  void everyOptionIsReadAndNothingElse() throws Exception {
    ConfigurationReader reader = new ConfigurationReader(defaults(), directory);

    reader.read();

    assertThat(reader.optionsRead()).isEqualTo(options().keySet());
  }

  @Test
  void everyOptionHasACommentOfAtLeastAFewWords() {
    options()
        .forEach(
            (option, value) ->
                assertThat(String.join(" ", value.origin().comments()).strip().split("\\s+"))
                    .as("words on %s", option)
                    .hasSizeGreaterThan(4));
  }

  @Test
  void everyOptionHasItsVariable() {
    Set<String> variables = new TreeSet<>();
    options().keySet().forEach(option -> variables.add(variable(option)));

    assertThat(ConfigurationLoader.referenceVariables()).isEqualTo(variables);
  }

  @Test
  void everyVariableOverridesItsOwnOption() throws Exception {
    for (String option : options().keySet()) {
      Config values =
          new ConfigurationLoader(Map.of(variable(option), "overridden"), directory)
              .values(Optional.empty());

      assertThat(values.getString(option)).as(variable(option)).isEqualTo("overridden");
      assertThat(withoutOrigins(values.withoutPath(option).root()))
          .as("all but %s", option)
          .isEqualTo(withoutOrigins(defaults().withoutPath(option).root()));
    }
  }

  private Config defaults() throws ConfigurationException {
    return new ConfigurationLoader(Map.of(), directory).values(Optional.empty());
  }

  private static Object withoutOrigins(ConfigObject object) {
    return object.unwrapped();
  }

  private Map<String, ConfigValue> options() {
    Map<String, ConfigValue> options = new TreeMap<>();
    try {
      collect("", defaults().root(), options);
    } catch (ConfigurationException e) {
      throw new AssertionError(e);
    }
    return options;
  }

  private static void collect(String group, ConfigObject object, Map<String, ConfigValue> into) {
    object.forEach(
        (key, value) -> {
          switch (value) {
            case ConfigObject inner -> collect(group + key + ".", inner, into);
            case ConfigList list -> into.put(group + key, list);
            default -> into.put(group + key, value);
          }
        });
  }

  private static String variable(String option) {
    return SHORTER_VARIABLES.getOrDefault(
        option,
        List.of("rollcall", option).stream()
            .map(part -> part.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT))
            .reduce((first, second) -> first + "_" + second)
            .orElseThrow());
  }
}
