package dev.rollcall.server.command;

import dev.rollcall.server.account.AccountFileException;
import dev.rollcall.server.configuration.ConfigurationException;
import picocli.CommandLine.ParseResult;

/** What a command does once its line is read; answers the process's exit status. */
@FunctionalInterface
interface Action {
  int run(ParseResult line) throws CommandException, ConfigurationException, AccountFileException;
}
