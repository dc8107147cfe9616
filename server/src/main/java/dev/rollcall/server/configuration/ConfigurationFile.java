package dev.rollcall.server.configuration;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigResolveOptions;
import com.typesafe.config.ConfigSyntax;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The owner's file, checked against the names of the reference file. */
final class ConfigurationFile {
  private static final int LIKELY_EDITS = 4;

  private final Path file;
  private final ConfigObject known;
  private final Set<String> names = new TreeSet<>();

  /**
   * @param known every option of the reference file, without the root key
   */
  ConfigurationFile(Path file, ConfigObject known) {
    this.file = file;
    this.known = known;
    collectNames(known, List.of());
  }

  /** The file's options, without the root key; {@code environment} serves its substitutions. */
  Config read(ConfigObject environment) throws ConfigurationException {
    if (!Files.isReadable(file) || Files.isDirectory(file)) {
      throw new ConfigurationException(
          "configuration file "
              + file
              + (Files.exists(file) ? " cannot be read" : " does not exist")
              + "; allowed: a readable file in HOCON");
    }
    ConfigObject root = parse(environment).root();
    for (Map.Entry<String, ConfigValue> entry : root.entrySet()) {
      if (!entry.getKey().equals(ConfigurationLoader.ROOT)) {
        throw unknown(entry.getKey(), entry.getValue().origin());
      }
    }
    if (!root.containsKey(ConfigurationLoader.ROOT)) {
      return ConfigFactory.empty();
    }
    if (!(root.get(ConfigurationLoader.ROOT) instanceof ConfigObject options)) {
      throw new ConfigurationException(
          ConfigurationLoader.ROOT + " in " + file + "; allowed: rollcall { OPTIONS }");
    }
    check(options, known, List.of());
    return options.toConfig();
  }

  private Config parse(ConfigObject environment) throws ConfigurationException {
    ConfigParseOptions options =
        ConfigParseOptions.defaults().setSyntax(ConfigSyntax.CONF).setAllowMissing(false);
    try {
      Config parsed = ConfigFactory.parseFile(file.toFile(), options);
      return parsed.resolveWith(
          parsed.withFallback(environment.toConfig()), ConfigResolveOptions.noSystem());
    } catch (ConfigException e) {
      String message = Optional.ofNullable(e.getMessage()).orElse("it cannot be parsed");
      throw new ConfigurationException(
          "configuration file "
              + file
              + ": "
              + message.lines().findFirst().orElse(message)
              + "; allowed: HOCON or JSON");
    }
  }

  private void check(ConfigObject written, ConfigObject allowed, List<String> group)
      throws ConfigurationException {
    for (Map.Entry<String, ConfigValue> entry : written.entrySet()) {
      List<String> path = append(group, entry.getKey());
      String name = name(path);
      ConfigValue value = entry.getValue();
      Optional<ConfigValue> counterpart = Optional.ofNullable(allowed.get(entry.getKey()));
      if (counterpart.isEmpty()) {
        throw unknown(name, value.origin());
      }
      if (counterpart.get() instanceof ConfigObject inner) {
        if (!(value instanceof ConfigObject options)) {
          throw OptionReader.refused(name, "a value", value.origin(), "a group of options");
        }
        check(options, inner, path);
      } else if (value.valueType() == ConfigValueType.NULL) {
        throw OptionReader.refused(name, "null", value.origin(), "a value, or leave it out");
      }
    }
  }

  private ConfigurationException unknown(String name, ConfigOrigin origin) {
    String suggestion =
        Nearest.to(name, names, LIKELY_EDITS)
            .map(nearest -> "did you mean " + nearest + "?")
            .orElse("reference.conf lists every option");
    return new ConfigurationException(
        name + ": no such option, from " + OptionReader.where(origin) + "; " + suggestion);
  }

  private void collectNames(ConfigObject group, List<String> path) {
    for (Map.Entry<String, ConfigValue> entry : group.entrySet()) {
      List<String> inner = append(path, entry.getKey());
      if (entry.getValue() instanceof ConfigObject options) {
        collectNames(options, inner);
      } else {
        names.add(name(inner));
      }
    }
  }

  private static List<String> append(List<String> path, String key) {
    List<String> longer = new ArrayList<>(path);
    longer.add(key);
    return longer;
  }

  private static String name(List<String> path) {
    return ConfigUtil.joinPath(path);
  }
}
