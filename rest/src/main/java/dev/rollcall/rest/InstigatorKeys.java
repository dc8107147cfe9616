package dev.rollcall.rest;

import dev.rollcall.core.event.Instigator;
import java.util.Optional;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Who had a request made, in its line of the log: the agent and its user, but not what it is after.
 */
public final class InstigatorKeys {
  private InstigatorKeys() {}

  /** {@code line} with the keys {@code agent} and {@code user}, as far as they are known. */
  public static LoggingEventBuilder on(LoggingEventBuilder line) {
    Optional<Instigator> who = Instigator.current();
    LoggingEventBuilder named =
        who.map(known -> line.addKeyValue("agent", known.agentType())).orElse(line);
    return who.flatMap(Instigator::user).map(user -> named.addKeyValue("user", user)).orElse(named);
  }
}
