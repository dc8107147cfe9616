package dev.rollcall.server.command;

import static dev.rollcall.server.command.Specs.CONFIG;
import static dev.rollcall.server.command.Specs.JSON;
import static dev.rollcall.server.command.Specs.command;
import static dev.rollcall.server.command.Specs.value;
import static dev.rollcall.server.command.Specs.withConfig;
import static dev.rollcall.server.command.Specs.withJson;

import dev.rollcall.server.account.AccountFileException;
import dev.rollcall.server.configuration.Configuration;
import dev.rollcall.server.configuration.ConfigurationException;
import dev.rollcall.server.configuration.ConfigurationLoader;
import dev.rollcall.server.configuration.LoadedConfiguration;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * The commands and their options, told to picocli as values: nothing is found by reflection, which
 * would be most of a short command's start.
 */
public final class RollcallCommandLine {
  private static final String URL = "--url";
  private static final String ALL = "--all";
  private static final String STATUS = "--status";
  private static final Set<String> TRUTH = Set.of("true", "false");
  private static final Set<String> CONFERENCE_STATES = Set.of("init", "in-progress", "completed");
  private static final String CONFERENCE = "<conference>";
  private static final String PRIVATE_TARGETS_VARIABLE = "ROLLCALL_ALLOW_PRIVATE_TARGETS";

  private final Surroundings surroundings;
  private final ServerCommands server;
  private final CommandLine commandLine;

  public RollcallCommandLine(Surroundings surroundings, ServerCommands server) {
    this.surroundings = surroundings;
    this.server = server;
    this.commandLine =
        new CommandLine(root())
            .setOut(surroundings.out())
            .setErr(surroundings.err())
            .setExecutionStrategy(this::dispatch)
            .setExecutionExceptionHandler((problem, _, _) -> failed(problem))
            .setCaseInsensitiveEnumValuesAllowed(true);
    if (!surroundings.colour()) {
      commandLine.setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
    }
  }

  /** Runs one command; returns the exit status. */
  public int execute(String... arguments) {
    return commandLine.execute(arguments);
  }

  private CommandSpec root() {
    CommandSpec root =
        command(
                "rollcall",
                "Hosts voice conferences and conversations, and tells who is in each.",
                this::usage)
            .version("rollcall " + Version.text());
    root.addOption(
        OptionSpec.builder("-V", "--version")
            .versionHelp(true)
            .description("Show the version and end.")
            .build());
    root.addSubcommand(
        "serve",
        withConfig(
            command(
                "serve",
                "Run the server until it is stopped.",
                line -> server.serve(configuration(line)))));
    root.addSubcommand(
        "demo",
        withConfig(
            command(
                "demo",
                "Run the server with phones of its own that call in.",
                line -> server.demo(configuration(line, demoEnvironment())))));
    root.addSubcommand(
        "mcp",
        withConfig(
                command(
                    "mcp",
                    "Let an agent that speaks MCP over standard input and output use a running"
                        + " server, as the user whose token is in ROLLCALL_TOKEN.",
                    this::bridge))
            .addOption(
                Specs.word(URL, "URL", "The server to use; by default the configured address.")));
    root.addSubcommand(
        "conformance",
        withConfig(
            command(
                "conformance",
                "Run a server with the fixtures of the MCP conformance suite, open to this"
                    + " machine.",
                line -> server.conformance(configuration(line)))));
    AdministrationCommands administration =
        new AdministrationCommands(
            surroundings, line -> server.administration(load(line).configuration()));
    root.addSubcommand("token", administration.token());
    root.addSubcommand("user", administration.user());
    root.addSubcommand("participants", participants());
    root.addSubcommand("conferences", conferences());
    root.addSubcommand("help", new CommandLine(new CommandLine.HelpCommand()));
    return root;
  }

  private CommandSpec participants() {
    CommandSpec list =
        withClientOptions(command("list", "Show who is in a conference.", this::listParticipants));
    list.addPositional(
        Specs.operand(CONFERENCE, "The conference's sid, or the name of a live one."));
    for (ParticipantFlag flag : ParticipantFlag.values()) {
      list.addOption(
          OptionSpec.builder(flag.option())
              .type(String.class)
              .converters(word -> oneOf(TRUTH, word))
              .paramLabel("true|false")
              .description("Only those who are, or are not, " + flag.description() + ".")
              .build());
    }
    list.addOption(
        OptionSpec.builder(ALL).type(boolean.class).description("Also those who left.").build());
    CommandSpec group = command("participants", "Ask about participants.", this::usage);
    group.addSubcommand("list", list);
    return group;
  }

