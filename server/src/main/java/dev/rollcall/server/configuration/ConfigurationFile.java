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
    ConfigObject root = parse(environment);
    for (Map.Entry<String, ConfigValue> entry : root.entrySet()) {
      if (!entry.getKey().equals(ConfigurationLoader.ROOT)) {
        throw outsideRoot(entry.getKey(), entry.getValue().origin());
      }
    }
    if (!root.containsKey(ConfigurationLoader.ROOT)) {
      return ConfigFactory.empty();
    }
    if (!(root.get(ConfigurationLoader.ROOT) instanceof ConfigObject options)) {
      throw OptionReader.refused(
          ConfigurationLoader.ROOT, "a value", root.origin(), "rollcall { OPTIONS }");
    }
    check(options, known, List.of());
    return options.toConfig();
  }

  private ConfigObject parse(ConfigObject environment) throws ConfigurationException {
    ConfigParseOptions options =
        ConfigParseOptions.defaults().setSyntax(ConfigSyntax.CONF).setAllowMissing(false);
    try {
      Config written = ConfigFactory.parseFile(file.toFile(), options);
      Config resolved = written.withFallback(environment).resolve(ConfigResolveOptions.noSystem());
      ConfigObject root = resolved.root();
      for (String variable : environment.keySet()) {
        root = root.withoutKey(variable);
      }
      return root;
    } catch (ConfigException.UnresolvedSubstitution e) {
      throw unusable(e, "a ${NAME} in it stands for nothing; write ${?NAME} if it may");
    } catch (ConfigException e) {
      throw unusable(e, "it is neither HOCON nor JSON there");
    }
  }

  /** The parser's own words are left out: they quote the file, which may hold a secret. */
  private ConfigurationException unusable(ConfigException problem, String what) {
    String place =
        Optional.ofNullable(problem.origin()).map(OptionReader::where).orElse(file.toString());
    return new ConfigurationException("configuration file " + place + ": " + what);
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

  private ConfigurationException outsideRoot(String name, ConfigOrigin origin) {
    String suggestion =
        known.containsKey(name)
            ? "did you mean rollcall." + name + "?"
            : "every option stands inside rollcall { }";
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
