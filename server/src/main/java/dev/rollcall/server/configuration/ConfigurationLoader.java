package dev.rollcall.server.configuration;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOriginFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigResolveOptions;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads the configuration from its sources in rising order: {@code reference.conf} inside the
 * program, the owner's file, the environment.
 */
public final class ConfigurationLoader {
  /** The variable that names the file. */
  public static final String FILE_VARIABLE = "ROLLCALL_CONFIG";

  /** The variable that holds the API token of the commands that act as a user. */
  public static final String TOKEN_VARIABLE = "ROLLCALL_TOKEN";

  /** The file that is read if it is there and no other is named. */
  public static final String DEFAULT_FILE = "rollcall.conf";

  static final String ROOT = "rollcall";
  static final String REFERENCE = "reference.conf";

  private static final String VARIABLE_PREFIX = "ROLLCALL_";
  private static final Set<String> OTHER_VARIABLES =
      Set.of(FILE_VARIABLE, TOKEN_VARIABLE, "ROLLCALL_JAVA_OPTIONS");
  private static final int MISSPELT_EDITS = 2;

  private final Map<String, String> environment;
  private final Path workingDirectory;

  /**
   * @param environment variables of the process; one that is set to nothing counts as not set
   * @param workingDirectory what relative paths are relative to
   */
  public ConfigurationLoader(Map<String, String> environment, Path workingDirectory) {
    this.environment =
        environment.entrySet().stream()
            .filter(variable -> !variable.getValue().isEmpty())
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey, Map.Entry::getValue, (first, _) -> first, TreeMap::new));
    this.workingDirectory = workingDirectory;
  }

  /**
   * Reads all sources.
   *
   * @param file the file named on the command line, if one was
   * @throws ConfigurationException at the first thing that is not allowed
   */
  public LoadedConfiguration load(Optional<Path> file) throws ConfigurationException {
    Optional<Path> chosen = chosenFile(file);
    Config values = values(chosen);
    Configuration configuration = new ConfigurationReader(values, workingDirectory).read();
    List<String> warnings = new ArrayList<>(ConfigurationReader.warnings(configuration));
    warnings.addAll(misspeltVariables());
    return new LoadedConfiguration(configuration, chosen, warnings);
  }

  /** Every option's value from the highest source that has it, without the root key. */
  Config values(Optional<Path> file) throws ConfigurationException {
    Config reference = parseReference();
    ConfigObject variables = variables();
    Config defaults = options(reference.resolve(ConfigResolveOptions.noSystem()));
    Config overridden =
        options(reference.withFallback(variables).resolve(ConfigResolveOptions.noSystem()));
    Config fromFile =
        file.isEmpty()
            ? ConfigFactory.empty()
            : new ConfigurationFile(file.get(), defaults.root()).read(variables);
    return onlyFromEnvironment(overridden).withFallback(fromFile).withFallback(defaults);
  }

  /** The reference file as it is written, its substitutions unresolved. */
  static Config parseReference() {
    return ConfigFactory.parseResources(
        ConfigurationLoader.class.getClassLoader(),
        REFERENCE,
        ConfigParseOptions.defaults().setAllowMissing(false));
  }

  private Optional<Path> chosenFile(Optional<Path> named) {
    Optional<Path> chosen =
        named.or(() -> Optional.ofNullable(environment.get(FILE_VARIABLE)).map(Path::of));
    return chosen
        .map(workingDirectory::resolve)
        .or(() -> Optional.of(workingDirectory.resolve(DEFAULT_FILE)).filter(Files::exists));
  }

  /** The environment as values that know which variable they are. */
  private ConfigObject variables() {
    Map<String, ConfigValue> values = new TreeMap<>();
    environment.forEach(
        (name, value) ->
            values.put(
                name,
                ConfigValueFactory.fromAnyRef(value)
                    .withOrigin(ConfigOriginFactory.newSimple(variableOrigin(name)))));
    return ConfigValueFactory.fromMap(values);
  }

  /**
   * What of the resolved reference file was set by a variable. The reference file itself says which
   * variable belongs to which option; asking its values where they came from keeps that the only
   * place.
   */
  private static Config onlyFromEnvironment(Config resolved) {
    Config kept = ConfigFactory.empty();
    for (Map.Entry<String, ConfigValue> option : resolved.entrySet()) {
      if (option.getValue().origin().description().startsWith(variableOrigin(""))) {
        kept = kept.withValue(option.getKey(), option.getValue());
      }
    }
    return kept;
  }

  private List<String> misspeltVariables() {
    Set<String> known = new TreeSet<>(OTHER_VARIABLES);
    known.addAll(referenceVariables());
    List<String> warnings = new ArrayList<>();
    for (String name : environment.keySet()) {
      if (name.startsWith(VARIABLE_PREFIX) && !known.contains(name)) {
        Nearest.to(name, known, MISSPELT_EDITS)
            .ifPresent(
                nearest ->
                    warnings.add(
                        "environment variable "
                            + name
                            + " means nothing; did you mean "
                            + nearest
                            + "?"));
      }
    }
    return warnings;
  }

  /** The variables the reference file names. */
  static Set<String> referenceVariables() {
    return Pattern.compile("\\$\\{\\?(" + VARIABLE_PREFIX + "[A-Z_]+)}")
        .matcher(parseReference().root().render())
        .results()
        .map((MatchResult result) -> result.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Config options(Config withRoot) {
    return withRoot.getConfig(ROOT);
  }

  private static String variableOrigin(String name) {
    return "environment variable " + name;
  }
}