  private CommandSpec conferences() {
    CommandSpec list =
        withClientOptions(command("list", "Show the conferences.", this::listConferences));
    list.addOption(
        OptionSpec.builder(STATUS)
            .type(String.class)
            .converters(word -> oneOf(CONFERENCE_STATES, word))
            .paramLabel("STATUS")
            .description("Only those that are init, in-progress or completed.")
            .build());
    CommandSpec group = command("conferences", "Ask about conferences.", this::usage);
    group.addSubcommand("list", list);
    return group;
  }

  private static CommandSpec withClientOptions(CommandSpec command) {
    return withJson(withConfig(command))
        .addOption(Specs.word(URL, "URL", "The server to ask; by default the configured address."));
  }

  private int dispatch(ParseResult line) {
    Optional<Integer> help = Optional.ofNullable(CommandLine.executeHelpRequest(line));
    if (help.isPresent()) {
      return help.get();
    }
    ParseResult deepest = line;
    while (deepest.hasSubcommand()) {
      deepest = deepest.subcommand();
    }
    if (!(deepest.commandSpec().userObject() instanceof Action action)) {
      throw new IllegalStateException(deepest.commandSpec().qualifiedName() + " has no action");
    }
    try {
      return action.run(deepest);
    } catch (ConfigurationException e) {
      return complain(ExitStatus.USAGE, e);
    } catch (CommandException e) {
      return complain(e.status(), e);
    } catch (AccountFileException e) {
      return complain(ExitStatus.FAILED, e);
    }
  }

  private int complain(int status, Exception problem) {
    surroundings.err().println("rollcall: " + problem.getMessage());
    return status;
  }

  private int failed(Exception problem) {
    problem.printStackTrace(surroundings.err());
    return ExitStatus.FAILED;
  }

  private int usage(ParseResult line) {
    line.commandSpec().commandLine().usage(surroundings.err());
    return ExitStatus.USAGE;
  }

  /** What is tried out with the demo, an app's webhooks and sounds, is on this machine too. */
  private Map<String, String> demoEnvironment() {
    Map<String, String> environment = new HashMap<>(surroundings.environment());
    environment.putIfAbsent(PRIVATE_TARGETS_VARIABLE, "true");
    return environment;
  }

  private Configuration configuration(ParseResult line) throws ConfigurationException {
    return configuration(line, surroundings.environment());
  }

  private Configuration configuration(ParseResult line, Map<String, String> environment)
      throws ConfigurationException {
    LoadedConfiguration loaded = load(line, environment);
    loaded
        .warnings()
        .forEach(warning -> surroundings.err().println("rollcall: warning: " + warning));
    return loaded.configuration();
  }

  private LoadedConfiguration load(ParseResult line) throws ConfigurationException {
    return load(line, surroundings.environment());
  }

  private LoadedConfiguration load(ParseResult line, Map<String, String> environment)
      throws ConfigurationException {
    return new ConfigurationLoader(environment, surroundings.workingDirectory())
        .load(value(line, CONFIG, Path.class));
  }

  private int bridge(ParseResult line) throws CommandException, ConfigurationException {
    Configuration configuration = configuration(line);
    Optional<String> url = value(line, URL, String.class);
    URI address =
        url.isPresent() ? ServerAddress.parse(url.get()) : ServerAddress.of(configuration.http());
    return server.mcp(
        address.resolve("mcp"),
        Optional.ofNullable(surroundings.environment().get(ConfigurationLoader.TOKEN_VARIABLE)));
  }

  private int listParticipants(ParseResult line)
      throws CommandException, ConfigurationException, AccountFileException {
    ParameterList filters = new ParameterList();
    for (ParticipantFlag flag : ParticipantFlag.values()) {
      value(line, flag.option(), String.class)
          .ifPresent(wanted -> filters.add(flag.parameter(), wanted));
    }
    if (line.hasMatchedOption(ALL)) {
      filters.add("Status", "all");
    }
    String conference = line.matchedPositionalValue(0, "");
    return lister(line).list(new ParticipantListing(conference, filters, surroundings.zone()));
  }

  private int listConferences(ParseResult line)
      throws CommandException, ConfigurationException, AccountFileException {
    ParameterList filters = new ParameterList();
    value(line, STATUS, String.class).ifPresent(state -> filters.add("Status", state));
    return lister(line).list(new ConferenceListing(filters, surroundings.zone()));
  }

  private Lister lister(ParseResult line)
      throws CommandException, ConfigurationException, AccountFileException {
    RestClient client = RestClient.to(load(line).configuration(), value(line, URL, String.class));
    return new Lister(client, surroundings, line.hasMatchedOption(JSON));
  }

  private static String oneOf(Set<String> words, String written) {
    if (!words.contains(written)) {
      throw new CommandLine.TypeConversionException(
          "'" + written + "' is none of " + String.join(", ", new TreeSet<>(words)));
    }
    return written;
  }
}
