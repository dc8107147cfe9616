package dev.rollcall.server.command;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParseResult;

/** Pieces that several commands are made of. */
final class Specs {
  static final String CONFIG = "--config";
  static final String JSON = "--json";

  private Specs() {}

  static CommandSpec command(String name, String description, Action action) {
    CommandSpec command = CommandSpec.wrapWithoutInspection(action).name(name);
    command.usageMessage(new UsageMessageSpec().description(description));
    command.addOption(
        OptionSpec.builder("-h", "--help")
            .usageHelp(true)
            .description("Show this help and end.")
            .build());
    return command;
  }

  static CommandSpec withConfig(CommandSpec command) {
    return command.addOption(
        OptionSpec.builder(CONFIG)
            .type(Path.class)
            .paramLabel("FILE")
            .description("Read options from this file.")
            .build());
  }

  static CommandSpec withJson(CommandSpec command) {
    return command.addOption(
        OptionSpec.builder(JSON)
            .type(boolean.class)
            .description("Print the records as the API gives them, as one JSON array.")
            .build());
  }

  /** An option with one word as its value. */
  static OptionSpec word(String name, String label, String description) {
    return OptionSpec.builder(name)
        .type(String.class)
        .paramLabel(label)
        .description(description)
        .build();
  }

  /** A word that has to stand behind the command. */
  static PositionalParamSpec operand(String label, String description) {
    return PositionalParamSpec.builder()
        .paramLabel(label)
        .index("0")
        .arity("1")
        .required(true)
        .type(String.class)
        .description(description)
        .build();
  }

  static <T> Optional<T> value(ParseResult line, String option, Class<T> type) {
    return Optional.ofNullable(line.matchedOptionValue(option, (Object) null)).map(type::cast);
  }
}
