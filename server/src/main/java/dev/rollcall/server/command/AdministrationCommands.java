package dev.rollcall.server.command;

import static dev.rollcall.server.command.Specs.command;
import static dev.rollcall.server.command.Specs.operand;
import static dev.rollcall.server.command.Specs.value;
import static dev.rollcall.server.command.Specs.withConfig;
import static dev.rollcall.server.command.Specs.withJson;
import static dev.rollcall.server.command.Specs.word;

import dev.rollcall.server.account.AccountFileException;
import dev.rollcall.server.command.Administration.Answer;
import dev.rollcall.server.configuration.ConfigurationException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The commands about users and their tokens. */
final class AdministrationCommands {
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
  private static final String API = "/rollcall/v1";
  private static final String USER = "--user";
  private static final String TYPE = "--type";
  private static final String LABEL = "--label";
  private static final String SCOPE = "--scope";
  private static final String EXPIRES_IN = "--expires-in";
  private static final String DISPLAY_NAME = "--display-name";
  private static final String ADDRESS = "--address";

  private final Surroundings surroundings;
  private final Opening opening;

  /** Opens the administration that a command line names. */
  @FunctionalInterface
  interface Opening {
    Administration open(ParseResult line)
        throws CommandException, ConfigurationException, AccountFileException;
  }

  AdministrationCommands(Surroundings surroundings, Opening opening) {
    this.surroundings = surroundings;
    this.opening = opening;
  }

  CommandSpec token() {
    CommandSpec group = command("token", "Make, show and revoke API tokens.", this::usage);
    group.addSubcommand(
        "create",
        withConfig(
                command(
                    "create",
                    "Make a token and print it, which is the only time it is shown.",
                    this::createToken))
            .addOption(
                OptionSpec.builder(USER)
                    .type(String.class)
                    .required(true)
                    .paramLabel("NAME")
                    .description("Whose token it is; the user is made if there is none.")
                    .build())
            .addOption(word(TYPE, "TYPE", "What a new user is: user, agent or bot."))
            .addOption(word(LABEL, "TEXT", "What the token is for."))
            .addOption(
                words(
                    SCOPE,
                    "SCOPE",
                    "What it allows, once for each scope; by default all but"
                        + " conversations:admin."))
            .addOption(
                word(
                    EXPIRES_IN,
                    "TIME",
                    "How long it is good for, as 12h or 30d; by default for" + " ever."))
            .addOption(
                OptionSpec.builder(Specs.JSON)
                    .type(boolean.class)
                    .description("Print the whole answer as JSON.")
                    .build()));
    group.addSubcommand(
        "list",
        withJson(withConfig(command("list", "Show the tokens, without secrets.", this::listTokens)))
            .addOption(word(USER, "NAME", "Only this user's.")));
    group.addSubcommand(
        "revoke",
        withConfig(command("revoke", "Make a token worthless, at once.", this::revokeToken))
            .addPositional(operand("<token>", "The token's id, as token list shows it.")));
    return group;
  }

  CommandSpec user() {
    CommandSpec group = command("user", "Make and show users.", this::usage);
    group.addSubcommand(
        "create",
        withConfig(command("create", "Make a user.", this::createUser))
            .addPositional(operand("<name>", "What others call the user: a-z 0-9 . _ -"))
            .addOption(word(TYPE, "TYPE", "user, agent or bot."))
            .addOption(word(DISPLAY_NAME, "NAME", "What people read."))
            .addOption(
                words(
                    ADDRESS,
                    "ADDRESS",
                    "A number or SIP address the user calls from; may be" + " given again.")));
    group.addSubcommand(
        "list", withJson(withConfig(command("list", "Show the users.", this::listUsers))));
    return group;
  }

  private static OptionSpec words(String name, String label, String description) {
    return OptionSpec.builder(name)
        .type(List.class)
        .auxiliaryTypes(String.class)
        .arity("1")
        .paramLabel(label)
        .description(description)
        .build();
  }

  private int createToken(ParseResult line)
      throws CommandException, ConfigurationException, AccountFileException {
    ObjectNode wanted = JSON.createObjectNode();
    wanted.put("user", line.matchedOptionValue(USER, ""));
    value(line, TYPE, String.class).ifPresent(type -> wanted.put("type", type));
    value(line, LABEL, String.class).ifPresent(label -> wanted.put("label", label));
    list(line, SCOPE).ifPresent(scopes -> wanted.set("scopes", scopes));
    Optional<String> lifetime = value(line, EXPIRES_IN, String.class);
    if (lifetime.isPresent()) {
      wanted.put("expires_in", duration(lifetime.get()).toSeconds());
    }
    JsonNode made = ask(line, "POST", "/tokens", Optional.of(wanted));
    if (line.hasMatchedOption(Specs.JSON)) {
      surroundings.out().println(JSON.writeValueAsString(made));
    } else {
      surroundings
          .err()
          .println(
              "Token "
                  + made.path("id").asString()
                  + " of "
                  + line.matchedOptionValue(USER, "")
                  + ". Keep it: it is shown this once.");
      surroundings.out().println(made.path("secret").asString());
    }
    return ExitStatus.OK;
  }

