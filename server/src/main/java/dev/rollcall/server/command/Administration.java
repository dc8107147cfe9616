package dev.rollcall.server.command;

import java.util.Optional;

/** Whom to ask about users and tokens. */
public interface Administration extends AutoCloseable {
  /**
   * Asks one thing.
   *
   * @param pathAndQuery from {@code /rollcall/v1} on
   * @param json the request's body
   * @throws CommandException if there is no answer
   */
  Answer ask(String method, String pathAndQuery, Optional<byte[]> json) throws CommandException;

  @Override
  void close();

  /**
   * What was answered.
   *
   * @param status as over HTTP
   * @param body in UTF-8
   */
  record Answer(int status, String body) {}
}
