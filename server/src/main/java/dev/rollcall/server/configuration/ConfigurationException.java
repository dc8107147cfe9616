package dev.rollcall.server.configuration;

/**
 * The configuration cannot be used. The message is one line for the owner: the option, its value
 * unless secret, where it came from, and what is allowed.
 */
public final class ConfigurationException extends Exception {
  private static final long serialVersionUID = 1L;

  ConfigurationException(String message) {
    super(message);
  }
}