  private int listTokens(ParseResult line)
      throws CommandException, ConfigurationException, AccountFileException {
    String filter =
        value(line, USER, String.class)
            .map(name -> "&user=" + ParameterList.encoded(name))
            .orElse("");
    ArrayNode tokens = records(line, "tokens", filter);
    return print(
        line,
        tokens,
        List.of("TOKEN", "USER", "LABEL", "SCOPES", "CREATED", "LAST USED", "STATE"),
        token ->
            List.of(
                Fields.text(token, "id"),
                Fields.text(token, "user"),
                Fields.text(token, "label"),
                joined(token.path("scopes")),
                Fields.text(token, "created_at"),
                Fields.text(token, "last_used_at"),
                state(token)));
  }

  private int revokeToken(ParseResult line)
      throws CommandException, ConfigurationException, AccountFileException {
    String id = line.matchedPositionalValue(0, "");
    ask(line, "DELETE", "/tokens/" + ParameterList.encoded(id), Optional.empty());
    surroundings.out().println("Token " + id + " opens nothing any more.");
    return ExitStatus.OK;
  }

  private int createUser(ParseResult line)
      throws CommandException, ConfigurationException, AccountFileException {
    ObjectNode wanted = JSON.createObjectNode();
    wanted.put("name", line.matchedPositionalValue(0, ""));
    value(line, TYPE, String.class).ifPresent(type -> wanted.put("type", type));
    value(line, DISPLAY_NAME, String.class).ifPresent(name -> wanted.put("display_name", name));
    list(line, ADDRESS).ifPresent(addresses -> wanted.set("addresses", addresses));
    JsonNode made = ask(line, "POST", "/users", Optional.of(wanted));
    surroundings.out().println(made.path("id").asString());
    return ExitStatus.OK;
  }

  private int listUsers(ParseResult line)
      throws CommandException, ConfigurationException, AccountFileException {
    ArrayNode users = records(line, "users", "");
    return print(
        line,
        users,
        List.of("NAME", "TYPE", "DISPLAY NAME", "ADDRESSES", "USER"),
        user ->
            List.of(
                Fields.text(user, "name"),
                Fields.text(user, "type"),
                Fields.text(user, "display_name"),
                joined(user.path("addresses")),
                Fields.text(user, "id")));
  }

  /** The records of all pages. */
  private ArrayNode records(ParseResult line, String kind, String filter)
      throws CommandException, ConfigurationException, AccountFileException {
    ArrayNode records = JSON.createArrayNode();
    String first = API + "/" + kind + "?limit=100" + filter;
    try (Administration administration = opening.open(line)) {
      Optional<String> page = Optional.of(first);
      while (page.isPresent()) {
        JsonNode answer = answer(administration.ask("GET", page.get(), Optional.empty()));
        answer.path(kind).forEach(records::add);
        JsonNode next = answer.path("next_cursor");
        page =
            next.isString()
                ? Optional.of(first + "&cursor=" + ParameterList.encoded(next.stringValue()))
                : Optional.empty();
      }
    }
    return records;
  }

  private static String state(JsonNode token) {
    if (token.path("revoked_at").isString()) {
      return "revoked";
    }
    String expires = Fields.text(token, "expires_at");
    return expires.equals(Fields.ABSENT) ? "good" : "good until " + expires;
  }

  private int print(
      ParseResult line,
      JsonNode records,
      List<String> headings,
      Function<JsonNode, List<String>> row) {
    if (line.hasMatchedOption(Specs.JSON)) {
      surroundings.out().println(JSON.writeValueAsString(records));
    } else {
      Table table = new Table(headings);
      records.forEach(record -> table.add(row.apply(record)));
      table.lines(surroundings.colour()).forEach(surroundings.out()::println);
    }
    return ExitStatus.OK;
  }

  private JsonNode ask(ParseResult line, String method, String path, Optional<ObjectNode> body)
      throws CommandException, ConfigurationException, AccountFileException {
    try (Administration administration = opening.open(line)) {
      return answer(
          administration.ask(
              method,
              API + path,
              body.map(json -> json.toString().getBytes(StandardCharsets.UTF_8))));
    }
  }

  private static JsonNode answer(Answer answer) throws CommandException {
    JsonNode body;
    try {
      body = JSON.readTree(answer.body());
    } catch (JacksonException _) {
      throw new CommandException("the server answered with something that is not JSON");
    }
    if (answer.status() >= 300) {
      throw new CommandException(body.path("message").asString("answered " + answer.status()));
    }
    return body;
  }

  private static Optional<ArrayNode> list(ParseResult line, String option) {
    return value(line, option, List.class)
        .map(
            given -> {
              ArrayNode array = JSON.createArrayNode();
              for (Object each : given) {
                array.add(String.valueOf(each));
              }
              return array;
            });
  }

  private static String joined(JsonNode array) {
    List<String> words = new ArrayList<>();
    array.forEach(each -> words.add(each.asString()));
    return words.isEmpty() ? Fields.ABSENT : String.join(" ", words);
  }

  /** A time such as {@code 45m}, {@code 12h} or {@code 30d}. */
  private static Duration duration(String text) throws CommandException {
    try {
      String letters = text.strip().toUpperCase(Locale.ROOT);
      return letters.endsWith("D") ? Duration.parse("P" + letters) : Duration.parse("PT" + letters);
    } catch (DateTimeParseException _) {
      throw new CommandException(
          ExitStatus.USAGE, EXPIRES_IN + " has to be a time such as 45m, 12h or 30d");
    }
  }

  private int usage(ParseResult line) {
    line.commandSpec().commandLine().usage(surroundings.err());
    return ExitStatus.USAGE;
  }
}
